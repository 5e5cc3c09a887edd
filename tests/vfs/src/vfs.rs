//! The medium as a file system SQLite can be told to use.

use crate::callbacks::{self, OpenFile};
use crate::medium::Medium;
use rusqlite::ffi;
use std::ffi::{CString, c_int, c_void};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A registered file system over one medium. Unregistered when dropped; by then nothing may be open on it.
pub struct Vfs {
    name: CString,
    raw: *mut ffi::sqlite3_vfs,
    medium: *mut Medium,
}

// SAFETY: the raw pointers are owned by this value alone; SQLite only reads the structure they point to, and the
// medium behind it is locked for each call.
unsafe impl Send for Vfs {}
// SAFETY: as above; no method of ours changes the structure through a shared reference.
unsafe impl Sync for Vfs {}

impl Vfs {
    /// Registers one, under a name of its own.
    ///
    /// # Panics
    /// When SQLite refuses to register it, which it never does.
    pub fn new(medium: &Medium) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("medium-{}", NEXT.fetch_add(1, Ordering::Relaxed));
        let name = CString::new(name).expect("no NUL in a number");
        let medium = Box::into_raw(Box::new(medium.clone()));
        let raw = Box::into_raw(Box::new(ffi::sqlite3_vfs {
            iVersion: 1,
            szOsFile: c_int::try_from(size_of::<OpenFile>()).expect("a small structure"),
            mxPathname: 512,
            pNext: std::ptr::null_mut(),
            zName: name.as_ptr(),
            pAppData: medium.cast::<c_void>(),
            xOpen: Some(callbacks::open),
            xDelete: Some(callbacks::delete),
            xAccess: Some(callbacks::access),
            xFullPathname: Some(callbacks::full_pathname),
            xDlOpen: None,
            xDlError: None,
            xDlSym: None,
            xDlClose: None,
            xRandomness: Some(callbacks::randomness),
            xSleep: Some(callbacks::sleep),
            xCurrentTime: Some(callbacks::current_time),
            xGetLastError: Some(callbacks::last_error),
            xCurrentTimeInt64: None,
            xSetSystemCall: None,
            xGetSystemCall: None,
            xNextSystemCall: None,
        }));
        // SAFETY: `raw` is a complete structure that lives until it is unregistered in `drop`.
        let registered = unsafe { ffi::sqlite3_vfs_register(raw, 0) };
        assert_eq!(registered, ffi::SQLITE_OK, "SQLite registers a complete file system");
        Self { name, raw, medium }
    }

    /// The name to open with.
    pub fn name(&self) -> &str {
        self.name.to_str().unwrap_or_default()
    }
}

impl Drop for Vfs {
    fn drop(&mut self) {
        // SAFETY: both pointers came from `Box::into_raw` in `new` and are freed once; unregistered before.
        unsafe {
            ffi::sqlite3_vfs_unregister(self.raw);
            drop(Box::from_raw(self.raw));
            drop(Box::from_raw(self.medium));
        }
    }
}
