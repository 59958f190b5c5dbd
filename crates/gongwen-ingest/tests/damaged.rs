//! Damaged files: each is extracted or named, none brings the run down, none takes more than five seconds, and all of them
//! never more than a gigabyte of memory.
//!
//! `report.docx` + seed 17 → bytes flipped, cut, doubled, swapped or blanked → text, or an error of a kind
//!
//! The damage is drawn from a seeded generator, so that a failure names the seed that shows it again. 500 of each
//! format; `GONGWEN_DAMAGED=20000 cargo test -p gongwen-ingest --features all --test damaged` looks further.
#![cfg(feature = "all")]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use fastrand::Rng;
use gongwen_ingest::{InputOptions, Inputs, is_containing_panics};

/// One line a format: the sound file that is damaged.
const FIXTURES: &[&str] = &[
    "report.gb18030.txt",
    "report.utf16be.txt",
    "report.html",
    "report.mht",
    "report.docx",
    "report.xlsx",
    "report.xls",
    "report.csv",
    "report.zip",
    "report.doc",
    "libreoffice.pdf",
    "typst.pdf",
    "reportlab.pdf",
];

/// Longest time one damaged file may take, on a machine that others use too.
const LONGEST: Duration = Duration::from_secs(5);

/// Most memory of the whole process at any time, in bytes.
const MOST_MEMORY: u64 = 1 << 30;

#[test]
fn damaged_files_are_extracted_or_named() {
    let count: u64 = std::env::var("GONGWEN_DAMAGED").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    silence_contained_panics();
    let folder = tempfile::tempdir().unwrap();
    for fixture in FIXTURES {
        let sound = std::fs::read(Path::new("tests/fixtures").join(fixture)).unwrap();
        let mut outcomes: BTreeMap<String, usize> = BTreeMap::new();
        let mut slowest = Duration::ZERO;
        for seed in 0..count {
            let damaged = damage(&sound, seed);
            let path = folder.path().join(format!("{seed}-{fixture}"));
            std::fs::write(&path, &damaged).unwrap();
            let began = Instant::now();
            for outcome in
                outcomes_of(path.clone()).unwrap_or_else(|what| panic!("{fixture}, seed {seed}: {what}"))
            {
                *outcomes.entry(outcome).or_default() += 1;
            }
            slowest = slowest.max(began.elapsed());
            assert!(began.elapsed() < LONGEST, "{fixture}, seed {seed}: took {:?}", began.elapsed());
            std::fs::remove_file(path).unwrap();
        }
        let peak = peak_memory();
        println!("{fixture}: {count} damaged, {outcomes:?}, slowest {slowest:?}, peak so far {peak:?} bytes");
        assert!(peak.is_none_or(|peak| peak < MOST_MEMORY), "{fixture}: {peak:?} bytes at the peak");
        assert!(outcomes.values().sum::<usize>() as u64 >= count * 9 / 10, "{fixture}: most files vanished");
    }
}

/// What became of the documents of a file: `text`, or the kind of the error.
fn outcomes_of(path: PathBuf) -> Result<Vec<String>, String> {
    let (sender, receiver) = mpsc::channel();
    // A thread of its own: if the reader hangs, the test says so and ends.
    thread::spawn(move || {
        let Ok(inputs) = Inputs::new(vec![path], InputOptions::default()) else { return };
        let mut outcomes = Vec::new();
        for input in inputs {
            let loaded = input.and_then(|input| {
                let path = input.name().to_owned();
                input.load().map_err(|error| gongwen_ingest::Failure { path, error })
            });
            outcomes.push(match loaded {
                Ok(loaded) => {
                    assert!(!loaded.text.trim().is_empty());
                    "text".to_owned()
                }
                Err(failure) => {
                    assert!(!failure.path.is_empty() && !failure.error.to_string().is_empty());
                    failure.error.kind().to_owned()
                }
            });
        }
        let _ = sender.send(outcomes);
    });
    match receiver.recv_timeout(LONGEST * 4) {
        Ok(outcomes) => Ok(outcomes),
        Err(mpsc::RecvTimeoutError::Timeout) => Err("hangs".into()),
        Err(mpsc::RecvTimeoutError::Disconnected) => Err("a panic escaped".into()),
    }
}

/// The most memory this process has held so far, in bytes, where the system tells (`VmHWM` in proc(5)). A file that took too
/// much is not forgotten once it is freed.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok()? * 1024)
}

/// A measure that does not measure would pass every file.
#[cfg(target_os = "linux")]
#[test]
fn memory_is_measured() {
    let before = peak_memory().unwrap();
    let held = vec![1u8; 64 << 20];
    assert!(held.iter().map(|&byte| usize::from(byte)).sum::<usize>() == held.len());
    assert!(peak_memory().unwrap() >= (64 << 20) && before < MOST_MEMORY);
}

fn silence_contained_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !is_containing_panics() {
            default(info);
        }
    }));
}

/// The file with one to four kinds of damage; every second package is damaged inside a part, where the compression
/// does not notice.
fn damage(sound: &[u8], seed: u64) -> Vec<u8> {
    let mut rng = Rng::with_seed(seed);
    let inside = if seed % 2 == 1 { damage_inside(sound, &mut rng) } else { None };
    if let Some(damaged) = inside {
        return damaged;
    }
    let mut bytes = sound.to_vec();
    mutate(&mut bytes, &mut rng);
    bytes
}

fn damage_inside(package: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).ok()?;
    let victim = rng.usize(..archive.len());
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).ok()?;
        let mut part = Vec::new();
        file.read_to_end(&mut part).ok()?;
        if index == victim {
            mutate(&mut part, rng);
        }
        writer.start_file(file.mangled_name().ok()?.to_string_lossy(), options).ok()?;
        writer.write_all(&part).ok()?;
    }
    Some(writer.finish().ok()?.into_inner())
}

fn mutate(bytes: &mut Vec<u8>, rng: &mut Rng) {
    for _ in 0..rng.usize(1..=4) {
        if bytes.is_empty() {
            return;
        }
        let at = rng.usize(..bytes.len());
        let length = rng.usize(1..=64.max(bytes.len() / 8)).min(bytes.len() - at);
        let range = at..at + length;
        match rng.u8(..8) {
            0 => bytes[at] ^= 1 << rng.u8(..8),
            1 => (0..rng.usize(1..32)).for_each(|_| {
                let at = rng.usize(..bytes.len());
                bytes[at] = rng.u8(..);
            }),
            2 => bytes.truncate(at),
            3 => drop(bytes.drain(range)),
            4 => bytes[range].fill(0),
            5 => bytes[range].fill(0xff),
            6 => {
                // Doubled, once or many times: nesting and repetition come from this.
                let piece = bytes[range].to_vec();
                let times = if rng.u8(..4) == 0 { rng.usize(1..500) } else { 1 };
                bytes.splice(at..at, piece.repeat(times));
            }
            _ => {
                let other = rng.usize(..bytes.len() - length + 1);
                for i in 0..length {
                    bytes.swap(at + i, other + i);
                }
            }
        }
    }
}
