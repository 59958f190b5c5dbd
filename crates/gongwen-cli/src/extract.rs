//! `gongwen extract`: documents in, records out.
//!
//! inputs → read and decode → analyze → encode (all on worker threads) → write in input order → summary

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result};
use gongwen::{Diagnostic, Span};
use gongwen_export::{Format, Layer, Output, Record, Source, Writer};
use gongwen_ingest::{Failure, Input, Inputs, Loaded, Note};

use crate::batch::{self, Counts, Done};
use crate::console::Console;
use crate::interrupt;
use crate::language::Language;
use crate::preview;
use crate::settings::{Reading, Settings};
use crate::{DONE, SOME_FAILED};

/// `gongwen schema`.
pub(crate) fn print_schema() -> Result<u8> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &gongwen_export::schema()).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(DONE)
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: Settings) -> Result<u8> {
    let started = Instant::now();
    batch::silence_contained_panics();
    let console = Console::new(settings.console);
    let language = settings.console.language;
    let worker = Worker::new(&settings);
    let mut inputs = open_inputs(&settings.reading, language)?;
    let mut sinks = Sinks::open(&settings)?;

    let outcome = thread::scope(|scope| {
        if console.shows_progress() {
            // Counting a large folder takes a while: the bar starts without the total and learns it.
            scope.spawn(|| {
                if let Ok(inputs) = open_inputs(&settings.reading, language) {
                    console.set_total(inputs.total_size());
                }
            });
        }
        batch::run(
            settings.reading.threads,
            &mut inputs,
            |input| worker.work(input),
            |outcome| outcome.as_ref().map_or(0, |done| done.encoded.len()),
            |outcome| sinks.take(outcome, &console),
        )
    });
    console.finish();
    outcome?;

    if sinks.total.documents == 0 && sinks.failed == 0 {
        sinks.take(Err(Problem::no_input(&settings.reading, language)), &console)?;
    }
    let (total, failed, rows) = (sinks.total, sinks.failed, std::mem::take(&mut sinks.preview));
    sinks.finish(console.language())?;
    if let Some(passed_over) = console.language().passed_over(inputs.passed_over()) {
        console.note(&passed_over);
    }
    if !console.is_quiet() {
        show_preview(&console, &rows, total.indicators);
        console.info(&console.language().summary(&total, failed, started.elapsed()));
        if let Some(output) = &settings.output {
            console.info(&console.language().written(&output.to_string_lossy()));
        }
    }
    Ok(if failed > 0 { SOME_FAILED } else { DONE })
}

pub(crate) fn open_inputs(reading: &Reading, language: Language) -> Result<Inputs> {
    Inputs::new(reading.paths.clone(), reading.options.clone())
        .map_err(|error| anyhow::anyhow!("{}", language.reason(&error)))
}

fn show_preview(console: &Console, rows: &[preview::Row], total: usize) {
    if rows.is_empty() {
        return;
    }
    for (i, line) in preview::table(console.language(), rows).iter().enumerate() {
        console.info(&if i == 0 { console.bold(line) } else { line.clone() });
    }
    if total > rows.len() {
        console.info(&console.language().more_rows(total - rows.len()));
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
    pub(crate) fn report(&self, errors: &mut Option<Errors>, console: &Console) -> Result<()> {
        console.failure(&self.path, &self.message);
        if let Some((errors, name)) = errors {
            let line = serde_json::json!({"path": self.path, "error": self.message, "kind": self.kind});
            writeln!(errors, "{line}").with_context(|| console.language().cannot_write(name))?;
        }
        Ok(())
    }

    fn new(path: String, error: &gongwen_ingest::Error, language: Language) -> Self {
        Self { path, message: language.reason(error), kind: error.kind() }
    }
}

/// What every thread needs to turn an input into bytes.
struct Worker {
    writer: Writer,
    options: gongwen::Options,
    with_text: bool,
    with_preview: bool,
    language: Language,
}

impl Worker {
    fn new(settings: &Settings) -> Self {
        let indicators = matches!(settings.format, Format::Csv { layer: Layer::Indicators, .. });
        Self {
            writer: Writer::new(settings.format),
            options: settings.options.clone(),
            with_text: settings.with_text,
            with_preview: indicators && settings.output.is_some() && !settings.console.quiet,
            language: settings.console.language,
        }
    }

    fn work(&self, input: Result<Input, Failure>) -> Result<Done, Problem> {
        let started = Instant::now();
        let (mut done, path) = document(input, self.language, |loaded, size| self.analyze(loaded, size))?;
        done.took = started.elapsed();
        done.path = path;
        Ok(done)
    }

    fn analyze(&self, loaded: &Loaded, size: u64) -> io::Result<Done> {
        let mut document = gongwen::analyze(&loaded.text, &with_hints(&self.options, loaded));
        // Before what was found in the text: what never came into it.
        document.diagnostics.splice(0..0, loaded.notes.iter().map(left_out));
        if loaded.undecodable > 0 {
            document.diagnostics.insert(0, undecodable(loaded));
        }
        let source = Source {
            path: &loaded.path,
            id: loaded.id.as_deref(),
            sha256: &loaded.sha256,
            encoding: loaded.encoding,
            format: loaded.format,
        };
        let record = Record::new(source, &document, &loaded.text);
        let record = if self.with_text { record.with_text() } else { record };
        Ok(Done {
            path: String::new(),
            encoding: loaded.encoding,
            undecodable: loaded.undecodable,
            counts: Counts {
                documents: 1,
                // Standard input has no size before it is read.
                bytes: if size > 0 { size } else { loaded.text.len() as u64 },
                chars: document.chars,
                indicators: document.indicators.len(),
                doc_numbers: document.doc_numbers.len(),
                sections: document.sections.len(),
            },
            took: Default::default(),
            encoded: self.writer.encode(&record)?,
            preview: if self.with_preview {
                preview::rows(&loaded.path, loaded.id.as_deref(), &document)
            } else {
                Vec::new()
            },
        })
    }
}

/// Loads an input and does `work` on it and its size; whatever goes wrong stays with it.
pub(crate) fn document<T>(
    input: Result<Input, Failure>,
    language: Language,
    work: impl FnOnce(&Loaded, u64) -> io::Result<T>,
) -> Result<(T, String), Problem> {
    let fail = |path, error: &gongwen_ingest::Error| Problem::new(path, error, language);
    let input = input.map_err(|failure| fail(failure.path, &failure.error))?;
    let (name, size) = (input.name().to_owned(), input.size());
    let loaded = input.load().map_err(|error| fail(name, &error))?;
    match batch::contained(|| work(&loaded, size)) {
        Ok(Ok(done)) => Ok((done, loaded.path)),
        Ok(Err(error)) => Err(Problem { path: loaded.path, message: error.to_string(), kind: "encode" }),
        Err(panic) => Err(Problem { path: loaded.path, message: language.panicked(&panic), kind: "panic" }),
    }
}

/// The options for one document: what its file says about it comes from the reader.
pub(crate) fn with_hints(options: &gongwen::Options, loaded: &Loaded) -> gongwen::Options {
    gongwen::Options { hints: loaded.hints.clone(), ..options.clone() }
}

/// What the reader of a format noted about the whole document.
fn left_out(note: &Note) -> Diagnostic {
    Diagnostic {
        span: Span { start: 0, end: 0, byte_start: 0, byte_end: 0 },
        code: note.code,
        message: note.message.clone(),
        hint: "said by the reader of the format about the file as a whole".into(),
    }
}

/// In English whatever the language of the run: records do not depend on the machine.
fn undecodable(loaded: &Loaded) -> Diagnostic {
    let text = &loaded.text;
    let byte_start = text.find('\u{fffd}').unwrap_or(0);
    let start = text[..byte_start].chars().count();
    let byte_end = byte_start + text[byte_start..].chars().next().map_or(0, char::len_utf8);
    let (message, hint) = Language::English.undecodable(loaded.undecodable, loaded.encoding);
    Diagnostic {
        span: Span { start, end: start + 1, byte_start, byte_end },
        code: "undecodable",
        message,
        hint,
    }
}

/// The list of inputs that failed, and its name.
pub(crate) type Errors = (BufWriter<Output>, String);

pub(crate) fn open_errors(reading: &Reading, language: Language) -> Result<Option<Errors>> {
    let Some(path) = &reading.errors else { return Ok(None) };
    Ok(Some((BufWriter::new(create(path, language)?), path.to_string_lossy().into_owned())))
}

pub(crate) fn finish_errors(errors: Option<Errors>, language: Language) -> Result<()> {
    let Some((errors, name)) = errors else { return Ok(()) };
    let commit = || errors.into_inner().map_err(|error| error.into_error())?.commit();
    commit().with_context(|| language.cannot_write(&name))
}

/// The output and its name.
pub(crate) fn open_output(output: Option<&PathBuf>, language: Language) -> Result<(Target, String)> {
    Ok(match output {
        Some(path) => (Target::File(create(path, language)?), path.to_string_lossy().into_owned()),
        None => (Target::StandardOutput(io::stdout()), language.standard_output().to_owned()),
    })
}

/// Where outcomes go: the output, the list of errors, the console and the totals.
struct Sinks {
    output: gongwen_export::Join<BufWriter<Target>>,
    output_name: String,
    errors: Option<Errors>,
    total: Counts,
    failed: usize,
    preview: Vec<preview::Row>,
}

impl Sinks {
    fn open(settings: &Settings) -> Result<Self> {
        let language = settings.console.language;
        refuse_overwriting(settings.output.as_ref(), &settings.reading, language)?;
        let (target, output_name) = open_output(settings.output.as_ref(), language)?;
        let errors = open_errors(&settings.reading, language)?;
        let output = Writer::new(settings.format)
            .join(BufWriter::with_capacity(1 << 16, target))
            .with_context(|| language.cannot_write(&output_name))?;
        Ok(Self { output, output_name, errors, total: Counts::default(), failed: 0, preview: Vec::new() })
    }

    fn take(&mut self, outcome: Result<Done, Problem>, console: &Console) -> Result<()> {
        match outcome {
            Ok(done) => self.done(done, console),
            Err(problem) => self.problem(&problem, console),
        }
    }

    fn done(&mut self, done: Done, console: &Console) -> Result<()> {
        let language = console.language();
        self.output.push(&done.encoded).with_context(|| language.cannot_write(&self.output_name))?;
        self.total += done.counts;
        let room = preview::ROWS.saturating_sub(self.preview.len());
        self.preview.extend(done.preview.into_iter().take(room));
        console.advance(done.counts.bytes, self.total.documents);
        if done.undecodable > 0 {
            let (message, hint) = language.undecodable(done.undecodable, done.encoding);
            console.note(&format!("{}: {message}; {hint}", done.path));
        }
        if console.is_verbose() {
            console.info(&language.one_document(&done.path, done.encoding, &done.counts, done.took));
        }
        Ok(())
    }

    fn problem(&mut self, problem: &Problem, console: &Console) -> Result<()> {
        self.failed += 1;
        problem.report(&mut self.errors, console)
    }

    /// The output is put in place last: where it stands, its list of errors does too.
    fn finish(self, language: Language) -> Result<()> {
        finish_errors(self.errors, language)?;
        let commit = || self.output.finish()?.into_inner().map_err(|error| error.into_error())?.commit();
        commit().with_context(|| language.cannot_write(&self.output_name))
    }
}

pub(crate) enum Target {
    File(Output),
    StandardOutput(io::Stdout),
}

impl Target {
    pub(crate) fn commit(self) -> io::Result<()> {
        match self {
            Self::File(output) => output.commit(),
            Self::StandardOutput(mut stdout) => stdout.flush(),
        }
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::File(output) => output.write(bytes),
            Self::StandardOutput(stdout) => stdout.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::File(output) => output.flush(),
            Self::StandardOutput(stdout) => stdout.flush(),
        }
    }
}

fn create(path: &Path, language: Language) -> Result<Output> {
    let name = path.to_string_lossy();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty() && !folder.exists()) {
        anyhow::bail!(language.no_folder(&name, &folder.to_string_lossy()));
    }
    let output = Output::create(path).with_context(|| language.cannot_write(&name))?;
    if let Some(temporary) = output.temporary_path() {
        interrupt::remove_on_interrupt(temporary);
    }
    Ok(output)
}

/// An output that is also an input would be read before and be gone after; two outputs of one name would be
/// one.
pub(crate) fn refuse_overwriting(
    output: Option<&PathBuf>,
    reading: &Reading,
    language: Language,
) -> Result<()> {
    let real = |path: &PathBuf| path.canonicalize().ok().filter(|path| path.is_file());
    let outputs: Vec<_> = [output, reading.errors.as_ref()].into_iter().flatten().collect();
    for output in &outputs {
        let clash =
            real(output).is_some_and(|output| reading.paths.iter().filter_map(real).any(|p| p == output));
        if clash || outputs.iter().filter(|other| other == &output).count() > 1 {
            anyhow::bail!(language.output_is_input(&output.to_string_lossy()));
        }
    }
    Ok(())
}
