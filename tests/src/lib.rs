//! Acceptance tests of gongwen through its public API, and what they share.
//!
//! | file | asks |
//! |---|---|
//! | `tests/dictionaries.rs` | is every example of every dictionary read as it says? |
//! | `tests/cases.rs` | does each sentence in `cases/` give the figures written beside it? |
//! | `tests/properties.rs` | what holds for every string? |
//! | `tests/corpus.rs` | what holds for every document of the sample corpus? |
//! | `tests/gold.rs` | how right are the figures, against `corpus/gold`? |
//! | `tests/robustness.rs` | do the seeds and past findings of the fuzz targets (`fuzz/`) keep every promise? |
//! | `tests/snapshots.rs` | what is found in whole documents, line by line? |
//!
//! The command itself is tested in `crates/gongwen-cli/tests`, where Cargo gives the tests its path.

pub mod corpus;
pub mod failures;
pub mod invariants;
pub mod robustness;

/// The README's examples compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
