//! Ctrl-C and `kill`: temporary files go, whatever was at the output's place stays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::{Mutex, PoisonError};

/// Files and folders to remove if the run is interrupted. One that was renamed into place in time is not there any more.
static TEMPORARY: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// What shells give a command that Ctrl-C ended.
const INTERRUPTED: i32 = 130;

/// Has `path` removed should the run be interrupted.
pub(crate) fn remove_on_interrupt(path: &Path) {
    let mut files = TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner);
    if files.is_empty() {
        // Without a handler an interrupt leaves the temporary file behind, which harms nobody.
        let _ = ctrlc::set_handler(|| {
            for file in TEMPORARY.lock().unwrap_or_else(PoisonError::into_inner).iter() {
                let _ = fs::remove_file(file).or_else(|_| fs::remove_dir_all(file));
            }
            process::exit(INTERRUPTED);
        });
    }
    files.push(path.to_owned());
}
