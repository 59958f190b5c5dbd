//! Runs the examples and counter-examples of a dictionary, record by record.
//!
//! `dicts/units.toml`, its records, what to ask of an example and of a counter-example → one failure that names each record
//! and text that is wrong

use std::fmt::Display;

use gongwen_dicts::Entry;

use crate::failures::Failures;

/// The failures of one record.
#[derive(Debug)]
pub struct Noted<'a> {
    entry: &'a str,
    failures: &'a mut Failures,
}

impl Noted<'_> {
    /// Notes the `text` where `found` is not what is `expected`.
    pub fn check<T: PartialEq + Display>(&mut self, text: &str, expected: &T, found: &T) {
        self.failures.check(self.entry, text, expected, found);
    }

    /// Notes that the `text` gives something else than expected.
    pub fn note(&mut self, text: &str, expected: impl Display, found: impl Display) {
        self.failures.note(self.entry, text, expected, found);
    }
}

/// Asks `example` of every example of `records`, `counter_example` of every counter-example, and notes the failures.
///
/// ```
/// use gongwen_dicts::{Goal, builtin};
/// use gongwen_tests::entries::check;
/// use gongwen_tests::failures::Failures;
/// let mut failures = Failures::of("dicts/goals.toml");
/// check(
///     &mut failures,
///     &builtin().goals,
///     |goal, name, noted| noted.check(name, &true, &goal.is_named(name)),
///     |goal, name, noted| noted.check(name, &false, &goal.is_named(name)),
/// );
/// assert!(failures.is_empty());
/// ```
pub fn check<R: Entry>(
    failures: &mut Failures,
    records: &[R],
    example: impl Fn(&R, &R::Example, &mut Noted<'_>),
    counter_example: impl Fn(&R, &R::CounterExample, &mut Noted<'_>),
) {
    for record in records {
        let proof = record.proof();
        let mut noted = Noted { entry: &proof.entry, failures };
        proof.examples.iter().for_each(|text| example(record, text, &mut noted));
        proof.counter_examples.iter().for_each(|text| counter_example(record, text, &mut noted));
    }
}

/// The same for a dictionary that is tested by nothing else.
///
/// # Panics
/// If anything is wrong, with all of it.
pub fn run<R: Entry>(
    file: &str,
    records: &[R],
    example: impl Fn(&R, &R::Example, &mut Noted<'_>),
    counter_example: impl Fn(&R, &R::CounterExample, &mut Noted<'_>),
) {
    let mut failures = Failures::of(file);
    check(&mut failures, records, example, counter_example);
    failures.finish();
}
