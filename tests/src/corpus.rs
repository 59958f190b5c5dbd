//! Where the sample corpus lies, and reading it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A document of the corpus.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Name of its file without the ending.
    pub id: String,
    /// Where it was read.
    pub path: PathBuf,
    /// Its text.
    pub text: String,
}

/// The root of the repository.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The folder of annotated documents.
#[must_use]
pub fn gold() -> PathBuf {
    root().join("corpus/gold")
}

/// The folder of all sample documents.
#[must_use]
pub fn reports() -> PathBuf {
    root().join("corpus/reports")
}

/// The text files in `folder`, sorted by name.
///
/// # Errors
/// If the folder or a file in it cannot be read, or is not UTF-8.
pub fn samples(folder: &Path) -> io::Result<Vec<Sample>> {
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            paths.push(path);
        }
    }
    paths.sort();
    paths.into_iter().map(sample).collect()
}

fn sample(path: PathBuf) -> io::Result<Sample> {
    let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let text = fs::read_to_string(&path)?;
    Ok(Sample { id, path, text })
}
