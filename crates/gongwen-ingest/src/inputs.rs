//! Everything the command line names, as a stream of inputs in a fixed order.
//!
//! `["reports", "docs.jsonl", "a.zip"]` → `reports/a.txt`, `reports/b.docx`, `docs.jsonl:1`, `docs.jsonl:2`,
//! `a.zip!甲.txt`, …

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::PathBuf;
use std::sync::Arc;

#[cfg(feature = "zip")]
use crate::archive::Members;
use crate::delimited::{Row, Rows};
use crate::error::{Error, Reason};
use crate::extracted::Limits;
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
    /// Field of a `.jsonl` line, or column of a `.csv` or `.tsv`, that holds the text of a document. `None` means
    /// `text` in a `.jsonl`, that a `.csv` is one document, and that folders give neither.
    pub text_field: Option<String>,
    /// Field or column that names the document.
    pub id_field: Option<String>,
    /// Longest file, member of an archive, or line of a `.jsonl`, in bytes.
    pub max_size: u64,
    /// What one file may unpack to.
    pub limits: Limits,
}

impl Default for InputOptions {
    fn default() -> Self {
        Self {
            include: Vec::new(),
            exclude: Vec::new(),
            text_field: None,
            id_field: None,
            max_size: 512 << 20,
            limits: Limits::default(),
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
    File { path: PathBuf, format: Format, limit: u64, limits: Limits },
    Bytes { bytes: Vec<u8>, format: Format, limits: Limits },
    Line { bytes: Vec<u8>, fields: Arc<Fields> },
    Row(Row),
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
            Source::File { path, format, limit, limits } => {
                let bytes = read(File::open(path)?, limit, self.size)?;
                Loaded::from_bytes(self.name, format, bytes, &limits)
            }
            Source::Bytes { bytes, format, limits } => Loaded::from_bytes(self.name, format, bytes, &limits),
            Source::Line { bytes, fields } => parse(&self.name, &bytes, &fields),
            Source::Row(row) => row.load(),
        }
    }
}

/// Iterator over all inputs, in the order of the paths and, in a folder, of the names.
///
/// Holds the files that are collections open (one `.jsonl`, an archive and those inside it) and of their content
/// the next document; a `.csv` whose rows are documents is held whole.
///
/// ```
/// use gongwen_ingest::{InputOptions, Inputs};
/// # let folder = tempfile::tempdir()?;
/// # std::fs::write(folder.path().join("乙.txt"), "受理案件78件。")?;
/// # std::fs::write(folder.path().join("甲.png"), "<p>")?;
/// let mut inputs = Inputs::new(vec![folder.path().into()], InputOptions::default())?;
/// let loaded = inputs.next().unwrap().map_err(|failure| failure.error)?.load()?;
/// assert_eq!((loaded.text.as_str(), loaded.format), ("受理案件78件。", "txt"));
/// assert!(inputs.next().is_none());
/// assert_eq!(inputs.passed_over().get("png"), Some(&1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Inputs {
    walk: Walk,
    /// Name and content of the one file of [`Inputs::of_bytes`], until it is asked for.
    given: Option<(String, Vec<u8>)>,
    /// Collections being taken apart, the innermost last.
    open: Vec<Collection>,
    fields: Arc<Fields>,
    has_text_field: bool,
    limit: u64,
    limits: Limits,
}

/// A file that holds several documents.
enum Collection {
    Lines(Lines),
    Rows(Rows),
    #[cfg(feature = "zip")]
    Members(Box<Members>),
}

impl Inputs {
    /// Nothing is read yet. The path `-` is standard input, of any format.
    ///
    /// # Errors
    /// Where a glob is malformed.
    pub fn new(paths: Vec<PathBuf>, options: InputOptions) -> Result<Self, Error> {
        let fields = Fields {
            text: options.text_field.clone().unwrap_or_else(|| "text".into()),
            id: options.id_field.clone(),
        };
        let (has_text_field, limit, limits) =
            (options.text_field.is_some(), options.max_size, options.limits);
        let walk = Walk::new(paths, Arc::new(options))?;
        Ok(Self {
            walk,
            given: None,
            open: Vec::new(),
            fields: Arc::new(fields),
            has_text_field,
            limit,
            limits,
        })
    }

    /// The documents of one file that is in memory already, of any format; `name` stands for its path.
    ///
    /// ```
    /// use gongwen_ingest::{InputOptions, Inputs};
    /// let lines = "{\"text\": \"受理案件78件。\"}\n".into();
    /// let mut inputs = Inputs::of_bytes("docs.jsonl", lines, InputOptions::default())?;
    /// let loaded = inputs.next().unwrap().map_err(|failure| failure.error)?.load()?;
    /// assert_eq!(loaded.path, "docs.jsonl:1");
    /// # Ok::<(), gongwen_ingest::Error>(())
    /// ```
    ///
    /// # Errors
    /// Where a glob is malformed.
    pub fn of_bytes(name: impl Into<String>, bytes: Vec<u8>, options: InputOptions) -> Result<Self, Error> {
        Ok(Self { given: Some((name.into(), bytes)), ..Self::new(Vec::new(), options)? })
    }

    /// As [`Inputs::open`], the file of [`Inputs::of_bytes`].
    fn open_given(&mut self, name: String, bytes: Vec<u8>) -> Option<Result<Input, Failure>> {
        let (limit, size) = (self.limit, bytes.len() as u64);
        let format = Format::of_path(name.as_ref());
        let opened = if size > limit {
            Err(Reason::TooLarge { limit, size: Some(size) }.into())
        } else {
            self.open_bytes(name.clone(), format, bytes, 0, true, size)
        };
        opened.map_err(|error| Failure { path: name, error }).transpose()
    }

    /// What was left aside in folders and archives so far; complete once the iterator has ended.
    #[must_use]
    pub fn passed_over(&self) -> &PassedOver {
        &self.walk.passed_over
    }

    /// The bytes of all files, without opening them: the length of a progress bar.
    #[must_use]
    pub fn total_size(self) -> u64 {
        self.walk.filter_map(Result::ok).map(|entry| entry.size).sum()
    }

    /// A file as an input; a collection is opened, and its documents come next.
    fn open(&mut self, entry: Entry) -> Option<Result<Input, Failure>> {
        let Entry { path, name, format, is_root, size } = entry;
        let opened = if path.as_os_str() == "-" {
            self.open_standard_input(name.clone())
        } else {
            self.open_file(path, name.clone(), format, is_root, size)
        };
        opened.map_err(|error| Failure { path: name, error }).transpose()
    }

    fn open_file(
        &mut self,
        path: PathBuf,
        name: String,
        format: Format,
        is_root: bool,
        size: u64,
    ) -> Result<Option<Input>, Error> {
        let (limit, limits) = (self.limit, self.limits);
        if format == Format::Jsonl {
            self.open.push(Collection::Lines(Lines::new(name, Box::new(File::open(&path)?), limit)));
            return Ok(None);
        }
        // An archive may be larger than any document: its members are measured one by one.
        #[cfg(feature = "zip")]
        if let Some(file) = plain_archive(&path, format) {
            self.open.push(Collection::Members(Box::new(Members::open(
                name,
                Box::new(file),
                0,
                is_root,
                limit,
            )?)));
            return Ok(None);
        }
        #[cfg(not(feature = "zip"))]
        let _ = is_root;
        if size > limit {
            return Err(Reason::TooLarge { limit, size: Some(size) }.into());
        }
        if format.is_collection() && self.has_text_field {
            let bytes = read(File::open(path)?, limit, size)?;
            return self.open_bytes(name, format, bytes, 0, is_root, size);
        }
        Ok(Some(Input { name, size, source: Source::File { path, format, limit, limits } }))
    }

    /// With a text field the lines of a `.jsonl` are taken as they come; all else is read whole first.
    fn open_standard_input(&mut self, name: String) -> Result<Option<Input>, Error> {
        let mut reader = BufReader::new(io::stdin());
        let first = reader.fill_buf()?.trim_ascii_start().first().copied();
        if self.has_text_field && matches!(first, Some(b'{' | 0xef)) {
            self.open.push(Collection::Lines(Lines::new(name, Box::new(reader), self.limit)));
            return Ok(None);
        }
        let bytes = read(reader, self.limit, 0)?;
        let format = if self.has_text_field { Format::Csv } else { Format::Unknown };
        self.open_bytes(name, format, bytes, 0, true, 0)
    }

    /// Content whose name says `format`, `depth` archives deep.
    fn open_bytes(
        &mut self,
        name: String,
        format: Format,
        bytes: Vec<u8>,
        depth: usize,
        is_root: bool,
        size: u64,
    ) -> Result<Option<Input>, Error> {
        let (limit, limits) = (self.limit, self.limits);
        if format == Format::Jsonl {
            self.open.push(Collection::Lines(Lines::new(name, Box::new(io::Cursor::new(bytes)), limit)));
            return Ok(None);
        }
        #[cfg(feature = "zip")]
        if crate::sniff::sniff(&bytes, format).is_ok_and(|format| format == Format::Zip) {
            let members = Members::open_bytes(name, bytes, depth, is_root, limit)?;
            self.open.push(Collection::Members(Box::new(members)));
            return Ok(None);
        }
        #[cfg(not(feature = "zip"))]
        let _ = (depth, is_root);
        if format.is_collection() && self.has_text_field {
            self.open.push(Collection::Rows(Rows::new(name, bytes, format, &self.fields)?));
            return Ok(None);
        }
        Ok(Some(Input { name, size, source: Source::Bytes { bytes, format, limits } }))
    }

    /// The next document of the innermost collection, or `None` where it is at its end or only opened another.
    fn next_document(&mut self, collection: &mut Collection) -> Step {
        match collection {
            Collection::Lines(lines) => match lines.next() {
                Some(Ok(Line { name, bytes })) => {
                    // With the line end, so that the sizes of the lines add up to that of the file.
                    let size = bytes.len() as u64 + 1;
                    let source = Source::Line { bytes, fields: Arc::clone(&self.fields) };
                    Step::Found(Ok(Input { name, size, source }))
                }
                Some(Err((path, error))) => Step::Found(Err(Failure { path, error })),
                None => Step::End,
            },
            Collection::Rows(rows) => match rows.next() {
                Some(Ok(row)) => {
                    let (name, size) = (row.name.clone(), row.text.len() as u64);
                    Step::Found(Ok(Input { name, size, source: Source::Row(row) }))
                }
                Some(Err((path, error))) => Step::Found(Err(Failure { path, error })),
                None => Step::End,
            },
            #[cfg(feature = "zip")]
            Collection::Members(members) => self.next_member(members),
        }
    }

    #[cfg(feature = "zip")]
    fn next_member(&mut self, members: &mut Members) -> Step {
        let Some(member) = members.next_member() else { return Step::End };
        let (name, by_globs) = (members.path(&member.inner), members.is_root);
        let path = PathBuf::from(&member.inner);
        let mut unpacked = None;
        let wanted = self.walk.wants_member(&member.inner, by_globs, || {
            let bytes = unpacked.insert(members.unpack(&member));
            bytes.as_ref().map_or(true, |(bytes, _)| crate::decode(&bytes[..bytes.len().min(8192)]).is_ok())
        });
        if !wanted {
            self.walk.pass_over(&path);
            return Step::None;
        }
        let opened = unpacked.unwrap_or_else(|| members.unpack(&member)).and_then(|(bytes, packed)| {
            self.open_bytes(name.clone(), Format::of_path(&path), bytes, members.depth + 1, by_globs, packed)
        });
        match opened {
            Ok(Some(input)) => Step::Found(Ok(input)),
            Ok(None) => Step::None,
            Err(error) => Step::Found(Err(Failure { path: name, error })),
        }
    }
}

/// What a collection gave when it was asked for its next document.
enum Step {
    Found(Result<Input, Failure>),
    /// Nothing this time: a member was passed over, or is a collection itself and lies on top now.
    #[cfg(feature = "zip")]
    None,
    End,
}

impl Iterator for Inputs {
    type Item = Result<Input, Failure>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(mut collection) = self.open.pop() {
                let below = self.open.len();
                let step = self.next_document(&mut collection);
                match step {
                    Step::End => continue,
                    // Below what it opened.
                    step => {
                        self.open.insert(below, collection);
                        match step {
                            Step::Found(found) => return Some(found),
                            _ => continue,
                        }
                    }
                }
            }
            let found = match self.given.take() {
                Some((name, bytes)) => self.open_given(name, bytes),
                None => match self.walk.next()? {
                    Ok(entry) => self.open(entry),
                    Err(failure) => Some(Err(failure)),
                },
            };
            if found.is_some() {
                return found;
            }
        }
    }
}

/// The file, if it is an archive of documents rather than an office file, which is one as well.
#[cfg(feature = "zip")]
fn plain_archive(path: &std::path::Path, format: Format) -> Option<File> {
    let mut file = File::open(path).ok()?;
    let mut first = [0; 4];
    file.read_exact(&mut first).ok()?;
    if !matches!(&first, b"PK\x03\x04" | b"PK\x05\x06") {
        return None;
    }
    // The list of members stands at the end; an office file names its parts there.
    let is_plain = match zip::ZipArchive::new(BufReader::new(&file)) {
        Ok(archive) => {
            let names: Vec<&[u8]> = archive.file_names_raw().collect();
            let is_office = crate::sniff::package(&names).is_some() || names.contains(&&b"mimetype"[..]);
            // One named as an office file whose parts are lost is a damaged one, and not an archive of nothing.
            let holds_documents = names.iter().any(|name| {
                let name = String::from_utf8_lossy(name);
                let path = std::path::Path::new(&*name);
                let format = Format::of_path(path);
                crate::format::extension(path).is_some()
                    && !matches!(format, Format::Unknown | Format::Unsupported(_))
            });
            !is_office && (!format.is_office() || holds_documents)
        }
        // It says why it cannot be read under the name it has.
        Err(_) => format == Format::Zip,
    };
    is_plain.then_some(file)
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
            ("图.png", "<p>"),
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
        assert_eq!(passed_over, [("", 1), ("jsonl", 1), ("png", 1)]);
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
