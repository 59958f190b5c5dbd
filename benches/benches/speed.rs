//! `cargo bench -p gongwen-benches [-- --quick] [-- TABLE…]`: prints the tables of `benches/README.md`; exit code 1 where
//! a gate is missed.

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    gongwen_benches::run(&arguments)
}
