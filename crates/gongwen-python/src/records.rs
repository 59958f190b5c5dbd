//! Files and folders in: records one after another, or all rows of a layer.
//!
//! `Reading(["reports"])` → [`Records`], lazily and in order; or [`Rows`] and the list of what failed

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use gongwen::Options;
use gongwen_export::Layer;
use gongwen_ingest::{Failure, Input, InputOptions, Inputs, Limits, Loaded, batch};
use pyo3::prelude::*;

use crate::document::{json, rows};
use crate::error::{Failed, of_input, of_panic};
use crate::rows::Rows;
use crate::table::{self, Table, fault};

/// How long the interpreter waits before it looks for signals again.
const PATIENCE: Duration = Duration::from_millis(50);

/// What is read, and how.
#[pyclass(frozen, module = "gongwen._gongwen")]
pub(crate) struct Reading {
    paths: Vec<PathBuf>,
    inputs: InputOptions,
    options: Options,
    threads: usize,
}

#[pymethods]
impl Reading {
    #[new]
    #[expect(clippy::too_many_arguments, reason = "the options of the command, each by its name")]
    #[pyo3(signature = (paths, *, threads, include, exclude, text_field, id_field, max_size, max_pages, quantities, repair, evidence))]
    fn new(
        paths: Vec<PathBuf>,
        threads: Option<usize>,
        include: Vec<String>,
        exclude: Vec<String>,
        text_field: Option<String>,
        id_field: Option<String>,
        max_size: Option<u64>,
        max_pages: Option<usize>,
        quantities: bool,
        repair: bool,
        evidence: bool,
    ) -> Self {
        let default = InputOptions::default();
        let limits = Limits { max_pages: max_pages.unwrap_or(default.limits.max_pages), ..default.limits };
        let max_size = max_size.unwrap_or(default.max_size);
        Self {
            paths,
            inputs: InputOptions { include, exclude, text_field, id_field, max_size, limits },
            options: Options { quantities, repair, evidence, ..Options::default() },
            threads: threads_or_all(threads),
        }
    }

    /// The records, in the order of the inputs.
    #[pyo3(signature = (with_text = false))]
    fn records(&self, with_text: bool) -> PyResult<Records> {
        let options = self.options.clone();
        let work = move |loaded: &Loaded| {
            json(loaded, &loaded.analyze(&options), with_text).map_err(|error| error.to_string())
        };
        let size = |record: &Result<String, String>| record.as_ref().map_or(0, String::len);
        Ok(Records { stream: Mutex::new(Stream::start(self, work, size)?) })
    }

    /// The rows of all documents, and how the run went.
    fn rows(&self, py: Python<'_>, layer: &str) -> PyResult<(Rows, Run)> {
        let layer = table::layer(layer)?;
        let mut options = self.options.clone();
        options.quantities |= layer == Layer::Quantities;
        let work = move |loaded: &Loaded| rows(loaded, &loaded.analyze(&options), layer);
        // A guess is enough: it only keeps small results waiting while a long document is read.
        let size = |rows: &Vec<_>| rows.len() * 1024;
        let mut table = Table::new(layer.columns());
        let run = self.each(py, work, size, |rows| table.push(&rows).map_err(|error| fault(&error)))?;
        Ok((Rows::finish(table)?, run))
    }
}

/// How a run over documents went: which inputs failed (path, message, kind), how many documents there were, and how many files of
/// which ending were passed over.
pub(crate) type Run = (Vec<Failure3>, usize, Vec<(String, usize)>);

impl Reading {
    pub(crate) fn options(&self) -> &Options {
        &self.options
    }

    /// Does `work` on every document, on other threads and without the interpreter's lock, and gives what it made to `take` in order.
    pub(crate) fn each<T: Send + 'static>(
        &self,
        py: Python<'_>,
        work: impl Fn(&Loaded) -> T + Send + Sync + 'static,
        size: impl Fn(&T) -> usize + Send + Sync + 'static,
        mut take: impl FnMut(T) -> PyResult<()> + Send,
    ) -> PyResult<Run> {
        let mut stream = Stream::start(self, work, size)?;
        let (mut failed, mut documents) = (Vec::new(), 0);
        let mut ended = false;
        while !ended {
            py.check_signals()?;
            ended = py.detach(|| {
                stream.take_for(PATIENCE, |outcome| match outcome {
                    Ok(made) => {
                        documents += 1;
                        take(made)
                    }
                    Err(failure) => {
                        failed.push(failure.parts());
                        Ok(())
                    }
                })
            })?;
        }
        Ok((failed, documents, py.detach(|| stream.finish())?))
    }
}

pub(crate) fn threads_or_all(threads: Option<usize>) -> usize {
    let all = || thread::available_parallelism().map_or(1, usize::from);
    threads.unwrap_or_else(all).max(1)
}

/// Records one after another: `(json, None)`, or `(None, (path, message, kind))` for an input that failed.
#[pyclass(frozen, module = "gongwen._gongwen")]
pub(crate) struct Records {
    stream: Mutex<Stream<Result<String, String>>>,
}

type Failure3 = (String, String, &'static str);

#[pymethods]
impl Records {
    fn __iter__(records: PyRef<'_, Self>) -> PyRef<'_, Self> {
        records
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<(Option<String>, Option<Failure3>)>> {
        loop {
            py.check_signals()?;
            // Two threads may share it: each waits for its turn without the interpreter's lock.
            let next = py
                .detach(|| self.stream.lock().unwrap_or_else(PoisonError::into_inner).next_within(PATIENCE));
            return match next {
                Next::Outcome(Ok(Ok(record))) => Ok(Some((Some(record), None))),
                Next::Outcome(Ok(Err(message))) => Err(of_panic(&message)),
                Next::Outcome(Err(failed)) => Ok(Some((None, Some(failed.parts())))),
                Next::Later => continue,
                Next::End => {
                    py.detach(|| self.stream.lock().unwrap_or_else(PoisonError::into_inner).finish())?;
                    Ok(None)
                }
            };
        }
    }
}

/// A run over documents on threads of its own, which waits where nobody takes what it made, and ends where it is dropped.
struct Stream<T> {
    outcomes: Receiver<Result<T, Failed>>,
    run: Option<JoinHandle<Vec<(String, usize)>>>,
}

enum Next<T> {
    Outcome(Result<T, Failed>),
    /// None yet.
    Later,
    End,
}

impl<T: Send + 'static> Stream<T> {
    fn start(
        reading: &Reading,
        work: impl Fn(&Loaded) -> T + Send + Sync + 'static,
        size: impl Fn(&T) -> usize + Send + Sync + 'static,
    ) -> PyResult<Self> {
        let inputs =
            Inputs::new(reading.paths.clone(), reading.inputs.clone()).map_err(|error| of_input(&error))?;
        let (sender, outcomes) = sync_channel(1);
        let threads = reading.threads;
        let run = thread::spawn(move || run(threads, inputs, &work, &size, &sender));
        Ok(Self { outcomes, run: Some(run) })
    }

    fn next_within(&mut self, patience: Duration) -> Next<T> {
        match self.outcomes.recv_timeout(patience) {
            Ok(outcome) => Next::Outcome(outcome),
            Err(RecvTimeoutError::Timeout) => Next::Later,
            Err(RecvTimeoutError::Disconnected) => Next::End,
        }
    }

    /// Takes what comes for a while; true at the end.
    fn take_for<E>(
        &mut self,
        patience: Duration,
        mut take: impl FnMut(Result<T, Failed>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let until = Instant::now() + patience;
        loop {
            match self.next_within(until.saturating_duration_since(Instant::now())) {
                Next::Outcome(outcome) => take(outcome)?,
                Next::Later => return Ok(false),
                Next::End => return Ok(true),
            }
        }
    }

    /// Which files were passed over, by their ending; an error where the run itself broke off.
    fn finish(&mut self) -> PyResult<Vec<(String, usize)>> {
        match self.run.take().map(JoinHandle::join) {
            Some(Ok(passed_over)) => Ok(passed_over),
            Some(Err(_)) => Err(of_panic("the run over the documents broke off")),
            None => Ok(Vec::new()),
        }
    }
}

fn run<T: Send>(
    threads: usize,
    mut inputs: Inputs,
    work: &(impl Fn(&Loaded) -> T + Sync),
    size: &(impl Fn(&T) -> usize + Sync),
    sender: &SyncSender<Result<T, Failed>>,
) -> Vec<(String, usize)> {
    let mut any = false;
    // Where nobody listens any more, nothing is wrong: the run ends.
    let _ = batch::run(
        threads,
        &mut inputs,
        |input| document(input, work),
        |outcome| outcome.as_ref().map_or(0, size),
        |outcome| {
            any = true;
            sender.send(outcome)
        },
    );
    if !any {
        let _ = sender.send(Err(Failed::new(String::new(), &gongwen_ingest::Error::no_input())));
    }
    inputs.passed_over().iter().map(|(ending, count)| (ending.clone(), *count)).collect()
}

/// Loads an input and does `work` on it; whatever goes wrong stays with it.
pub(crate) fn document<T>(input: Result<Input, Failure>, work: impl Fn(&Loaded) -> T) -> Result<T, Failed> {
    let input = input.map_err(|failure| Failed::new(failure.path, &failure.error))?;
    let name = input.name().to_owned();
    let loaded = match batch::contained(|| input.load()) {
        Ok(loaded) => loaded.map_err(|error| Failed::new(name, &error))?,
        Err(panic) => return Err(Failed::panicked(name, &panic)),
    };
    batch::contained(|| work(&loaded)).map_err(|panic| Failed::panicked(loaded.path.clone(), &panic))
}
