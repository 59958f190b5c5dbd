//! The folder of a report: whole or not there.
//!
//! `report/` → pages are written into `.report.XXXXXX.tmp/` beside it and moved into place at the end, so that a run that fails
//! leaves the report of the run before
//!
//! Of the folder only `index.html` and `pages/` are the report's: whatever else lies in it stays.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{GENERATOR, PAGES};

/// A report under way. Dropped before [`commit`](Folder::commit), it leaves everything as it was.
#[derive(Debug)]
pub struct Folder {
    target: PathBuf,
    temporary: TempDir,
    /// Whether what is in the target's `pages` is of an older report.
    replaces_report: bool,
}

/// Why a report cannot be begun.
#[derive(Debug)]
#[non_exhaustive]
pub enum FolderError {
    /// There is a folder with files in it that no report is made of.
    NoReport,
    /// There is a file of that name.
    IsFile,
    /// The folder it should be in does not exist.
    NoParent(PathBuf),
    /// It cannot be written.
    Io(io::Error),
}

impl From<io::Error> for FolderError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl std::fmt::Display for FolderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoReport => write!(f, "the folder holds files and is no report"),
            Self::IsFile => write!(f, "a file of that name exists"),
            Self::NoParent(parent) => write!(f, "there is no folder {}", parent.display()),
            Self::Io(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for FolderError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            _ => None,
        }
    }
}

impl Folder {
    /// Begins the report in `folder`, which is made if it does not exist.
    ///
    /// # Errors
    /// Where `folder` holds files and no report, unless `force`; then they stay, and only files of the names of the report's are
    /// replaced. Where it is a file or cannot be written.
    pub fn begin(folder: &Path, force: bool) -> Result<Self, FolderError> {
        // Through a link to the folder it names.
        let target = fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
        if target.exists() && !target.is_dir() {
            return Err(FolderError::IsFile);
        }
        let replaces_report = is_report(&target);
        let has_files = target.is_dir() && fs::read_dir(&target)?.next().is_some();
        if has_files && !replaces_report && !force {
            return Err(FolderError::NoReport);
        }
        let parent = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        if !parent.is_dir() {
            return Err(FolderError::NoParent(parent.to_owned()));
        }
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let prefix = format!(".{name}.");
        let temporary = tempfile::Builder::new().prefix(&prefix).suffix(".tmp").tempdir_in(parent)?;
        fs::create_dir(temporary.path().join(PAGES))?;
        Ok(Self { target, temporary, replaces_report })
    }

    /// Where the pages are before they are moved: whoever handles interrupts may want to remove it.
    #[must_use]
    pub fn temporary_path(&self) -> &Path {
        self.temporary.path()
    }

    /// Whether the file at `path` is of the older report that this one replaces: no document of a corpus it lies in.
    #[must_use]
    pub fn replaces(&self, path: &Path) -> bool {
        let own = |path: PathBuf| {
            path.starts_with(self.target.join(PAGES)) || path == self.target.join("index.html")
        };
        self.replaces_report && fs::canonicalize(path).is_ok_and(own)
    }

    /// Writes the page `name` of a document; safe to call from several threads. A page that is there already is the same.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn put(&self, name: &str, html: &str) -> io::Result<()> {
        match File::create_new(self.temporary.path().join(PAGES).join(name)) {
            Ok(mut file) => file.write_all(html.as_bytes()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Puts everything in its place, the corpus page last.
    ///
    /// # Errors
    /// Where something cannot be moved. An older report may then have lost its pages, but every page is of one run.
    pub fn commit(self, index: &str) -> io::Result<()> {
        let (new, target) = (self.temporary.path(), &self.target);
        let new_index = new.join("index.html");
        let mut file = File::create(&new_index)?;
        file.write_all(index.as_bytes())?;
        file.sync_all()?;
        fs::create_dir_all(target)?;
        let (new_pages, pages) = (new.join(PAGES), target.join(PAGES));
        if self.replaces_report && pages.is_dir() {
            fs::rename(&pages, new.join("old"))?;
        }
        if !pages.exists() {
            // Readable by whom the folder is: a temporary folder is its owner's alone, what is made inside it is not.
            fs::rename(&new_pages, &pages)?;
        } else {
            for page in fs::read_dir(&new_pages)? {
                let page = page?;
                fs::rename(page.path(), pages.join(page.file_name()))?;
            }
        }
        fs::rename(&new_index, target.join("index.html"))
    }
}

/// Whether the folder's `index.html` is that of a report; its first lines tell.
fn is_report(folder: &Path) -> bool {
    const HEAD: u64 = 4096;
    let mut head = Vec::new();
    let read = File::open(folder.join("index.html")).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    read.is_ok() && String::from_utf8_lossy(&head).contains(GENERATOR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(folder: &Path, page: &str) {
        let report = Folder::begin(folder, false).unwrap();
        report.put(page, "page").unwrap();
        report.put(page, "again").unwrap();
        report.commit(&format!("<head>{GENERATOR}{page}")).unwrap();
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_report_replaces_the_one_before_and_leaves_other_files() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("report");
        write(&folder, "a.html");
        fs::write(folder.join("notes.txt"), "mine").unwrap();
        write(&folder, "b.html");
        assert_eq!(names(&folder), ["index.html", "notes.txt", "pages"]);
        assert_eq!(names(&folder.join(PAGES)), ["b.html"]);
        let next = Folder::begin(&folder, false).unwrap();
        assert!(next.replaces(&folder.join("pages/b.html")) && next.replaces(&folder.join("index.html")));
        assert!(!next.replaces(&folder.join("notes.txt")) && !next.replaces(Path::new("-")));
        drop(next);
        assert_eq!(fs::read_to_string(folder.join("pages/b.html")).unwrap(), "page");
        assert_eq!(names(parent.path()), ["report"]);
    }

    #[test]
    fn one_that_is_given_up_leaves_the_one_before() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("report");
        write(&folder, "a.html");
        let report = Folder::begin(&folder, false).unwrap();
        report.put("b.html", "page").unwrap();
        drop(report);
        assert_eq!(names(&folder.join(PAGES)), ["a.html"]);
        assert_eq!(names(parent.path()), ["report"]);
    }

    #[test]
    fn a_folder_with_other_files_is_refused() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("mine");
        fs::create_dir_all(folder.join(PAGES)).unwrap();
        fs::write(folder.join("pages/chapter.html"), "mine").unwrap();
        fs::write(folder.join("index.html"), "mine").unwrap();
        assert!(matches!(Folder::begin(&folder, false), Err(FolderError::NoReport)));
        let forced = Folder::begin(&folder, true).unwrap();
        forced.put("a.html", "page").unwrap();
        forced.commit(GENERATOR).unwrap();
        assert_eq!(names(&folder.join(PAGES)), ["a.html", "chapter.html"]);
        let file = parent.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(matches!(Folder::begin(&file, true), Err(FolderError::IsFile)));
        let nowhere = Folder::begin(&parent.path().join("none/report"), false);
        assert!(matches!(nowhere, Err(FolderError::NoParent(_))));
    }
}
