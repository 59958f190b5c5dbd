//! Files that are written whole or not at all.
//!
//! `out.csv` → `.out.csv.XXXXXX.tmp` beside it, then a rename: a reader sees the old table or the new one,
//! never half of one.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// An output file under way. Dropped before [`commit`](Output::commit), it leaves everything as it was.
///
/// ```
/// use std::io::Write;
/// # let folder = tempfile::tempdir()?;
/// let path = folder.path().join("out.csv");
/// std::fs::write(&path, "old")?;
/// let mut output = gongwen_export::Output::create(&path)?;
/// output.write_all(b"new")?;
/// assert_eq!(std::fs::read(&path)?, b"old");
/// output.commit()?;
/// assert_eq!(std::fs::read(&path)?, b"new");
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Output(Kind);

#[derive(Debug)]
enum Kind {
    Replace {
        temporary: NamedTempFile,
        target: PathBuf,
    },
    /// A pipe or a device such as `/dev/null`: there is nothing to replace.
    Direct(File),
}

impl Output {
    /// Opens a temporary file beside `path`.
    ///
    /// # Errors
    /// Where the folder does not exist or cannot be written, or `path` is a folder.
    pub fn create(path: &Path) -> io::Result<Self> {
        // Through a link to the file it names: renaming over the link would cut it.
        let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let metadata = fs::metadata(&target).ok();
        if metadata.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if metadata.as_ref().is_some_and(|metadata| !metadata.is_file()) {
            return Ok(Self(Kind::Direct(File::options().write(true).open(&target)?)));
        }
        let folder = match target.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".tmp");
        let permissions = metadata.map(|metadata| metadata.permissions()).or_else(default_permissions);
        if let Some(permissions) = permissions {
            builder.permissions(permissions);
        }
        let temporary = builder.tempfile_in(folder)?;
        Ok(Self(Kind::Replace { temporary, target }))
    }

    /// The temporary file, if there is one: whoever handles interrupts may want to remove it.
    #[must_use]
    pub fn temporary_path(&self) -> Option<&Path> {
        match &self.0 {
            Kind::Replace { temporary, .. } => Some(temporary.path()),
            Kind::Direct(_) => None,
        }
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    /// Where it cannot be written to the end or renamed; the old file then stays.
    pub fn commit(self) -> io::Result<()> {
        match self.0 {
            Kind::Direct(mut file) => file.flush(),
            Kind::Replace { temporary, target } => {
                // A rename can reach the disk before the content does; after a power cut the file would be
                // empty.
                temporary.as_file().sync_all()?;
                temporary.persist(target).map(drop).map_err(|error| error.error)
            }
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Kind::Replace { temporary, .. } => temporary.write(bytes),
            Kind::Direct(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Kind::Replace { temporary, .. } => temporary.flush(),
            Kind::Direct(file) => file.flush(),
        }
    }
}

/// What `open` would give, less the umask: temporary files are readable by their owner only.
#[cfg(unix)]
fn default_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn default_permissions() -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dropped_it_leaves_the_old_file_and_no_other() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let mut output = Output::create(&path).unwrap();
        output.write_all(b"half").unwrap();
        drop(output);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_cannot_be_written_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Output::create(folder.path()).is_err());
        assert!(Output::create(&folder.path().join("none/out.csv")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_are_kept() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (real, link) = (folder.path().join("real.csv"), folder.path().join("link.csv"));
        fs::write(&real, "old").unwrap();
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink(&real, &link).unwrap();
        let mut output = Output::create(&link).unwrap();
        output.write_all(b"new").unwrap();
        output.commit().unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&real).unwrap(), b"new");
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
        Output::create(Path::new("/dev/null")).unwrap().commit().unwrap();
    }
}
