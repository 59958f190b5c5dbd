//! Everything the command line names, as a stream of inputs in a fixed order.
//!
//! `["reports", "docs.jsonl"]` → `reports/a.txt`, `reports/b.txt`, `docs.jsonl:1`, `docs.jsonl:2`, …

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use crate::error::{Error, Reason};
use crate::format::Format;
use crate::jsonl::{Fields, Line, Lines, parse};
use crate::load::Loaded;
use crate::walk::{Entry, Walk};

/// What to take and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputOptions {
    /// Globs in the syntax of `.gitignore`, relative to each folder named: take exactly the files they
    /// match.
    pub include: Vec<String>,
    /// Globs of files and folders to leave out.
    pub exclude: Vec<String>,
    /// Field of a `.jsonl` line that holds the text. `None` means `text`, and that folders give no `.jsonl`.
    pub text_field: Option<String>,
    /// Field of a `.jsonl` line that names the document.
    pub id_field: Option<String>,
    /// Longest file, or line of a `.jsonl`, in bytes.
    pub max_size: u64,
}

impl Default for InputOptions {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            text_field: None,
            id_field: None,
            max_size: 512 << 20,
        }
    }
}

/// How many files of each extension (lower case, empty for none) were left aside in folders, in alphabetical
/// order.
pub type PassedOver = std::collections::BTreeMap<String, usize>;

/// An input that gave nothing, and why.
#[derive(Debug)]
pub struct Failure {
    /// Which, named as in the output.
    pub path: String,
    /// Why.
    pub error: Error,
}

/// One document to come: found, not yet read.
#[derive(Debug)]
pub struct Input {
    name: String,
    size: u64,
    source: Source,
}

#[derive(Debug)]
enum Source {
    File { path: PathBuf, format: Format, limit: u64 },
    StandardInput { limit: u64 },
    Line { bytes: Vec<u8>, fields: Arc<Fields> },
}

impl Input {
    /// Its name in the output; a `.jsonl` line takes its id only once it is loaded.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Bytes, as far as they are known before reading.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Reads and decodes it.
    ///
    /// # Errors
    /// Where it cannot be read or holds no text: see [`Error`].
    pub fn load(self) -> Result<Loaded, Error> {
        match self.source {
            Source::File { path, format, limit } => {
                Loaded::from_bytes(self.name, format, read(File::open(path)?, limit, self.size)?)
            }
            Source::StandardInput { limit } => {
                Loaded::from_bytes(self.name, Format::Text, read(io::stdin().lock(), limit, 0)?)
            }
            Source::Line { bytes, fields } => parse(&self.name, &bytes, &fields),
        }
    }
}

/// Iterator over all inputs, in the order of the paths and, in a folder, of the names.
///
/// Holds one open `.jsonl` file at most and no content but its next line.
///
/// ```
/// use gongwen_ingest::{InputOptions, Inputs};
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("乙.txt"), "受理案件78件。")?;
/// # std::fs::write(folder.path().join("甲.html"), "<p>")?;
/// let mut inputs = Inputs::new(vec![folder.path().into()], InputOptions::default())?;
/// let loaded = inputs.next().unwrap().map_err(|failure| failure.error)?.load()?;
/// assert_eq!((loaded.text.as_str(), loaded.format), ("受理案件78件。", "txt"));
/// assert!(inputs.next().is_none());
/// assert_eq!(inputs.passed_over().get("html"), Some(&1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Inputs {
    walk: Walk,
    lines: Option<Lines>,
    fields: Arc<Fields>,
    limit: u64,
}

impl Inputs {
    /// Nothing is read yet. The path `-` is standard input: text, or JSON Lines when a text field is named.
    ///
    /// # Errors
    /// Where a glob is malformed.
    pub fn new(paths: Vec<PathBuf>, options: InputOptions) -> Result<Self, Error> {
        let fields = Fields {
            text: options.text_field.clone().unwrap_or_else(|| "text".into()),
            id: options.id_field.clone(),
        };
        let limit = options.max_size;
        let walk = Walk::new(paths, Arc::new(options))?;
        Ok(Self { walk, lines: None, fields: Arc::new(fields), limit })
    }

    /// What was left aside in folders so far; complete once the iterator has ended.
    #[must_use]
    pub fn passed_over(&self) -> &PassedOver {
        &self.walk.passed_over
    }

    /// The bytes of all files, without opening them: the length of a progress bar.
    #[must_use]
    pub fn total_size(self) -> u64 {
        self.walk.filter_map(Result::ok).map(|entry| entry.size).sum()
    }

    /// A file as an input; a `.jsonl` is opened, and its lines come next.
    fn open(&mut self, entry: Entry) -> Option<Result<Input, Failure>> {
        let Entry { path, name, format, size } = entry;
        let limit = self.limit;
        let standard_input = path.as_os_str() == "-";
        if format == Format::Jsonl {
            let reader: Box<dyn Read + Send> = if standard_input {
                Box::new(io::stdin())
            } else {
                match File::open(&path) {
                    Ok(file) => Box::new(file),
                    Err(error) => return Some(Err(Failure { path: name, error: error.into() })),
                }
            };
            self.lines = Some(Lines::new(name, reader, limit));
            return None;
        }
        if size > limit {
            let error = Reason::TooLarge { limit, size: Some(size) }.into();
            return Some(Err(Failure { path: name, error }));
        }
        let source = if standard_input {
            Source::StandardInput { limit }
        } else {
            Source::File { path, format, limit }
        };
        Some(Ok(Input { name, size, source }))
    }
}

impl Iterator for Inputs {
    type Item = Result<Input, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.next() {
                    Some(Ok(Line { name, bytes })) => {
                        // With the line end, so that the sizes of the lines add up to that of the file.
                        let size = bytes.len() as u64 + 1;
                        let source = Source::Line { bytes, fields: Arc::clone(&self.fields) };
                        return Some(Ok(Input { name, size, source }));
                    }
                    Some(Err((path, error))) => return Some(Err(Failure { path, error })),
                    None => self.lines = None,
                }
            }
            let found = match self.walk.next()? {
                Ok(entry) => self.open(entry),
                Err(failure) => Some(Err(failure)),
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// Reads to the end, but never more than the limit: a pipe or a device has no size to ask for first.
fn read(reader: impl Read, limit: u64, size: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
        return Err(Reason::TooLarge { limit, size: None }.into());
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::*;

    /// A folder with a little of everything.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("b.txt", "乙"),
            ("a.md", "甲"),
            ("c/d.TXT", "丁"),
            ("c/说明", "无扩展名"),
            ("c/program", "\u{1}\u{2}\u{3}"),
            ("网页.html", "<p>"),
            ("行.jsonl", "{\"text\": \"一\"}\n{\"text\": \"二\"}\n"),
            (".hidden.txt", "隐"),
            (".gitignore", "*.txt\n"),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(root: &Path, options: &InputOptions) -> Vec<String> {
        let prefix = crate::walk::display(root);
        Inputs::new(vec![root.into()], options.clone())
            .unwrap()
            .map(|input| match input {
                Ok(input) => input.name().to_owned(),
                Err(failure) => format!("{} {}", failure.path, failure.error.kind()),
            })
            .map(|name| name.trim_start_matches(&prefix).trim_start_matches('/').to_owned())
            .collect()
    }

    #[test]
    fn a_folder_gives_its_text_files_in_order() {
        let folder = folder();
        let options = InputOptions::default();
        assert_eq!(names(folder.path(), &options), ["a.md", "b.txt", "c/d.TXT", "c/说明"]);
        let mut inputs = Inputs::new(vec![folder.path().into()], options).unwrap();
        assert_eq!(inputs.by_ref().count(), 4);
        let passed_over: Vec<_> = inputs.passed_over().iter().map(|(e, n)| (e.as_str(), *n)).collect();
        assert_eq!(passed_over, [("", 1), ("html", 1), ("jsonl", 1)]);
    }

    #[test]
    fn a_text_field_lets_json_lines_in() {
        let folder = folder();
        let options = InputOptions { text_field: Some("text".into()), ..InputOptions::default() };
        assert!(
            names(folder.path(), &options).ends_with(&["行.jsonl:1".to_owned(), "行.jsonl:2".to_owned()])
        );
    }

    #[test]
    fn globs_choose() {
        let folder = folder();
        let with = |include: &[&str], exclude: &[&str]| {
            let own = |globs: &[&str]| globs.iter().map(|&g| g.to_owned()).collect();
            let options =
                InputOptions { include: own(include), exclude: own(exclude), ..InputOptions::default() };
            names(folder.path(), &options)
        };
        assert_eq!(with(&["*.txt"], &[]), ["b.txt"]);
        assert_eq!(with(&["c/**"], &["program"]), ["c/d.TXT", "c/说明"]);
        assert_eq!(with(&[], &["c"]), ["a.md", "b.txt"]);
        // What is asked for by name is not passed over in silence.
        assert_eq!(with(&["*.html"], &[]), ["网页.html unsupported"]);
        let bad = InputOptions { include: vec!["[".into()], ..InputOptions::default() };
        assert_eq!(Inputs::new(vec![], bad).err().unwrap().kind(), "bad-glob");
    }

    #[test]
    fn a_file_named_outright_is_taken_or_refused() {
        let folder = folder();
        let kind = |name: &str| match Inputs::new(vec![folder.path().join(name)], InputOptions::default())
            .unwrap()
            .next()
        {
            Some(Ok(_)) => "taken",
            Some(Err(failure)) => failure.error.kind(),
            None => "passed over",
        };
        assert_eq!(kind("b.txt"), "taken");
        assert_eq!(kind(".hidden.txt"), "taken");
        assert_eq!(kind("行.jsonl"), "taken");
        assert_eq!(kind("网页.html"), "unsupported");
        assert_eq!(kind("none.txt"), "not-found");
    }

    #[test]
    fn too_large_is_refused_unread() {
        let folder = folder();
        let options = InputOptions { max_size: 3, ..InputOptions::default() };
        assert_eq!(names(&folder.path().join("b.txt"), &options), [""]);
        assert!(names(folder.path(), &options).iter().any(|n| n == "c/说明 too-large"));
        assert!(read(io::repeat(b'a'), 100, 0).unwrap_err().is_too_large());
    }

    #[cfg(unix)]
    #[test]
    fn loops_and_dangling_links_are_named() {
        let folder = folder();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("z-loop")).unwrap();
        std::os::unix::fs::symlink("nowhere.txt", folder.path().join("y-link.txt")).unwrap();
        std::os::unix::fs::symlink("b.txt", folder.path().join("x-link.txt")).unwrap();
        let found = names(folder.path(), &InputOptions::default());
        assert_eq!(found[4..], ["x-link.txt", "y-link.txt not-found", "z-loop unreadable"]);
    }

    #[test]
    fn sizes_add_up() {
        let folder = folder();
        let options = InputOptions { text_field: Some("text".into()), ..InputOptions::default() };
        let new = || Inputs::new(vec![folder.path().into()], options.clone()).unwrap();
        let sum: u64 = new().map(|input| input.unwrap().size()).sum();
        assert_eq!(new().total_size(), sum);
    }
}
