//! `gongwen extract`: documents in, records out.
//!
//! inputs → read and decode → analyze → encode (all on worker threads) → write in input order → summary

use std::io::{self, BufWriter, Write};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use gongwen_export::{Encoded, Format, Join, Layer, Record, Source, Writer};
use gongwen_ingest::{Failure, Input, Inputs, Loaded};
use serde::{Deserialize, Serialize};

use crate::console::Console;
use crate::language::Language;
use crate::manifest::Identity;
use crate::partition::Key;
use crate::reading::{self, Origin, Problem, Remarks};
use crate::settings::Extract as Settings;
use crate::shards::{Earlier, Shards};
use crate::writing::{self, Errors, Target};
use crate::{DONE, SOME_FAILED, partition, preview, shards};

/// `gongwen schema`.
pub(crate) fn print_schema() -> Result<u8> {
    let mut out = io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, &gongwen_export::schema()).map_err(io::Error::from)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(DONE)
}

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let started = Instant::now();
    let console = Console::new(settings.console);
    let language = settings.console.language;
    let worker = Worker::new(settings);
    let mut inputs = reading::open_inputs(&settings.reading, language)?;
    let mut sinks = Sinks::open(settings)?;
    let earlier = sinks.skip(&mut inputs, &console)?;
    if let (true, Some(folder)) = (earlier.complete, &settings.output) {
        // Its list of errors may be wanted in another place.
        sinks.finish(language)?;
        console.finish();
        console.info(&language.nothing_left(&folder.to_string_lossy(), &earlier));
        return Ok(if earlier.failed > 0 { SOME_FAILED } else { DONE });
    }
    let mut left = earlier.next.into_iter().chain(inputs.by_ref());

    reading::on_threads(
        &settings.reading,
        &console,
        &mut left,
        |input| (Identity::of(&input), worker.work(input)),
        |(_, outcome)| outcome.as_ref().map_or(0, |(done, _)| done.encoded.weight()),
        |(identity, outcome)| sinks.take(identity, outcome, &console),
    )?;

    if sinks.total.documents == 0 && sinks.failed == 0 {
        sinks.failed += 1;
        Problem::no_input(&settings.reading, language).report(&mut sinks.errors, &console)?;
    }
    let (total, failed, rows) = (sinks.total, sinks.failed, std::mem::take(&mut sinks.preview));
    let remarks = std::mem::take(&mut sinks.remarks);
    sinks.finish(language)?;
    reading::note_passed_over(&inputs, &console);
    remarks.note(&console);
    show_preview(&console, &rows, total.indicators);
    console.info(&language.summary(&total, failed, started.elapsed()));
    console.written(settings.output.as_ref());
    Ok(if failed > 0 { SOME_FAILED } else { DONE })
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

/// What was found in one document, or in all so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Counts {
    pub(crate) documents: usize,
    pub(crate) bytes: u64,
    pub(crate) chars: usize,
    pub(crate) indicators: usize,
    pub(crate) doc_numbers: usize,
    pub(crate) sections: usize,
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.chars += other.chars;
        self.indicators += other.indicators;
        self.doc_numbers += other.doc_numbers;
        self.sections += other.sections;
    }
}

/// One document, done.
struct Done {
    encoding: &'static str,
    undecodable: usize,
    counts: Counts,
    took: Duration,
    /// Codes of what was found wrong with the text; what its reader lost is told apart.
    remarks: Vec<&'static str>,
    /// As the writer encoded it.
    encoded: Encoded,
    /// Its folder in a partitioned dataset.
    partition: String,
    /// The first rows, for the table on the terminal.
    preview: Vec<preview::Row>,
}

/// What every thread needs to turn an input into bytes.
struct Worker {
    writer: Writer,
    options: gongwen::Options,
    with_text: bool,
    with_preview: bool,
    partition: Vec<Key>,
    language: Language,
}

impl Worker {
    fn new(settings: &Settings) -> Self {
        let indicators = matches!(settings.format, Format::Table { layers: [Layer::Indicators, ..], .. });
        let partition = settings.sharding.as_ref().map_or(Vec::new(), |sharding| sharding.partition.clone());
        Self {
            writer: shards::writer(settings.format, &partition),
            partition,
            options: settings.options.clone(),
            with_text: settings.with_text,
            with_preview: indicators && settings.output.is_some() && !settings.console.quiet,
            language: settings.console.language,
        }
    }

    fn work(&self, input: Result<Input, Failure>) -> Result<(Done, Origin), Problem> {
        let started = Instant::now();
        let (mut done, origin) =
            reading::document(input, self.language, |loaded, size| self.analyze(loaded, size))?;
        done.took = started.elapsed();
        Ok((done, origin))
    }

    fn analyze(&self, loaded: &Loaded, size: u64) -> io::Result<Done> {
        let document = loaded.analyze(&self.options);
        let told = usize::from(loaded.undecodable > 0) + loaded.notes.len();
        let remarks = document.diagnostics[told..].iter().map(|diagnostic| diagnostic.code).collect();
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
            took: Duration::ZERO,
            remarks,
            encoded: self.writer.encode(&record)?,
            partition: partition::folder(&self.partition, &document.metadata),
            preview: if self.with_preview {
                preview::rows(&loaded.path, loaded.id.as_deref(), &document)
            } else {
                Vec::new()
            },
        })
    }
}

/// Where outcomes go: the output, the list of errors, the console and the totals.
struct Sinks {
    output: Place,
    output_name: String,
    errors: Errors,
    total: Counts,
    failed: usize,
    remarks: Remarks,
    preview: Vec<preview::Row>,
}

/// What the output is.
enum Place {
    /// One file, or standard output.
    Whole(Join<BufWriter<Target>>),
    Shards(Box<Shards>),
}

impl Sinks {
    fn open(settings: &Settings) -> Result<Self> {
        let language = settings.console.language;
        writing::refuse_overwriting(settings.output.as_ref(), &settings.reading, language)?;
        let (output, output_name, errors) = match &settings.sharding {
            Some(sharding) => {
                let shards = Shards::open(settings, sharding)?;
                let errors = Errors::later(&settings.reading, language)?;
                (Place::Shards(Box::new(shards)), sharding.folder.to_string_lossy().into_owned(), errors)
            }
            None => {
                let (target, name) = writing::open_output(settings.output.as_ref(), language)?;
                let errors = Errors::open(&settings.reading, language)?;
                let join = Writer::new(settings.format)
                    .join(&settings.tables, BufWriter::with_capacity(1 << 16, target))
                    .with_context(|| language.cannot_write(&name))?;
                (Place::Whole(join), name, errors)
            }
        };
        Ok(Self {
            output,
            output_name,
            errors,
            total: Counts::default(),
            failed: 0,
            remarks: Remarks::default(),
            preview: Vec::new(),
        })
    }

    /// Passes over the inputs that an earlier run is done with.
    fn skip(&mut self, inputs: &mut Inputs, console: &Console) -> Result<Earlier> {
        let Place::Shards(shards) = &mut self.output else { return Ok(Earlier::default()) };
        let language = console.language();
        let earlier = shards.skip(inputs, |size, inputs| console.advance(size, inputs), language)?;
        if earlier.shards > 0 && !earlier.complete {
            console.info(&language.resumed(&earlier));
        }
        self.total += earlier.counts;
        self.failed += earlier.failed;
        Ok(earlier)
    }

    fn take(
        &mut self,
        identity: Identity,
        outcome: Result<(Done, Origin), Problem>,
        console: &Console,
    ) -> Result<()> {
        match outcome {
            Ok((done, origin)) => self.done(identity, done, &origin, console),
            Err(problem) => self.problem(identity, &problem, console),
        }
    }

    fn done(&mut self, identity: Identity, done: Done, origin: &Origin, console: &Console) -> Result<()> {
        let language = console.language();
        let pushed = match &mut self.output {
            Place::Whole(join) => join.push(done.encoded),
            Place::Shards(shards) => shards.push(identity, done.encoded, &done.partition, done.counts),
        };
        pushed.with_context(|| language.cannot_write(&self.output_name))?;
        self.total += done.counts;
        self.remarks.add(&origin.path, &origin.remarks);
        self.remarks.add(&origin.path, &done.remarks);
        let room = preview::ROWS.saturating_sub(self.preview.len());
        self.preview.extend(done.preview.into_iter().take(room));
        console.advance(done.counts.bytes, self.total.documents);
        if done.undecodable > 0 {
            let (message, hint) = language.undecodable(done.undecodable, done.encoding);
            let what = language.pick(format!("{message}; {hint}"), format!("{message}；{hint}"));
            console.note(&language.said_of(&origin.path, &what));
        }
        if console.is_verbose() {
            console.info(&language.one_document(&origin.path, done.encoding, &done.counts, done.took));
        }
        Ok(())
    }

    fn problem(&mut self, identity: Identity, problem: &Problem, console: &Console) -> Result<()> {
        self.failed += 1;
        match &mut self.output {
            Place::Whole(_) => problem.report(&mut self.errors, console),
            // Listed at the end, with those of the shards that were there.
            Place::Shards(shards) => {
                problem.show(console);
                let failed = shards.fail(identity, problem.line());
                failed.with_context(|| console.language().cannot_write(&self.output_name))
            }
        }
    }

    /// The output is put in place last: where it stands, its list of errors does too.
    fn finish(self, language: Language) -> Result<()> {
        let Self { output, output_name, mut errors, .. } = self;
        match output {
            Place::Whole(join) => {
                errors.finish(language)?;
                let commit = || join.finish()?.into_inner().map_err(|error| error.into_error())?.commit();
                commit().with_context(|| language.cannot_write(&output_name))
            }
            Place::Shards(shards) => {
                shards.finish(&mut errors, language)?;
                errors.finish(language)
            }
        }
    }
}
