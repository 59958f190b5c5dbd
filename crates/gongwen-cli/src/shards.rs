//! The output as a folder of shards, each put in place whole.
//!
//! `-o out/ --shard-size 2` and five documents → `out/part-00000.jsonl`, `out/part-00001.jsonl`, `out/part-00002.jsonl`
//! `--partition year` → `out/report_year=2021/part-00000.parquet`, `out/report_year=2022/part-00000.parquet`, …
//!
//! A shard is so many inputs in a row, whatever becomes of them, so where one ends does not depend on how often a run was
//! interrupted. A partitioned shard is sorted on disk first: however many partitions, one file is being written.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use gongwen_export::{Encoded, Format, Join, TableOptions, Writer};
use gongwen_ingest::{Failure, Input};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::extract::Counts;
use crate::language::Language;
use crate::manifest::{Entry, FileEntry, Identity, Manifest, Passed, hexadecimal};
use crate::partition::Key;
use crate::settings::Extract as Settings;
use crate::tables;
use crate::writing::Errors;

/// Inputs of a shard where nobody says how many.
pub(crate) const SHARD_SIZE: usize = 10_000;

/// How an output is cut.
#[derive(Clone, Debug)]
pub(crate) struct Sharding {
    pub(crate) folder: PathBuf,
    /// Inputs of a shard.
    pub(crate) size: usize,
    pub(crate) resume: bool,
    pub(crate) partition: Vec<Key>,
    /// What the names of the files end with.
    pub(crate) extension: &'static str,
}

/// The writer of a format, without the columns that the folders tell.
pub(crate) fn writer(format: Format, partition: &[Key]) -> Writer {
    let columns: Vec<_> = partition.iter().map(|key| key.column()).collect();
    Writer::without(format, &columns)
}

/// An output under way.
pub(crate) struct Shards {
    manifest: Manifest,
    sharding: Sharding,
    writer: Writer,
    tables: TableOptions,
    /// Shards in their place.
    done: usize,
    /// Of the shard under way.
    passed: Passed,
    counts: Counts,
    failures: Vec<Value>,
    sink: Sink,
}

/// Where the documents of the shard under way are.
enum Sink {
    /// None came yet.
    None,
    One(Part),
    Sorted(Spill),
}

/// What an earlier run did.
#[derive(Default)]
pub(crate) struct Earlier {
    pub(crate) shards: usize,
    pub(crate) inputs: usize,
    pub(crate) counts: Counts,
    pub(crate) failed: usize,
    /// The input after them, if there is one.
    pub(crate) next: Option<Result<Input, Failure>>,
    /// Whether that run came to its end.
    pub(crate) complete: bool,
}

impl Shards {
    pub(crate) fn open(settings: &Settings, sharding: &Sharding) -> Result<Self> {
        let language = settings.console.language;
        refuse_inside(&sharding.folder, &settings.reading.paths, language)?;
        let asked = asked(settings, sharding);
        let manifest = Manifest::open(&sharding.folder, &asked, sharding.resume, language)?;
        let labels = settings.tables.language;
        let tables = tables::options(Some(&sharding.folder.join("part")), None);
        Ok(Self {
            manifest,
            sharding: sharding.clone(),
            writer: writer(settings.format, &sharding.partition),
            tables: TableOptions { language: labels, ..tables },
            done: 0,
            passed: Passed::default(),
            counts: Counts::default(),
            failures: Vec::new(),
            sink: Sink::None,
        })
    }

    /// Takes the inputs of finished shards away, unread, after seeing that they are the same.
    pub(crate) fn skip(
        &mut self,
        inputs: &mut impl Iterator<Item = Result<Input, Failure>>,
        mut seen: impl FnMut(u64, usize),
        language: Language,
    ) -> Result<Earlier> {
        let folder = self.sharding.folder.to_string_lossy().into_owned();
        let mut earlier = Earlier::default();
        let mut is_short = false;
        while let Some(entry) = self.manifest.entry(earlier.shards)? {
            let mut passed = Passed::default();
            for input in inputs.take(entry.inputs) {
                let identity = Identity::of(&input);
                seen(identity.size(), earlier.inputs + passed.count);
                passed.add(identity);
            }
            if passed.entry().inputs_sha256 != entry.inputs_sha256 {
                anyhow::bail!(language.inputs_changed(&folder, &entry));
            }
            is_short = entry.inputs < self.sharding.size;
            earlier.shards += 1;
            earlier.inputs += entry.inputs;
            earlier.counts += Counts { bytes: 0, ..entry.counts };
            earlier.failed += entry.failures.len();
        }
        earlier.next = inputs.next();
        let succeeded = self.manifest.has_succeeded();
        if let Some(next) = earlier.next.as_ref().filter(|_| is_short || succeeded) {
            anyhow::bail!(language.inputs_grown(&folder, Identity::of(next).name()));
        }
        earlier.complete = succeeded;
        self.done = earlier.shards;
        let depth = self.sharding.partition.len();
        self.manifest.remove_unsaid(self.done, depth).with_context(|| language.cannot_write(&folder))?;
        Ok(earlier)
    }

    /// Adds a document to the shard under way; its partition is that of [`folder`](crate::partition::folder).
    pub(crate) fn push(
        &mut self,
        identity: Identity,
        encoded: Encoded,
        partition: &str,
        counts: Counts,
    ) -> io::Result<()> {
        self.counts += counts;
        if self.sharding.partition.is_empty() {
            self.part()?.join.push(encoded)?;
        } else if encoded.weight() > 0 {
            self.spill()?.push(partition, &encoded)?;
        }
        self.passed(identity)
    }

    /// Notes an input that failed.
    pub(crate) fn fail(&mut self, identity: Identity, failure: Value) -> io::Result<()> {
        self.failures.push(failure);
        self.passed(identity)
    }

    /// Puts the last shard in place, lists what failed in all of them, and says that it is done.
    pub(crate) fn finish(mut self, errors: &mut Errors, language: Language) -> Result<()> {
        let folder = self.sharding.folder.to_string_lossy().into_owned();
        let cannot = || language.cannot_write(&folder);
        if self.passed.count > 0 {
            self.commit().with_context(cannot)?;
        }
        for shard in 0..self.done {
            let entry = self.manifest.entry(shard)?;
            let failures = entry.map(|entry| entry.failures).unwrap_or_default();
            failures.iter().try_for_each(|failure| errors.push(failure, language))?;
        }
        // Without inputs nothing has succeeded: with some, the same line may yet.
        if self.done > 0 { self.manifest.succeed().with_context(cannot) } else { Ok(()) }
    }

    fn passed(&mut self, identity: Identity) -> io::Result<()> {
        self.passed.add(identity);
        if self.passed.count >= self.sharding.size { self.commit() } else { Ok(()) }
    }

    fn file_name(&self) -> String {
        format!("part-{:05}.{}", self.done, self.sharding.extension)
    }

    fn part(&mut self) -> io::Result<&mut Part> {
        if !matches!(self.sink, Sink::One(_)) {
            self.sink = Sink::One(self.new_part(self.file_name())?);
        }
        match &mut self.sink {
            Sink::One(part) => Ok(part),
            _ => Err(io::Error::other("a shard is one file or sorted, not both")),
        }
    }

    fn new_part(&self, path: String) -> io::Result<Part> {
        let (file, temporary) = self.manifest.create(&path.replace('/', "!"))?;
        let sink = BufWriter::with_capacity(1 << 16, Measured::new(file));
        Ok(Part { path, temporary, join: self.writer.join(&self.tables, sink)? })
    }

    fn spill(&mut self) -> io::Result<&mut Spill> {
        if !matches!(self.sink, Sink::Sorted(_)) {
            let (file, _) = self.manifest.create("spill")?;
            self.sink = Sink::Sorted(Spill::new(file));
        }
        match &mut self.sink {
            Sink::Sorted(spill) => Ok(spill),
            _ => Err(io::Error::other("a shard is one file or sorted, not both")),
        }
    }

    /// Puts the shard under way in its place.
    fn commit(&mut self) -> io::Result<()> {
        if self.sharding.partition.is_empty() {
            // Also where every input failed: to each shard its file.
            self.part()?;
        }
        let written = match std::mem::replace(&mut self.sink, Sink::None) {
            Sink::None => Vec::new(),
            Sink::One(part) => vec![part.finish()?],
            Sink::Sorted(spill) => {
                let name = self.file_name();
                spill.sorted(|partition| self.new_part(format!("{partition}/{name}")))?
            }
        };
        let (files, temporary): (Vec<_>, Vec<_>) = written.into_iter().unzip();
        let entry = Entry {
            shard: self.done,
            counts: std::mem::take(&mut self.counts),
            files,
            failures: std::mem::take(&mut self.failures),
            ..std::mem::take(&mut self.passed).entry()
        };
        self.manifest.commit(&temporary, &entry)?;
        self.done += 1;
        Ok(())
    }
}

/// A file under way.
struct Part {
    /// Where it belongs, below the output folder.
    path: String,
    temporary: PathBuf,
    join: Join<BufWriter<Measured>>,
}

impl Part {
    /// Brings it to the disk, and tells of it and where it is for now.
    fn finish(self) -> io::Result<(FileEntry, PathBuf)> {
        let sink = self.join.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        sink.file.sync_all()?;
        let sha256 = hexadecimal(sink.digest);
        Ok((FileEntry { path: self.path, bytes: sink.bytes, sha256 }, self.temporary))
    }
}

/// A file, with the length and the digest of what was written to it.
struct Measured {
    file: File,
    bytes: u64,
    digest: Sha256,
}

impl Measured {
    fn new(file: File) -> Self {
        Self { file, bytes: 0, digest: Sha256::new() }
    }
}

impl Write for Measured {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.bytes += written as u64;
        self.digest.update(bytes.get(..written).unwrap_or_default());
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The documents of a shard as they came, with the places of those of each partition.
struct Spill {
    file: BufWriter<File>,
    length: u64,
    places: BTreeMap<String, Vec<(u64, usize)>>,
    buffer: Vec<u8>,
}

impl Spill {
    fn new(file: File) -> Self {
        let file = BufWriter::with_capacity(1 << 18, file);
        Self { file, length: 0, places: BTreeMap::new(), buffer: Vec::new() }
    }

    fn push(&mut self, partition: &str, encoded: &Encoded) -> io::Result<()> {
        self.buffer.clear();
        encoded.spill(&mut self.buffer);
        self.file.write_all(&self.buffer)?;
        let place = (self.length, self.buffer.len());
        self.length += place.1 as u64;
        match self.places.get_mut(partition) {
            Some(places) => places.push(place),
            None => drop(self.places.insert(partition.to_owned(), vec![place])),
        }
        Ok(())
    }

    /// Writes partition after partition, each with its documents in the order they came.
    fn sorted(self, part: impl Fn(&str) -> io::Result<Part>) -> io::Result<Vec<(FileEntry, PathBuf)>> {
        let Self { file, places, mut buffer, .. } = self;
        let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
        let mut written = Vec::new();
        for (partition, places) in places {
            let mut part = part(&partition)?;
            for (start, length) in places {
                file.seek(SeekFrom::Start(start))?;
                buffer.resize(length, 0);
                file.read_exact(&mut buffer)?;
                part.join.push(Encoded::from_spilled(&buffer)?)?;
            }
            written.push(part.finish()?);
        }
        Ok(written)
    }
}

/// All that decides what is written where.
fn asked(settings: &Settings, sharding: &Sharding) -> Map<String, Value> {
    let reading = &settings.reading;
    let paths: Vec<_> = reading.paths.iter().map(|path| path.to_string_lossy()).collect();
    let partition: Vec<_> = sharding.partition.iter().map(|key| key.column()).collect();
    let layers = match settings.format {
        Format::Table { layers, .. } => layers.iter().map(|layer| layer.name()).collect(),
        _ => Vec::new(),
    };
    let options = &reading.options;
    // The names of columns are the same in every language, their labels are not.
    let has_labels = matches!(sharding.extension, "csv" | "xlsx");
    let labels = has_labels.then(|| format!("{:?}", settings.tables.language));
    let asked = json!({
        "gongwen": env!("CARGO_PKG_VERSION"),
        "paths": paths,
        "format": sharding.extension,
        "layers": layers,
        "labels": labels,
        "shard_size": sharding.size,
        "partition": partition,
        "with_text": settings.with_text,
        "with_quantities": settings.options.quantities,
        "repair": settings.options.repair,
        "include": options.include,
        "exclude": options.exclude,
        "text_field": options.text_field,
        "id_field": options.id_field,
        "max_file_size": options.max_size,
        "max_text": options.limits.max_text,
        "max_pages": options.limits.max_pages,
    });
    match asked {
        Value::Object(asked) => asked,
        _ => Map::new(),
    }
}

/// A later run would read what this one wrote.
fn refuse_inside(folder: &Path, paths: &[PathBuf], language: Language) -> Result<()> {
    // As far as it exists: the folder itself may be still to be made.
    let existing = folder.ancestors().map(|folder| match folder {
        folder if folder.as_os_str().is_empty() => Path::new("."),
        folder => folder,
    });
    let Some(real) = existing.filter_map(|folder| folder.canonicalize().ok()).next() else { return Ok(()) };
    let around = paths
        .iter()
        .find(|path| path.is_dir() && path.canonicalize().is_ok_and(|path| real.starts_with(path)));
    match around {
        Some(path) => {
            anyhow::bail!(language.output_inside(&folder.to_string_lossy(), &path.to_string_lossy()))
        }
        None => Ok(()),
    }
}

impl Language {
    fn inputs_changed(self, folder: &str, entry: &Entry) -> String {
        let Entry { shard, first, last, .. } = entry;
        self.pick(
            format!("the inputs of shard {shard} of {folder} ({first} to {last}) are not what they were: others, or of another size; start anew in another folder"),
            format!("{folder}中第{shard}片的输入（{first}至{last}）与先前不同：文件有增减或大小有变化；请另选文件夹重新运行"),
        )
    }

    fn inputs_grown(self, folder: &str, next: &str) -> String {
        self.pick(
            format!("{folder} is complete, and there are inputs after its last one now ({next}); extract them into another folder, or all anew"),
            format!("{folder}已完成，而其后又有新的输入（{next}）；请将其提取到另一文件夹，或全部重新运行"),
        )
    }

    fn output_inside(self, folder: &str, input: &str) -> String {
        self.pick(
            format!("the output folder {folder} lies in the input folder {input}, where a later run would read it; choose one outside"),
            format!("输出文件夹{folder}在输入文件夹{input}之内，以后运行会将其读入；请另选其外的文件夹"),
        )
    }

    /// `going on after 40000 inputs (4 shards)`
    pub(crate) fn resumed(self, earlier: &Earlier) -> String {
        let Earlier { shards, inputs, .. } = earlier;
        self.pick(
            format!("going on after {inputs} inputs that are done ({shards} shards)"),
            format!("已完成{inputs}个输入（{shards}片），接着运行"),
        )
    }

    pub(crate) fn nothing_left(self, folder: &str, earlier: &Earlier) -> String {
        let Earlier { shards, inputs, .. } = earlier;
        self.pick(
            format!("{folder} is complete: {inputs} inputs in {shards} shards; nothing is left to do"),
            format!("{folder}已全部完成：{inputs}个输入，{shards}片，无须再运行"),
        )
    }

    pub(crate) fn needs_folder(self) -> String {
        self.pick(
            "--resume needs a folder of shards as output, as -o out/: a single file is written whole or not at all, so there is nothing to resume from".into(),
            "--resume要求输出为分片的文件夹，如 -o out/：单个文件要么整个写出、要么不写，无从接续".into(),
        )
    }

    pub(crate) fn no_shard_size(self) -> String {
        self.pick(
            "--shard-size expects 1 or more documents, found 0".into(),
            "--shard-size应为1或更大，实际为0".into(),
        )
    }
}
