//! What every record must show: texts it is right about, and texts it could be wrong about.
//!
//! `[[unit]] id = "mu" … examples = [{ text = "1200万亩", … }] counter_examples = ["亩产"]` → [`Proof`] of `unit "mu"`

/// A record of a dictionary, with the texts that show it right.
///
/// ```
/// use gongwen_dicts::{Entry, builtin};
/// fn names<E: Entry>(records: &[E]) -> Vec<String> {
///     records.iter().map(|record| record.proof().entry).collect()
/// }
/// assert!(names(&builtin().units).contains(&"unit \"mu\"".to_owned()));
/// ```
pub trait Entry {
    /// A text, or one with what is to be found in it.
    type Example;
    /// A text in which nothing of the record is found.
    type CounterExample;

    /// Its texts.
    fn proof(&self) -> Proof<'_, Self::Example, Self::CounterExample>;
}

/// The texts of one record.
#[derive(Clone, Debug)]
pub struct Proof<'a, E, C> {
    /// What the record is called, by its file's own names.
    pub entry: String,
    /// Texts it is right about.
    pub examples: &'a [E],
    /// Texts that look alike and are something else.
    pub counter_examples: &'a [C],
}

impl<'a, E, C> Proof<'a, E, C> {
    pub(crate) fn new(entry: String, examples: &'a [E], counter_examples: &'a [C]) -> Self {
        Self { entry, examples, counter_examples }
    }
}
