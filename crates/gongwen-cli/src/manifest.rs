//! What a folder of shards knows of itself, so that an interrupted run goes on where it was.
//!
//! ```text
//! out/part-00000.jsonl            a shard, whole: written elsewhere, synced, renamed
//! out/_SUCCESS                    all inputs are done (the sign of Hadoop and Spark)
//! out/_gongwen/run.json           what was asked for
//! out/_gongwen/shards/00000.json  an Entry: the shard counts from the moment this file is there
//! out/_gongwen/unfinished/        files of the shard under way; nothing of it is needed
//! out/_gongwen/lock               held while a run writes
//! ```
//!
//! Readers of datasets pass over what begins with `_`.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use fs4::FileExt;
use gongwen_ingest::{Failure, Input};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::extract::Counts;
use crate::language::Language;

/// What is told of a shard that is in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) shard: usize,
    /// Inputs it covers, those that failed included.
    pub(crate) inputs: usize,
    /// Of the names and sizes of the inputs, in order.
    pub(crate) inputs_sha256: String,
    pub(crate) first: String,
    pub(crate) last: String,
    pub(crate) counts: Counts,
    pub(crate) files: Vec<FileEntry>,
    /// As in the list of errors.
    pub(crate) failures: Vec<Value>,
}

/// A file of a shard.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileEntry {
    /// Below the output folder, with `/`.
    pub(crate) path: String,
    pub(crate) bytes: u64,
    pub(crate) sha256: String,
}

/// What an input is known by without reading it.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    name: String,
    size: u64,
}

impl Identity {
    pub(crate) fn of(input: &Result<Input, Failure>) -> Self {
        match input {
            Ok(input) => Self { name: input.name().to_owned(), size: input.size() },
            Err(failure) => Self { name: failure.path.clone(), size: 0 },
        }
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn size(&self) -> u64 {
        self.size
    }
}

/// Inputs as they pass: how many, between which, and the digest of them all.
#[derive(Default)]
pub(crate) struct Passed {
    pub(crate) count: usize,
    first: Option<String>,
    last: String,
    digest: Sha256,
}

impl Passed {
    pub(crate) fn add(&mut self, identity: Identity) {
        let Identity { name, size } = identity;
        self.digest.update((name.len() as u64).to_le_bytes());
        self.digest.update(name.as_bytes());
        self.digest.update(size.to_le_bytes());
        self.count += 1;
        self.first.get_or_insert_with(|| name.clone());
        self.last = name;
    }

    /// What an entry says of them.
    pub(crate) fn entry(self) -> Entry {
        Entry {
            inputs: self.count,
            inputs_sha256: hexadecimal(self.digest),
            first: self.first.unwrap_or_default(),
            last: self.last,
            ..Entry::default()
        }
    }
}

pub(crate) fn hexadecimal(digest: Sha256) -> String {
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The folder of a sharded output, locked.
pub(crate) struct Manifest {
    pub(crate) folder: PathBuf,
    language: Language,
    /// Unlocked when the process ends, however it ends.
    _lock: File,
}

impl Manifest {
    /// Makes the folder, or takes up the one of an earlier run that asked for the same.
    pub(crate) fn open(
        folder: &Path,
        asked: &Map<String, Value>,
        resume: bool,
        language: Language,
    ) -> Result<Self> {
        let name = folder.to_string_lossy();
        let cannot = || language.cannot_write(&name);
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let parent = folder.parent().unwrap_or(Path::new("")).to_string_lossy();
                anyhow::bail!(language.no_folder(&name, &parent));
            }
            made => made.with_context(cannot)?,
        }
        let mut names = Vec::new();
        for entry in fs::read_dir(folder).with_context(cannot)? {
            names.push(entry.with_context(cannot)?.file_name());
        }
        let own = folder.join(OWN);
        let begun = own.join(RUN).is_file();
        if !resume && !names.is_empty() {
            anyhow::bail!(language.folder_not_empty(&name, begun));
        }
        // Killed before it could say what it was asked for, a run leaves its own folder and no more.
        if !begun && names.iter().any(|name| name != OWN) {
            anyhow::bail!(language.folder_of_others(&name));
        }
        fs::create_dir_all(own.join(SHARDS)).with_context(cannot)?;
        let lock = File::create(own.join("lock")).with_context(cannot)?;
        if FileExt::try_lock(&lock).is_err() {
            anyhow::bail!(language.folder_in_use(&name));
        }
        let manifest = Self { folder: folder.to_owned(), language, _lock: lock };
        manifest.clear_unfinished().with_context(cannot)?;
        if begun {
            manifest.compare(asked)?;
        } else {
            manifest.put(RUN, &Value::Object(asked.clone())).with_context(cannot)?;
        }
        Ok(manifest)
    }

    /// What is asked for must be what was asked for.
    fn compare(&self, asked: &Map<String, Value>) -> Result<()> {
        let path = self.own(RUN);
        let bytes = fs::read(&path).with_context(|| path.to_string_lossy().into_owned())?;
        let began: Map<String, Value> = serde_json::from_slice(&bytes)
            .with_context(|| self.language.manifest_damaged(&path.to_string_lossy()))?;
        for key in began.keys().chain(asked.keys()) {
            let (before, now) = (began.get(key), asked.get(key));
            if before != now {
                let show = |value: Option<&Value>| value.unwrap_or(&Value::Null).to_string();
                let folder = self.folder.to_string_lossy();
                anyhow::bail!(self.language.asked_otherwise(&folder, key, &show(before), &show(now)));
            }
        }
        Ok(())
    }

    /// The entry of a shard, if it is done; its files must be there.
    pub(crate) fn entry(&self, shard: usize) -> Result<Option<Entry>> {
        let path = self.own(&entry_name(shard));
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| path.to_string_lossy().into_owned()),
        };
        let damaged = || self.language.manifest_damaged(&path.to_string_lossy());
        let entry: Entry = serde_json::from_slice(&bytes).with_context(damaged)?;
        for file in &entry.files {
            let path = self.folder.join(&file.path);
            if fs::metadata(&path).map_or(0, |metadata| metadata.len()) != file.bytes {
                anyhow::bail!(self.language.shard_changed(&path.to_string_lossy(), file.bytes));
            }
        }
        Ok(Some(entry))
    }

    /// A file of the shard under way.
    pub(crate) fn create(&self, name: &str) -> io::Result<(File, PathBuf)> {
        let folder = self.own(UNFINISHED);
        fs::create_dir_all(&folder)?;
        let path = folder.join(name);
        Ok((File::options().read(true).write(true).create(true).truncate(true).open(&path)?, path))
    }

    /// Puts a shard in its place: its files, then what is told of it. From then on it is done.
    pub(crate) fn commit(&self, files: &[PathBuf], entry: &Entry) -> io::Result<()> {
        for (from, to) in files.iter().zip(&entry.files) {
            let to = self.folder.join(&to.path);
            let parent = to.parent().unwrap_or(&self.folder);
            fs::create_dir_all(parent)?;
            fs::rename(from, &to)?;
            // The names must be on the disk before the entry says so, those of new folders too.
            for folder in parent.ancestors().take_while(|folder| folder.starts_with(&self.folder)) {
                sync_folder(folder)?;
            }
        }
        self.put(&entry_name(entry.shard), &serde_json::to_value(entry)?)
    }

    /// Says that all inputs are done.
    pub(crate) fn succeed(&self) -> io::Result<()> {
        self.clear_unfinished()?;
        File::create(self.folder.join(SUCCESS))?.sync_all()?;
        sync_folder(&self.folder)
    }

    pub(crate) fn has_succeeded(&self) -> bool {
        self.folder.join(SUCCESS).is_file()
    }

    /// Removes files of shards from this on, which were put in place before the run could say so, at most as many folders
    /// deep as a partition has keys.
    pub(crate) fn remove_unsaid(&self, done: usize, depth: usize) -> io::Result<()> {
        remove_parts(&self.folder, done, depth)
    }

    fn clear_unfinished(&self) -> io::Result<()> {
        match fs::remove_dir_all(self.own(UNFINISHED)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// Writes a file of the manifest whole or not at all.
    fn put(&self, name: &str, value: &Value) -> io::Result<()> {
        let (mut file, temporary) = self.create("entry.json")?;
        serde_json::to_writer_pretty(&mut file, value)?;
        file.write_all(b"\n")?;
        file.sync_all()?;
        let path = self.own(name);
        fs::rename(temporary, &path)?;
        path.parent().map_or(Ok(()), sync_folder)
    }

    fn own(&self, name: &str) -> PathBuf {
        self.folder.join(OWN).join(name)
    }
}

const OWN: &str = "_gongwen";
const RUN: &str = "run.json";
const SHARDS: &str = "shards";
const UNFINISHED: &str = "unfinished";
const SUCCESS: &str = "_SUCCESS";

fn entry_name(shard: usize) -> String {
    format!("{SHARDS}/{shard:05}.json")
}

/// `part-00012.csv` → 12
fn shard_of(name: &str) -> Option<usize> {
    let digits = name.strip_prefix("part-")?.split('.').next()?;
    (digits.len() >= 5 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(())?;
    digits.parse().ok()
}

fn remove_parts(folder: &Path, done: usize, depth: usize) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let (name, kind) = (entry.file_name(), entry.file_type()?);
        let name = name.to_string_lossy();
        if depth > 0 && kind.is_dir() && name.contains('=') {
            remove_parts(&entry.path(), done, depth - 1)?;
        } else if depth == 0 && kind.is_file() && shard_of(&name).is_some_and(|shard| shard >= done) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// Makes renames in a folder outlast a power cut, where the system can.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

impl Language {
    fn folder_not_empty(self, folder: &str, begun: bool) -> String {
        if begun {
            return self.pick(
                format!("{folder} holds an earlier run; go on with it by --resume, or choose another folder"),
                format!("{folder}中有先前运行的结果；用--resume接着运行，或另选文件夹"),
            );
        }
        self.pick(
            format!("{folder} is not empty; choose a new or an empty folder"),
            format!("{folder}不是空文件夹；请指定新的或空的文件夹"),
        )
    }

    fn folder_of_others(self, folder: &str) -> String {
        self.pick(
            format!(
                "{folder} holds files, but no run that could be resumed; choose a new or an empty folder"
            ),
            format!("{folder}中有其他文件，而没有可以接着运行的结果；请指定新的或空的文件夹"),
        )
    }

    fn folder_in_use(self, folder: &str) -> String {
        self.pick(
            format!("another run is writing to {folder}; wait for its end"),
            format!("另一个运行正在写入{folder}，请等待其结束"),
        )
    }

    fn manifest_damaged(self, path: &str) -> String {
        self.pick(
            format!("{path} is damaged: the run cannot be resumed; start anew in another folder"),
            format!("{path}已损坏，无法接着运行；请另选文件夹重新运行"),
        )
    }

    fn shard_changed(self, path: &str, bytes: u64) -> String {
        self.pick(
            format!("{path} is not as it was written ({bytes} bytes): the run cannot be resumed; start anew in another folder"),
            format!("{path}与写出时（{bytes}字节）不同，无法接着运行；请另选文件夹重新运行"),
        )
    }

    fn asked_otherwise(self, folder: &str, key: &str, before: &str, now: &str) -> String {
        self.pick(
            format!("{folder} was begun with {key} {before}, and now it is {now}; resume with the same options, or start anew in another folder"),
            format!("{folder}开始时{key}为{before}，现在为{now}；请用相同的选项接着运行，或另选文件夹重新运行"),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_shards_are_ours() {
        for (name, shard) in
            [("part-00012.csv", Some(12)), ("part-123456.parquet", Some(123_456)), ("part-1.csv", None)]
        {
            assert_eq!(shard_of(name), shard);
        }
        assert_eq!(shard_of("part-0001x.csv").or(shard_of("notes.csv")), None);
    }

    #[test]
    fn the_digest_tells_names_and_sizes_apart() {
        let of = |inputs: &[(&str, u64)]| {
            let mut passed = Passed::default();
            for (name, size) in inputs {
                passed.add(Identity { name: (*name).into(), size: *size });
            }
            passed.entry().inputs_sha256
        };
        let digest = of(&[("a.txt", 5), ("b.txt", 6)]);
        assert_eq!(digest, of(&[("a.txt", 5), ("b.txt", 6)]));
        for other in [&[("a.txt", 5)][..], &[("a.txt", 5), ("b.txt", 7)], &[("b.txt", 6), ("a.txt", 5)]] {
            assert_ne!(digest, of(other));
        }
    }
}
