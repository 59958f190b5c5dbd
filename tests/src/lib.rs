//! Acceptance tests of gongwen through its public API, and what they share.
//!
//! | file | asks |
//! |---|---|
//! | `tests/dictionaries.rs` | is every example of every dictionary read as it says? |
//! | `tests/cases.rs` | does each sentence give the figures written beside it? (`cases/quantity.toml`, `period.toml`, `status.toml`, `name.toml`) |
//! | `tests/document_number.rs` | is each document number read as written beside it? (`cases/document_number.toml`), and has every writing its key? (`cases/document_number_writings.toml`) |
//! | `tests/agency_codes.rs` | whose code is it (`dicts/agency_codes.toml`), and who issued the number? (`cases/issuer.toml`) |
//! | `tests/citation.rs` | which documents and statutes does a text cite, and how? (`cases/citation.toml`; `dicts/citations.toml`) |
//! | `tests/metadata.rs` | what does a document say about itself, what is set aside? (`cases/metadata.toml`) |
//! | `tests/region.rs` | whose document is it? (`cases/region.toml`), and is every name of the table read? |
//! | `tests/disclosure.rs` | do the tables of a disclosure report give the same cells in every form? |
//! | `tests/formats.rs` | does one report in every format give the same records? |
//! | `tests/repair.rs` | is a text with a broken font map mended, a healthy one left alone? |
//! | `tests/properties.rs` | what holds for every string? |
//! | `tests/corpus.rs` | what holds for every document of the sample corpus? |
//! | `tests/gold.rs` | how right are the figures, against `corpus/gold`? |
//! | `tests/robustness.rs` | do the seeds and past findings of the fuzz targets (`fuzz/`) keep every promise? |
//! | `tests/snapshots.rs` | what is found in whole documents, line by line? |
//!
//! A new file of cases: `cases/NAME.toml`; in `tests/NAME.rs` a type with the fields of its own that implements
//! [`cases::Expected`], and a test that calls [`cases::run`]; a row here. Fields all cases have are those of [`cases`].
//!
//! The command itself is tested in `crates/gongwen-cli/tests`, where Cargo gives the tests its path.

pub mod cases;
pub mod corpus;
pub mod entries;
pub mod failures;
pub mod invariants;
pub mod robustness;

/// The README's examples compile and hold.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
