//! Gathers what a data-driven test finds wrong, so that one run shows all of it.

use std::fmt::{self, Display};

/// What was found wrong so far.
///
/// ```
/// use gongwen_tests::failures::Failures;
/// let mut failures = Failures::of("dicts/units.toml");
/// failures.check("unit \"mu\"", "12亩", &"12亩", &"12亩");
/// assert!(failures.is_empty());
/// failures.check("unit \"mu\"", "12亩", &"12亩", &"12");
/// assert_eq!(failures.to_string(), "1 wrong in dicts/units.toml:\n  unit \"mu\": 12亩\n    expected 12亩\n    found    12\n");
/// ```
#[derive(Debug)]
pub struct Failures {
    file: String,
    found: Vec<String>,
}

impl Failures {
    /// Nothing wrong in `file` yet.
    #[must_use]
    pub fn of(file: &str) -> Self {
        Self { file: file.to_owned(), found: Vec::new() }
    }

    /// Notes the `entry` and its `text` where `found` is not what is `expected`.
    pub fn check<T: PartialEq + Display>(&mut self, entry: &str, text: &str, expected: &T, found: &T) {
        if expected != found {
            self.note(entry, text, expected, found);
        }
    }

    /// Notes that the `text` of `entry` gives something else than expected.
    pub fn note(&mut self, entry: &str, text: &str, expected: impl Display, found: impl Display) {
        self.found.push(format!("{entry}: {text}\n    expected {expected}\n    found    {found}"));
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Ends the test.
    ///
    /// # Panics
    /// If anything is wrong, with all of it.
    pub fn finish(self) {
        assert!(self.is_empty(), "{self}");
    }
}

impl Display for Failures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} wrong in {}:", self.found.len(), self.file)?;
        self.found.iter().try_for_each(|failure| writeln!(f, "  {failure}"))
    }
}
