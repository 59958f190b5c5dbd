//! The seeds of the fuzz targets keep every promise, whole and cut off, on stable Rust; so does what once was a finding.
//!
//! `cargo fuzz` looks much further: see `fuzz/README.md`. A finding's input goes to `tests/robustness/TARGET/`, as small as
//! it can be made and named for what it broke; from then on it is replayed here.

#![allow(clippy::unwrap_used, reason = "all of it is test")]

use gongwen_ingest::is_containing_panics;
use gongwen_tests::robustness::{TARGETS, seeds};

/// A panic of our own code is a finding even where it would be contained; those of dependencies are told from them as in
/// `fuzz/src/lib.rs`.
fn end_at_own_panics() {
    let default = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let is_ours = info.location().is_none_or(|at| !at.file().contains("/registry/src/"));
        if !is_containing_panics() {
            default(info);
        } else if is_ours {
            default(info);
            std::process::abort();
        }
    }));
}

#[test]
fn seeds_and_findings_keep_every_promise() {
    end_at_own_panics();
    for target in TARGETS {
        let seeds = seeds::of(target.name).unwrap();
        assert!(!seeds.is_empty(), "{}: no seeds", target.name);
        for (name, bytes) in seeds {
            // Whole, and cut off in the middle.
            for bytes in [&bytes[..], &bytes[..bytes.len() / 2]] {
                assert_eq!((target.check)(bytes), Ok(()), "{}: {name}, {} bytes", target.name, bytes.len());
            }
        }
    }
}

/// Each target here is one of `cargo fuzz`, and each of those is here.
#[test]
fn every_target_is_fuzzed() {
    let manifest = std::fs::read_to_string(gongwen_tests::corpus::root().join("fuzz/Cargo.toml")).unwrap();
    let manifest: toml::Table = toml::from_str(&manifest).unwrap();
    let fuzzed: Vec<_> =
        manifest["bin"].as_array().unwrap().iter().map(|bin| bin["name"].as_str().unwrap()).collect();
    let checked: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
    assert_eq!(fuzzed, checked);
}
