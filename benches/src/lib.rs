//! How fast gongwen is: MB/s of each stage, the whole line against `jieba-rs`, growth, threads, and the cold start.
//!
//! One table a module; `README.md` explains the figures, [`run`] prints them. All times are CPU times, all ratios
//! medians of interleaved rounds, since other work on the machine changes absolute figures by a quarter.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tables are printed: it is what the crate is for"
)]

mod cold_start;
mod corpus;
mod gate;
mod growth;
mod measure;
mod stage;
mod threads;

use std::process::ExitCode;

/// How much to measure.
#[derive(Clone, Copy, Debug)]
struct Effort {
    /// Interleaved rounds that a median is taken of.
    rounds: usize,
    /// Whether to leave out what takes minutes, to be done in 60 seconds.
    quick: bool,
}

/// A ratio beside the goals that `design/speed.md` sets for it.
#[derive(Clone, Copy, Debug)]
struct Goal {
    /// Above it, the build fails.
    gate: f64,
    /// Where we want to be.
    aim: f64,
}

impl Goal {
    /// Prints `ratio` with a verdict, and says whether the gate is met.
    fn judge(self, what: &str, ratio: f64) -> bool {
        let Self { gate, aim } = self;
        let verdict = match ratio {
            _ if ratio <= aim => "reaches the aim",
            _ if ratio <= gate => "under the gate",
            _ => "ABOVE THE GATE",
        };
        println!("  {what:<50} {ratio:>7.3}   gate {gate:.2}  aim {aim:.2}   {verdict}");
        ratio <= gate
    }
}

/// A table: prints itself and says whether all its gates are met.
type Table = fn(Effort) -> bool;

const TABLES: [(&str, Table); 5] = [
    ("stages", stage::table),
    ("gate", gate::table),
    ("growth", growth::table),
    ("threads", threads::table),
    ("cold-start", cold_start::table),
];

/// Prints the tables that `arguments` name, or all; `--quick` measures less.
#[must_use]
pub fn run(arguments: &[String]) -> ExitCode {
    // Where this program runs itself to measure a cold start.
    if let [flag, task] = arguments
        && flag == "--cold"
    {
        return cold_start::child(task);
    }
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let effort = Effort { rounds: if quick { 5 } else { 9 }, quick };
    // `cargo bench` adds `--bench`.
    let named: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let mut met = true;
    for (name, table) in TABLES {
        if named.is_empty() || named.iter().any(|wanted| *wanted == name) {
            println!("{name}");
            met &= table(effort);
        }
    }
    if met { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
