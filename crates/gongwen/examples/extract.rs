//! Prints one JSON object per UTF-8 file: `cargo run --release --example extract -- FILE…`
//!
//! The command `gongwen extract` does this for any encoding, in parallel; this is the library by itself.

use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let document = gongwen::analyze(&text, &gongwen::Options::default());
        let mut json = serde_json::to_value(&document)?;
        json["path"] = path.into();
        writeln!(out, "{json}")?;
    }
    Ok(out.flush()?)
}
