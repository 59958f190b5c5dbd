//! What the fuzz targets share: which panic is a finding.
//!
//! `target!("docx")` → a fuzz target that gives its input to the check of that name in `tests/src/robustness.rs`
//!
//! libFuzzer's hook ends the process at any panic, before the reader's own containment sees it. So a panic that is going
//! to be contained and that began in a dependency passes; one of our own code is a finding, contained or not.

use std::panic;

pub use libfuzzer_sys;

use gongwen_tests::robustness::TARGETS;

/// Lets the panics of dependencies go on to where they are contained.
pub fn install() {
    let finding = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        // `~/.cargo/registry/src/index.crates.io-…/lopdf-0.47.0/src/reader.rs`; our own files lie elsewhere.
        let is_ours = info.location().is_none_or(|at| !at.file().contains("/registry/src/"));
        if is_ours || !gongwen_ingest::is_containing_panics() {
            finding(info);
        }
    }));
}

/// Runs the check of the target on one input.
///
/// # Panics
/// Where a promise is broken.
pub fn check(name: &str, bytes: &[u8]) {
    let target = TARGETS.iter().find(|target| target.name == name);
    if let Err(broken) = (target.expect("a target of that name").check)(bytes) {
        panic!("{name}: {broken}");
    }
}

/// A fuzz target of that name.
#[macro_export]
macro_rules! target {
    ($name:literal) => {
        $crate::libfuzzer_sys::fuzz_target!(init: $crate::install(), |bytes: &[u8]| $crate::check($name, bytes));
    };
}
