//! Damaged variants of fixtures, for the tests of readers.
//!
//! `gbk-euc.pdf`, seed 7 → the same file with some bytes overwritten, removed, doubled or cut off

use std::time::{Duration, Instant};

/// Slower than this is a hang.
const LIMIT: Duration = Duration::from_secs(5);

/// Reads damaged variants of the fixtures with that ending: none may panic or hang.
pub(crate) fn check(ending: &str, read: impl Fn(&[u8]) -> bool + std::panic::RefUnwindSafe) {
    let folder = format!("{}/tests/fixtures", env!("CARGO_MANIFEST_DIR"));
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == ending));
    paths.sort();
    assert!(!paths.is_empty());
    let (mut slowest, mut well, mut failed) = (Duration::ZERO, 0, Vec::new());
    for path in &paths {
        let bytes = std::fs::read(path).unwrap();
        for seed in 0..seeds() {
            let variant = damaged(&bytes, seed);
            let began = Instant::now();
            match std::panic::catch_unwind(|| read(&variant)) {
                Ok(read) => well += usize::from(read),
                Err(_) => failed.push(format!("{} {seed}", path.display())),
            }
            slowest = slowest.max(began.elapsed());
        }
    }
    println!("{} {ending} files x {} variants: {well} read, slowest {slowest:?}", paths.len(), seeds());
    assert!(failed.is_empty(), "{failed:?}");
    assert!(slowest < LIMIT, "{slowest:?}");
}

/// Seeds of each fixture: a few in every run, all of them with `DAMAGE=500`.
fn seeds() -> u64 {
    std::env::var("DAMAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(12)
}

/// A variant of the bytes: some overwritten, removed, doubled or cut off, as the seed says.
fn damaged(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut next = |below: usize| {
        // xorshift64
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below.max(1) as u64).unwrap()
    };
    let mut out = bytes.to_vec();
    for _ in 0..=next(12) {
        let at = next(out.len());
        let end = (at + 1 + next(64)).min(out.len());
        match next(30) {
            // Rarely: little is left to read after it.
            0 => out.truncate(at.max(32)),
            1..5 => drop(out.drain(at..end)),
            5..10 => {
                let copy = out[at..end].to_vec();
                out.splice(at..at, copy);
            }
            10..20 => out[at] = b"0123456789[]<>()/"[next(17)],
            _ => out[at] = next(256) as u8,
        }
        if out.is_empty() {
            break;
        }
    }
    out
}
