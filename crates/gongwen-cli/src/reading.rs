//! What the commands that read documents share: inputs opened, loaded one by one, and told of where they fail.
//!
//! `reports/a.pdf`, which is damaged → [`Problem`] `{path, message, kind}`: on the console, and in the list of errors
//! `reports/b.pdf`, read in part → [`Origin`] `{path, remarks: ["pages-skipped"]}`: on the console when all are read

use std::collections::{BTreeMap, BTreeSet};
use std::{io, thread};

use anyhow::Result;
use gongwen_ingest::{Failure, Input, Inputs, Loaded};

use crate::console::Console;
use crate::language::Language;
use crate::settings::Reading;
use crate::writing::Errors;
use crate::{DONE, SOME_FAILED, batch};

pub(crate) fn open_inputs(reading: &Reading, language: Language) -> Result<Inputs> {
    Inputs::new(reading.paths.clone(), reading.options.clone())
        .map_err(|error| anyhow::anyhow!("{}", language.reason(&error)))
}

/// Tells which files of folders were not read.
pub(crate) fn note_passed_over(inputs: &Inputs, console: &Console) {
    if let Some(passed_over) = console.language().passed_over(inputs.passed_over()) {
        console.note(&passed_over);
    }
}

/// Loads an input and does `work` on it and its size; whatever goes wrong stays with it.
pub(crate) fn document<T>(
    input: Result<Input, Failure>,
    language: Language,
    work: impl FnOnce(&Loaded, u64) -> io::Result<T>,
) -> Result<(T, Origin), Problem> {
    let fail = |path, error: &gongwen_ingest::Error| Problem::new(path, error, language);
    let input = input.map_err(|failure| fail(failure.path, &failure.error))?;
    let (name, size) = (input.name().to_owned(), input.size());
    let loaded = input.load().map_err(|error| fail(name, &error))?;
    match batch::contained(|| work(&loaded, size)) {
        Ok(Ok(done)) => {
            let remarks = loaded.notes.iter().map(|note| note.code).collect();
            Ok((done, Origin { path: loaded.path, remarks }))
        }
        Ok(Err(error)) => Err(Problem { path: loaded.path, message: error.to_string(), kind: "encode" }),
        Err(panic) => Err(Problem { path: loaded.path, message: language.panicked(&panic), kind: "panic" }),
    }
}

/// [`batch::run`] over `inputs`, which are those of `reading` or the last of them, with the progress bar told of all of them.
pub(crate) fn on_threads<I: Send, R: Send>(
    reading: &Reading,
    console: &Console,
    inputs: &mut (impl Iterator<Item = I> + Send),
    work: impl Fn(I) -> R + Sync,
    weight: impl Fn(&R) -> usize + Sync,
    take: impl FnMut(R) -> Result<()>,
) -> Result<()> {
    let outcome = thread::scope(|scope| {
        if console.shows_progress() {
            // Counting a large folder takes a while: the bar starts without the total and learns it.
            scope.spawn(|| {
                if let Ok(inputs) = open_inputs(reading, console.language()) {
                    console.set_total(inputs.total_size());
                }
            });
        }
        batch::run(reading.threads, inputs, work, weight, take)
    });
    console.finish();
    outcome
}

/// Does `work` on every document of `reading`, on all threads, and gives what it made to `take` in input order.
///
/// Inputs that fail are told and counted; so are, at the end, files passed over and what was left out of documents.
pub(crate) fn each<T: Send>(
    reading: &Reading,
    console: &Console,
    work: impl Fn(&Loaded) -> io::Result<T> + Sync,
    mut take: impl FnMut(T) -> Result<()>,
) -> Result<Run> {
    let language = console.language();
    let mut inputs = open_inputs(reading, language)?;
    let mut errors = Errors::open(reading, language)?;
    let mut remarks = Remarks::default();
    let mut run = Run { documents: 0, failed: 0 };
    on_threads(
        reading,
        console,
        &mut inputs,
        |input| document(input, language, |loaded, size| Ok((work(loaded)?, size))),
        |_| 0,
        |outcome: Result<((T, u64), Origin), Problem>| match outcome {
            Ok(((made, size), origin)) => {
                remarks.add(&origin.path, &origin.remarks);
                run.documents += 1;
                console.advance(size, run.documents);
                take(made)
            }
            Err(problem) => {
                run.failed += 1;
                problem.report(&mut errors, console)
            }
        },
    )?;
    if run.documents == 0 && run.failed == 0 {
        run.failed += 1;
        Problem::no_input(reading, language).report(&mut errors, console)?;
    }
    errors.finish(language)?;
    note_passed_over(&inputs, console);
    remarks.note(console);
    Ok(run)
}

/// How a run over documents went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) documents: usize,
    pub(crate) failed: usize,
}

impl Run {
    pub(crate) fn exit_code(self) -> u8 {
        if self.failed > 0 { SOME_FAILED } else { DONE }
    }
}

/// Where a document was read from.
pub(crate) struct Origin {
    pub(crate) path: String,
    /// Codes of what its reader noted.
    pub(crate) remarks: Vec<&'static str>,
}

/// How many documents have diagnostics, by the code, and the first of them.
#[derive(Default)]
pub(crate) struct Remarks(BTreeMap<&'static str, (usize, Vec<String>)>);

impl Remarks {
    /// Paths kept of a code: one more than are told, which shows that there are more.
    const KEPT: usize = 4;

    pub(crate) fn add(&mut self, path: &str, codes: &[&'static str]) {
        for code in codes.iter().copied().collect::<BTreeSet<_>>() {
            let (count, paths) = self.0.entry(code).or_default();
            *count += 1;
            if paths.len() < Self::KEPT {
                paths.push(path.to_owned());
            }
        }
    }

    /// Tells them together: a CSV has no diagnostics, and of a thousand documents nobody reads as many lines.
    pub(crate) fn note(&self, console: &Console) {
        let language = console.language();
        let notes = self.0.iter().filter_map(|(code, (count, paths))| language.remark(code, *count, paths));
        notes.for_each(|note| console.note(&note));
    }
}

/// An input that failed, worded for the reader.
pub(crate) struct Problem {
    path: String,
    message: String,
    kind: &'static str,
}

impl Problem {
    pub(crate) fn no_input(reading: &Reading, language: Language) -> Self {
        let paths: Vec<_> = reading.paths.iter().map(|path| path.to_string_lossy()).collect();
        Self::new(paths.join(" "), &gongwen_ingest::Error::no_input(), language)
    }

    /// Says it, and notes it in the list of errors.
    pub(crate) fn report(&self, errors: &mut Errors, console: &Console) -> Result<()> {
        self.show(console);
        errors.push(&self.line(), console.language())
    }

    pub(crate) fn show(&self, console: &Console) {
        console.failure(&self.path, &self.message);
    }

    /// What the list of errors says of it.
    pub(crate) fn line(&self) -> serde_json::Value {
        serde_json::json!({"path": self.path, "error": self.message, "kind": self.kind})
    }

    fn new(path: String, error: &gongwen_ingest::Error, language: Language) -> Self {
        Self { path, message: language.reason(error), kind: error.kind() }
    }
}
