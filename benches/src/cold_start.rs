//! Cold start: one report of 57 KB, dictionaries and all, ÷ loading the dictionary of `jieba-rs`.
//!
//! Either is done in a new process, this program with `--cold TASK`, which prints the nanoseconds of CPU time it took.

use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::Duration;

use jieba_rs::Jieba;

use crate::corpus;
use crate::measure::{cpu_time, median, median_ratio};
use crate::stage::pipeline::extract;
use crate::{Effort, Goal};

const GOAL: Goal = Goal { gate: 1.5, aim: 0.3 };
const REPORT_BYTES: usize = 57_000;

pub(crate) fn table(effort: Effort) -> bool {
    let rounds = (0..effort.rounds).filter_map(|_| Some((in_child("report")?, in_child("jieba")?)));
    let (ours, jiebas): (Vec<Duration>, Vec<Duration>) = rounds.unzip();
    if ours.is_empty() {
        println!("  this program could not run itself");
        return false;
    }
    let milliseconds = |times: &[Duration]| median(times).as_secs_f64() * 1e3;
    println!("  report {:.1} ms, jieba's dictionary {:.1} ms", milliseconds(&ours), milliseconds(&jiebas));
    GOAL.judge("a report of 57 KB ÷ loading jieba's dictionary", median_ratio(&ours, &jiebas))
}

/// What the child does: prints how long `task` took.
pub(crate) fn child(task: &str) -> ExitCode {
    let report = corpus::sample().repeated(REPORT_BYTES, false);
    let time = match task {
        "report" => cpu_time(|| extract(&report)),
        "jieba" => cpu_time(|| drop(black_box(Jieba::new()))),
        _ => return ExitCode::FAILURE,
    };
    println!("{}", time.as_nanos());
    ExitCode::SUCCESS
}

fn in_child(task: &str) -> Option<Duration> {
    let program = std::env::current_exe().ok()?;
    let output = Command::new(program).args(["--cold", task]).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().parse().ok().map(Duration::from_nanos)
}
