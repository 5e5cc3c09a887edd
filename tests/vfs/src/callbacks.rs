//! The C callbacks: four words each, then the medium's own methods.
//!
//! No panic may cross into C, so nothing here unwraps. Files have no shared memory: a write-ahead log works on
//! them with `locking_mode=EXCLUSIVE` only, one connection at a time, and locks need not be kept.

use crate::medium::{Failed, FaultKind, Medium, Op};
use rusqlite::ffi;
use std::ffi::{CStr, c_char, c_int, c_void};

/// SQLite's handle of an open file, with what we need behind it.
#[repr(C)]
pub(crate) struct OpenFile {
    base: ffi::sqlite3_file,
    inside: *mut Inside,
}

struct Inside {
    medium: Medium,
    name: String,
    delete_on_close: bool,
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 1,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(file_size),
    xLock: Some(lock),
    xUnlock: Some(lock),
    xCheckReservedLock: Some(check_reserved_lock),
    xFileControl: Some(file_control),
    xSectorSize: Some(sector_size),
    xDeviceCharacteristics: Some(device_characteristics),
    xShmMap: None,
    xShmLock: None,
    xShmBarrier: None,
    xShmUnmap: None,
    xFetch: None,
    xUnfetch: None,
};

/// What is behind a handle.
///
/// # Safety
/// `file` is a handle that [`open`] filled and [`close`] has not emptied.
unsafe fn inside<'file>(file: *mut ffi::sqlite3_file) -> &'file Inside {
    // SAFETY: SQLite hands back the memory it had `open` fill, sized and aligned for `OpenFile`.
    unsafe { &*(*file.cast::<OpenFile>()).inside }
}

/// The medium behind a file system.
///
/// # Safety
/// `vfs` is one that `Vfs::new` registered and that is not dropped.
unsafe fn medium<'vfs>(vfs: *mut ffi::sqlite3_vfs) -> &'vfs Medium {
    // SAFETY: `pAppData` is the medium that `Vfs::new` put there.
    unsafe { &*(*vfs).pAppData.cast::<Medium>() }
}

/// A C string as SQLite passes names.
///
/// # Safety
/// `name` ends with a NUL and lives for the call.
unsafe fn text(name: *const c_char) -> String {
    // SAFETY: the caller's promise.
    unsafe { CStr::from_ptr(name) }.to_string_lossy().into_owned()
}

fn answer(done: Result<(), Failed>, io: c_int) -> c_int {
    match done {
        Ok(()) => ffi::SQLITE_OK,
        Err(Failed(FaultKind::Io)) => io,
        Err(Failed(FaultKind::Full)) if io == ffi::SQLITE_IOERR_WRITE => ffi::SQLITE_FULL,
        Err(Failed(FaultKind::Full)) => io,
    }
}

pub(crate) unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out_flags: *mut c_int,
) -> c_int {
    let file = file.cast::<OpenFile>();
    // SAFETY: SQLite passes memory of `szOsFile` bytes; an empty method table tells it not to close.
    unsafe { (*file).base.pMethods = std::ptr::null() };
    // SAFETY: the file system is ours and registered.
    let medium = unsafe { medium(vfs) };
    let name = if name.is_null() {
        format!("temporary-{:x}", file.addr())
    } else {
        // SAFETY: a name that SQLite ends with a NUL.
        unsafe { text(name) }
    };
    if medium.len_of(&name).is_none() {
        if flags & ffi::SQLITE_OPEN_CREATE == 0 {
            return ffi::SQLITE_CANTOPEN;
        }
        medium.touch(&name);
    }
    let delete_on_close = flags & ffi::SQLITE_OPEN_DELETEONCLOSE != 0;
    let inside = Box::new(Inside { medium: medium.clone(), name, delete_on_close });
    // SAFETY: as above; `out_flags` may be null and is looked at first.
    unsafe {
        (*file).inside = Box::into_raw(inside);
        (*file).base.pMethods = &raw const METHODS;
        if !out_flags.is_null() {
            *out_flags = flags;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    let file = file.cast::<OpenFile>();
    // SAFETY: the box that `open` made; SQLite closes a handle once.
    let inside = unsafe { Box::from_raw((*file).inside) };
    // SAFETY: still SQLite's memory of our size.
    unsafe { (*file).inside = std::ptr::null_mut() };
    if inside.delete_on_close {
        let _ = inside.medium.apply(Op::Delete { file: inside.name });
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn read(file: *mut ffi::sqlite3_file, to: *mut c_void, count: c_int, from: i64) -> c_int {
    // SAFETY: an open handle.
    let inside = unsafe { inside(file) };
    let (Ok(count), Ok(from)) = (usize::try_from(count), usize::try_from(from)) else {
        return ffi::SQLITE_IOERR_READ;
    };
    // SAFETY: SQLite passes a buffer of `count` bytes that nobody else uses during the call.
    let to = unsafe { std::slice::from_raw_parts_mut(to.cast::<u8>(), count) };
    let there = inside.medium.read_at(&inside.name, from, to);
    if there == count {
        return ffi::SQLITE_OK;
    }
    to[there..].fill(0);
    ffi::SQLITE_IOERR_SHORT_READ
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    count: c_int,
    at: i64,
) -> c_int {
    // SAFETY: an open handle.
    let inside = unsafe { inside(file) };
    let (Ok(count), Ok(offset)) = (usize::try_from(count), usize::try_from(at)) else {
        return ffi::SQLITE_IOERR_WRITE;
    };
    // SAFETY: SQLite passes `count` readable bytes.
    let bytes = unsafe { std::slice::from_raw_parts(from.cast::<u8>(), count) }.to_vec();
    let op = Op::Write { file: inside.name.clone(), offset, bytes };
    answer(inside.medium.apply(op), ffi::SQLITE_IOERR_WRITE)
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    // SAFETY: an open handle.
    let inside = unsafe { inside(file) };
    let Ok(length) = usize::try_from(size) else { return ffi::SQLITE_IOERR_TRUNCATE };
    let op = Op::Truncate { file: inside.name.clone(), length };
    answer(inside.medium.apply(op), ffi::SQLITE_IOERR_TRUNCATE)
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    // SAFETY: an open handle.
    let inside = unsafe { inside(file) };
    answer(inside.medium.apply(Op::Sync { file: inside.name.clone() }), ffi::SQLITE_IOERR_FSYNC)
}

unsafe extern "C" fn file_size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    // SAFETY: an open handle.
    let inside = unsafe { inside(file) };
    let length = inside.medium.len_of(&inside.name).and_then(|length| i64::try_from(length).ok());
    // SAFETY: SQLite passes a place for the answer.
    unsafe { *size = length.unwrap_or(0) };
    ffi::SQLITE_OK
}

unsafe extern "C" fn lock(_: *mut ffi::sqlite3_file, _: c_int) -> c_int {
    ffi::SQLITE_OK
}

unsafe extern "C" fn check_reserved_lock(_: *mut ffi::sqlite3_file, held: *mut c_int) -> c_int {
    // SAFETY: SQLite passes a place for the answer.
    unsafe { *held = 0 };
    ffi::SQLITE_OK
}

unsafe extern "C" fn file_control(_: *mut ffi::sqlite3_file, _: c_int, _: *mut c_void) -> c_int {
    ffi::SQLITE_NOTFOUND
}

unsafe extern "C" fn sector_size(_: *mut ffi::sqlite3_file) -> c_int {
    4096
}

unsafe extern "C" fn device_characteristics(_: *mut ffi::sqlite3_file) -> c_int {
    ffi::SQLITE_IOCAP_POWERSAFE_OVERWRITE
}

pub(crate) unsafe extern "C" fn delete(vfs: *mut ffi::sqlite3_vfs, name: *const c_char, _: c_int) -> c_int {
    // SAFETY: a registered file system and a name that ends with a NUL.
    let (medium, file) = unsafe { (medium(vfs), text(name)) };
    if medium.len_of(&file).is_none() {
        return ffi::SQLITE_IOERR_DELETE_NOENT;
    }
    answer(medium.apply(Op::Delete { file }), ffi::SQLITE_IOERR_DELETE)
}

pub(crate) unsafe extern "C" fn access(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    _: c_int,
    found: *mut c_int,
) -> c_int {
    // SAFETY: a registered file system and a name that ends with a NUL.
    let there = unsafe { medium(vfs).len_of(&text(name)) }.is_some();
    // SAFETY: SQLite passes a place for the answer.
    unsafe { *found = c_int::from(there) };
    ffi::SQLITE_OK
}

pub(crate) unsafe extern "C" fn full_pathname(
    _: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    room: c_int,
    out: *mut c_char,
) -> c_int {
    // SAFETY: a name that ends with a NUL.
    let bytes = unsafe { CStr::from_ptr(name) }.to_bytes_with_nul();
    if usize::try_from(room).is_ok_and(|room| bytes.len() <= room) {
        // SAFETY: `out` has `room` bytes, which is enough, and is not part of `name`.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), out.cast::<u8>(), bytes.len()) };
        ffi::SQLITE_OK
    } else {
        ffi::SQLITE_CANTOPEN
    }
}

pub(crate) unsafe extern "C" fn randomness(
    _: *mut ffi::sqlite3_vfs,
    count: c_int,
    out: *mut c_char,
) -> c_int {
    let Ok(room) = usize::try_from(count) else { return 0 };
    // SAFETY: SQLite passes `count` writable bytes.
    fastrand::fill(unsafe { std::slice::from_raw_parts_mut(out.cast::<u8>(), room) });
    count
}

pub(crate) unsafe extern "C" fn sleep(_: *mut ffi::sqlite3_vfs, microseconds: c_int) -> c_int {
    microseconds
}

pub(crate) unsafe extern "C" fn current_time(_: *mut ffi::sqlite3_vfs, out: *mut f64) -> c_int {
    // SAFETY: SQLite passes a place for the answer. Nothing of ours asks SQLite for the time.
    unsafe { *out = 2_461_000.5 };
    ffi::SQLITE_OK
}

pub(crate) unsafe extern "C" fn last_error(_: *mut ffi::sqlite3_vfs, _: c_int, _: *mut c_char) -> c_int {
    0
}
