//! The command `gongwen`: a folder of Chinese government documents in, a table of figures out.
//!
//! `gongwen extract reports -o figures.csv` → arguments (`args.rs`, what was typed) → [`settings`] (what it
//! means) → [`extract`], which runs [`batch`](gongwen_ingest::batch) over the inputs ([`reading`]), puts the records in place ([`writing`]) and
//! reports through [`console`].

use std::process::ExitCode;

mod args;
mod audit;
mod cite;
mod codebook;
mod columns;
mod concepts;
mod console;
mod explain;
mod extract;
mod help;
mod interrupt;
mod keywords;
mod kwic;
mod language;
mod man;
mod manifest;
mod messages;
mod mining;
mod panel;
mod partition;
mod preview;
mod readability;
mod reading;
mod report;
mod score;
mod settings;
mod shards;
mod similar;
mod tables;
mod targets;
mod terms;
mod usage;
mod writing;

use gongwen_ingest::batch;

use crate::language::Language;
use crate::settings::Task;

/// All documents gave their records.
const DONE: u8 = 0;
/// Some inputs failed; the others are in the output.
const SOME_FAILED: u8 = 1;
/// The command line was wrong, or the output could not be written.
const FAILED: u8 = 2;

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args_os().collect();
    // Before anything is parsed: the help itself is in one language.
    let language = Language::choose(&arguments, |name| std::env::var(name).ok());
    let task = match settings::read(&arguments, language) {
        Ok(task) => task,
        Err(stop) => return ExitCode::from(stop.show(language)),
    };
    batch::silence_contained_panics();
    let outcome = match task {
        Task::Extract(settings) => extract::run(&settings),
        Task::Targets(settings) => targets::run(&settings),
        Task::Cite(settings) => cite::run(&settings),
        Task::Terms(settings) => terms::run(&settings),
        Task::Kwic(settings) => kwic::run(&settings),
        Task::Keywords(settings) => keywords::run(&settings),
        Task::Similar(settings) => similar::run(&settings),
        Task::Readability(settings) => readability::run(&settings),
        Task::Audit(settings) => audit::run(&settings),
        Task::Report(settings) => report::run(&settings),
        Task::Codebook(settings) => codebook::run(&settings),
        Task::Panel(settings) => panel::run(&settings),
        Task::Concepts(settings) => concepts::run(&settings),
        Task::Explain(settings) => explain::run(&settings),
        Task::Score(settings) => score::run(&settings),
        Task::Schema => extract::print_schema(),
        Task::Completions(shell) => help::print_completions(shell, language),
        Task::Man(settings) => man::run(&settings),
    };
    ExitCode::from(match outcome {
        Ok(code) => code,
        // Whoever read our output has read enough, as in `gongwen extract … | head`.
        Err(error) if is_broken_pipe(&error) => DONE,
        Err(error) => {
            console::fatal(language, &format!("{error:#}"));
            FAILED
        }
    })
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|cause| cause.kind() == std::io::ErrorKind::BrokenPipe)
}
