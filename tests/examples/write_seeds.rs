//! Writes the seeds of every fuzz target: `cargo run -p gongwen-tests --example write_seeds -- fuzz/corpus`
//!
//! → `fuzz/corpus/docx/report.docx`, `fuzz/corpus/docx/report.docx-word-document.xml`, `fuzz/corpus/html/report.html`, …

use std::path::PathBuf;
use std::{fs, io};

use gongwen_tests::robustness::{TARGETS, seeds};

fn main() -> io::Result<()> {
    let folder = std::env::args_os().nth(1).ok_or_else(|| io::Error::other("which folder?"))?;
    for target in TARGETS {
        let folder = PathBuf::from(&folder).join(target.name);
        fs::create_dir_all(&folder)?;
        for (name, bytes) in seeds::of(target.name)? {
            fs::write(folder.join(name), bytes)?;
        }
    }
    Ok(())
}
