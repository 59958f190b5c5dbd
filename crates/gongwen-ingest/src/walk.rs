//! Paths to files: what is named is taken, what lies in a folder is chosen.
//!
//! `corpus/` holding `b.txt a.md c.png .d.txt` → `corpus/a.md`, `corpus/b.txt`; one file passed over (`png`).
//!
//! Rules of choice, kept simple because a corpus is data, not a source tree:
//! - folders are walked in name order, links are followed, hidden files and folders are skipped;
//! - `.gitignore` and the like are *not* honoured: a document is never missing because of a file the user did
//!   not name;
//! - in a folder documents are taken, of every format this build can read, and files without an extension that
//!   look like text; `.jsonl`, `.csv` and `.tsv` only when a text field is named, for they are more often data;
//!   with `include` globs, exactly the files they match;
//! - `exclude` globs hold for files named outright too, so that `gongwen extract *.txt --exclude '*草稿*'`
//!   does what it says.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;
use ignore::overrides::{Override, OverrideBuilder};

use crate::decode::decode;
use crate::error::{Error, Reason};
use crate::format::{Format, extension};
use crate::inputs::{Failure, InputOptions, PassedOver};

/// A file that was chosen.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    /// What the name says it is; the content has the last word.
    pub(crate) format: Format,
    /// Whether the user named it, rather than a folder it lies in.
    pub(crate) is_root: bool,
    /// Bytes on disk; 0 where it cannot be known (standard input, a pipe).
    pub(crate) size: u64,
}

/// Iterator over the files that the paths stand for.
pub(crate) struct Walk {
    roots: std::vec::IntoIter<PathBuf>,
    folder: Option<ignore::Walk>,
    options: Arc<InputOptions>,
    pub(crate) passed_over: PassedOver,
}

impl Walk {
    pub(crate) fn new(paths: Vec<PathBuf>, options: Arc<InputOptions>) -> Result<Self, Error> {
        // Bad globs are found before the first document is read, not after the thousandth.
        globs(Path::new("."), &options.include, &options.exclude)?;
        Ok(Self { roots: paths.into_iter(), folder: None, options, passed_over: PassedOver::new() })
    }

    /// A path the user named: standard input, a folder to walk, or a file to take as it is.
    fn root(&mut self, path: PathBuf) -> Option<Result<Entry, Failure>> {
        if path.as_os_str() == "-" {
            return Some(Ok(Entry {
                name: "-".into(),
                path,
                format: Format::Unknown,
                is_root: true,
                size: 0,
            }));
        }
        let name = display(&path);
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => return Some(Err(Failure { path: name, error: missing(&path, error) })),
        };
        if metadata.is_dir() {
            match self.walk_folder(&path) {
                Ok(walk) => self.folder = Some(walk),
                Err(error) => return Some(Err(Failure { path: name, error })),
            }
            return None;
        }
        let parent = path.parent().unwrap_or(Path::new(""));
        if globs(parent, &[], &self.options.exclude).is_ok_and(|g| g.matched(&path, false).is_ignore()) {
            self.pass_over(&path);
            return None;
        }
        let format = Format::of_path(&path);
        Some(Ok(Entry { path, name, format, is_root: true, size: metadata.len() }))
    }

    fn walk_folder(&self, root: &Path) -> Result<ignore::Walk, Error> {
        Ok(WalkBuilder::new(root)
            .standard_filters(false)
            // Not `hidden(true)`: an include glob would let `._报告.txt`, which macOS leaves everywhere, in
            // again.
            .filter_entry(|entry| {
                entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".")
            })
            .follow_links(true)
            .overrides(globs(root, &self.options.include, &self.options.exclude)?)
            .sort_by_file_name(Ord::cmp)
            .build())
    }

    /// An entry of a folder: taken, passed over, or in error.
    fn entry(&mut self, entry: Result<ignore::DirEntry, ignore::Error>) -> Option<Result<Entry, Failure>> {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(walk_failure(error))),
        };
        let kind = entry.file_type()?;
        if kind.is_dir() {
            return None;
        }
        let path = entry.into_path();
        // Opening a pipe or a socket that lies about in a folder would wait for ever.
        if !kind.is_file() || !self.wants(&path) {
            self.pass_over(&path);
            return None;
        }
        let (name, format) = (display(&path), Format::of_path(&path));
        let size = fs::metadata(&path).map_or(0, |metadata| metadata.len());
        Some(Ok(Entry { path, name, format, is_root: false, size }))
    }

    fn wants(&self, path: &Path) -> bool {
        // Whatever else the folder holds, the globs have already sifted it out.
        if !self.options.include.is_empty() {
            return true;
        }
        match Format::of_path(path) {
            Format::Text if extension(path).is_none() => looks_like_text(path),
            format => is_document(format, self.options.text_field.is_some()),
        }
    }

    /// Whether a member of an archive is taken: as a file of a folder is, by the globs if the archive was named
    /// outright. `content` is asked where a name says nothing.
    pub(crate) fn wants_member(&self, inner: &str, by_globs: bool, content: impl FnOnce() -> bool) -> bool {
        let path = Path::new(inner);
        // `._报告.txt` and `__MACOSX`, which macOS packs along.
        if path.iter().any(|part| part.as_encoded_bytes().starts_with(b".") || part == "__MACOSX") {
            return false;
        }
        let include: &[String] = if by_globs { &self.options.include } else { &[] };
        let Ok(globs) = globs(Path::new(""), include, &self.options.exclude) else { return false };
        let folders = path.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
        if globs.matched(path, false).is_ignore()
            || folders.into_iter().any(|f| globs.matched(f, true).is_ignore())
        {
            return false;
        }
        match Format::of_path(path) {
            _ if !include.is_empty() => true,
            Format::Text if extension(path).is_none() => content(),
            format => is_document(format, self.options.text_field.is_some()),
        }
    }

    pub(crate) fn pass_over(&mut self, path: &Path) {
        *self.passed_over.entry(extension(path).unwrap_or_default()).or_default() += 1;
    }
}

/// Whether a folder gives files of the format.
fn is_document(format: Format, has_text_field: bool) -> bool {
    match format {
        format if format.is_collection() => has_text_field,
        Format::Unknown => false,
        format => format.is_readable(),
    }
}

impl Iterator for Walk {
    type Item = Result<Entry, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = match self.folder.as_mut().map(Iterator::next) {
                Some(Some(entry)) => self.entry(entry),
                _ => {
                    self.folder = None;
                    let root = self.roots.next()?;
                    self.root(root)
                }
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// The name in the output: the path as given, joined with `/`, without `./`.
///
/// `./reports/a.txt` → `reports/a.txt`; `..\corpus\a.txt` → `../corpus/a.txt` on Windows.
pub(crate) fn display(path: &Path) -> String {
    let mut parts = Vec::new();
    let mut name = String::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::RootDir => name.push('/'),
            Component::Prefix(prefix) => name.push_str(&prefix.as_os_str().to_string_lossy()),
            part => parts.push(part.as_os_str().to_string_lossy()),
        }
    }
    name.push_str(&parts.join("/"));
    if name.is_empty() { ".".into() } else { name }
}

/// `--include` and `--exclude` as one set in the syntax of `.gitignore`; `ignore` writes an exclusion with
/// `!`.
fn globs(root: &Path, include: &[String], exclude: &[String]) -> Result<Override, Error> {
    let mut builder = OverrideBuilder::new(root);
    let bad =
        |glob: &str, error: ignore::Error| Reason::Glob { glob: glob.into(), message: error.to_string() };
    for glob in include {
        builder.add(glob).map_err(|error| bad(glob, error))?;
    }
    for glob in exclude {
        builder.add(&format!("!{glob}")).map_err(|error| bad(glob, error))?;
    }
    Ok(builder.build().map_err(|error| bad("", error))?)
}

/// Whether a file without an extension begins like a text.
fn looks_like_text(path: &Path) -> bool {
    const SAMPLE: u64 = 8192;
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(SAMPLE).read_to_end(&mut first));
    // One that cannot be opened is taken, so that the run names it.
    read.is_err() || decode(first).is_ok()
}

/// A link whose target is gone gives "not found" although the user sees the file in the folder: say which it
/// is.
fn missing(path: &Path, error: io::Error) -> Error {
    let dangling = error.kind() == io::ErrorKind::NotFound && fs::symlink_metadata(path).is_ok();
    if dangling { Reason::DanglingLink.into() } else { error.into() }
}

fn walk_failure(error: ignore::Error) -> Failure {
    fn unwrap(error: ignore::Error, path: Option<PathBuf>) -> (Option<PathBuf>, Error) {
        match error {
            ignore::Error::WithPath { path, err } => unwrap(*err, Some(path)),
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => {
                unwrap(*err, path)
            }
            ignore::Error::Loop { ancestor, child } => {
                (Some(child), Reason::Loop { ancestor: display(&ancestor) }.into())
            }
            ignore::Error::Io(error) => {
                let error = match &path {
                    Some(path) => missing(path, error),
                    None => error.into(),
                };
                (path, error)
            }
            error => (path, Reason::Walk(error.to_string()).into()),
        }
    }
    let (path, error) = unwrap(error, None);
    Failure { path: path.map_or_else(|| "?".into(), |path| display(&path)), error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_joined_with_slashes() {
        for (given, shown) in [
            ("./a/b.txt", "a/b.txt"),
            ("../corpus//a.txt", "../corpus/a.txt"),
            ("/tmp/a", "/tmp/a"),
            (".", "."),
            ("甲/乙.txt", "甲/乙.txt"),
        ] {
            assert_eq!(display(Path::new(given)), shown);
        }
    }
}
