//! The medium: files in memory, the log of what was done to them, faults and counts.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// File contents by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// One thing done to the medium.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Op {
    /// Bytes written.
    Write {
        /// The file.
        file: String,
        /// From where.
        offset: usize,
        /// What.
        bytes: Vec<u8>,
    },
    /// A file cut, or lengthened with zeroes.
    Truncate {
        /// The file.
        file: String,
        /// To this length.
        length: usize,
    },
    /// Everything done to this file so far is on the medium when this is done.
    Sync {
        /// The file.
        file: String,
    },
    /// A file deleted.
    Delete {
        /// The file.
        file: String,
    },
    /// A file renamed, with the folder synced after it: atomic and durable when the next thing is done.
    Rename {
        /// The old name.
        from: String,
        /// The new one; a file of that name is replaced.
        to: String,
    },
}

/// What a failing call answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// An I/O error of that kind of call.
    Io,
    /// No space left. Syncs and deletions answer with an I/O error.
    Full,
}

/// Which mutating calls fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// The first that fails, counted from 0 since the fault was set.
    pub at: usize,
    /// How.
    pub kind: FaultKind,
    /// All after it, too.
    pub from_then_on: bool,
}

/// How often something was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Writes.
    pub writes: usize,
    /// Bytes in them.
    pub bytes: usize,
    /// Syncs.
    pub syncs: usize,
    /// Truncations.
    pub truncations: usize,
    /// Deletions.
    pub deletions: usize,
}

/// The thing with the power cord. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Medium {
    inner: Arc<Mutex<Inner>>,
}

#[derive(Debug, Default)]
struct Inner {
    files: Files,
    log: Vec<Op>,
    counts: Counts,
    fault: Option<Fault>,
    calls: usize,
    failed: usize,
}

/// A call that was made to fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed(pub FaultKind);

impl Medium {
    /// Empty, with the power on.
    pub fn new() -> Self {
        Self::default()
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A copy of all files as they are.
    pub fn files(&self) -> Files {
        self.lock().files.clone()
    }

    /// Puts these files in place of all that is there and forgets log, counts and fault.
    pub fn put(&self, files: Files) {
        *self.lock() = Inner { files, ..Inner::default() };
    }

    /// Changes a file as nobody would: flips, cuts, removes.
    pub fn tamper(&self, change: impl FnOnce(&mut Files)) {
        change(&mut self.lock().files);
    }

    /// What was done since the files were put, oldest first.
    pub fn log(&self) -> Vec<Op> {
        self.lock().log.clone()
    }

    /// How much was done since the files were put.
    pub fn log_len(&self) -> usize {
        self.lock().log.len()
    }

    /// How often what was done since this was last asked.
    pub fn take_counts(&self) -> Counts {
        std::mem::take(&mut self.lock().counts)
    }

    /// Makes mutating calls fail from now on; `None` ends it.
    pub fn set_fault(&self, fault: Option<Fault>) {
        let mut inner = self.lock();
        inner.fault = fault;
        inner.calls = 0;
    }

    /// How many calls were made to fail since the files were put.
    pub fn failed(&self) -> usize {
        self.lock().failed
    }

    /// How many mutating calls were made since the fault was set.
    pub fn calls(&self) -> usize {
        self.lock().calls
    }

    /// The length of a file.
    pub fn len_of(&self, file: &str) -> Option<usize> {
        self.lock().files.get(file).map(Vec::len)
    }

    /// The bytes of a file.
    pub fn read(&self, file: &str) -> Option<Vec<u8>> {
        self.lock().files.get(file).cloned()
    }

    /// Copies bytes out of a file into `to`; answers how many there were.
    pub(crate) fn read_at(&self, file: &str, offset: usize, to: &mut [u8]) -> usize {
        let inner = self.lock();
        let there = inner.files.get(file).and_then(|bytes| bytes.get(offset..)).unwrap_or_default();
        let count = there.len().min(to.len());
        to[..count].copy_from_slice(&there[..count]);
        count
    }

    /// Does one thing, unless it is made to fail.
    ///
    /// # Errors
    /// [`Failed`] when a fault says so; then nothing was done, as far as anyone can tell.
    pub fn apply(&self, op: Op) -> Result<(), Failed> {
        let mut inner = self.lock();
        let call = inner.calls;
        inner.calls += 1;
        if let Some(fault) = inner.fault
            && (call == fault.at || (fault.from_then_on && call > fault.at))
        {
            inner.failed += 1;
            return Err(Failed(fault.kind));
        }
        match &op {
            Op::Write { bytes, .. } => {
                inner.counts.writes += 1;
                inner.counts.bytes += bytes.len();
            }
            Op::Truncate { .. } => inner.counts.truncations += 1,
            Op::Sync { .. } => inner.counts.syncs += 1,
            Op::Delete { .. } => inner.counts.deletions += 1,
            Op::Rename { .. } => {}
        }
        apply_whole(&mut inner.files, &op);
        inner.log.push(op);
        Ok(())
    }

    /// Makes a file if there is none. An empty file needs no log: a cut may leave it or not, and both are handled.
    pub(crate) fn touch(&self, file: &str) {
        self.lock().files.entry(file.to_owned()).or_default();
    }
}

/// Does one thing completely.
pub(crate) fn apply_whole(files: &mut Files, op: &Op) {
    match op {
        Op::Write { file, offset, bytes } => write(files, file, *offset, bytes),
        Op::Truncate { file, length } => {
            files.entry(file.clone()).or_default().resize(*length, 0);
        }
        Op::Sync { .. } => {}
        Op::Delete { file } => {
            files.remove(file);
        }
        Op::Rename { from, to } => {
            if let Some(bytes) = files.remove(from) {
                files.insert(to.clone(), bytes);
            }
        }
    }
}

/// Writes bytes, with zeroes before them where the file was shorter.
pub(crate) fn write(files: &mut Files, file: &str, offset: usize, bytes: &[u8]) {
    if !files.contains_key(file) {
        files.insert(file.to_owned(), Vec::new());
    }
    if let Some(there) = files.get_mut(file) {
        if there.len() < offset + bytes.len() {
            there.resize(offset + bytes.len(), 0);
        }
        there[offset..offset + bytes.len()].copy_from_slice(bytes);
    }
}
