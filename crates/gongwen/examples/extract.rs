//! Prints what is found in each text file, one JSON document a line.
//!
//! `cargo run --release -p gongwen --example extract -- reports/*.txt`

use std::io::{self, Write};

use serde_json::{Value, json};

fn main() -> io::Result<()> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let mut record = json!(gongwen::analyze(&text, &gongwen::Options::default()));
        record["path"] = Value::String(path);
        writeln!(out, "{record}")?;
    }
    Ok(())
}
