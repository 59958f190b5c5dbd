//! The texts that are measured: the project's own sample corpus, and real documents where they lie beside the project.

use std::fs;
use std::path::{Path, PathBuf};

/// A set of documents.
#[derive(Clone, Debug)]
pub(crate) struct Corpus {
    /// What it is called in the tables.
    pub(crate) name: &'static str,
    /// Whether it is the project's own.
    pub(crate) is_sample: bool,
    /// One text a document, by path.
    pub(crate) texts: Vec<String>,
}

impl Corpus {
    /// All bytes.
    pub(crate) fn bytes(&self) -> usize {
        self.texts.iter().map(String::len).sum()
    }

    /// All texts as one.
    pub(crate) fn joined(&self) -> String {
        self.texts.join("\n")
    }

    /// `bytes` of it, over and over: whole characters, without line breaks where `one_line`.
    pub(crate) fn repeated(&self, bytes: usize, one_line: bool) -> String {
        let mut text = self.joined();
        if one_line {
            text = text.replace('\n', "");
        }
        let mut text = text.repeat(bytes / text.len() + 1);
        let end = (0..=bytes).rev().find(|&at| text.is_char_boundary(at));
        text.truncate(end.unwrap_or(0));
        text
    }
}

/// `corpus/reports`: on every machine the same.
pub(crate) fn sample() -> Corpus {
    Corpus { name: "corpus/reports", is_sample: true, texts: texts(&root().join("corpus/reports")) }
}

/// Real documents, `shared/corpus` next to the project or `$GONGWEN_CORPUS`; `None` where there are none.
pub(crate) fn real() -> Option<Corpus> {
    let given = std::env::var_os("GONGWEN_CORPUS").map(PathBuf::from);
    let beside = ["../shared/corpus", "../../shared/corpus"].map(|path| root().join(path));
    let folder = given.into_iter().chain(beside).find(|folder| folder.is_dir())?;
    let texts = texts(&folder);
    (!texts.is_empty()).then_some(Corpus { name: "shared/corpus", is_sample: false, texts })
}

/// The sample, and the real documents if there are any.
pub(crate) fn all() -> Vec<Corpus> {
    [Some(sample()), real()].into_iter().flatten().collect()
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The UTF-8 texts below `folder`, by path.
fn texts(folder: &Path) -> Vec<String> {
    let mut paths = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
            if path.is_dir() { folders.push(path) } else { paths.push(path) }
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}
