//! `concepts.toml`: harmonised indicators, and the units a panel gives them in.
//!
//! `[[concept]] id = "gdp" forms = ["money", "growth"] names = ["[地区]生产总值"]` → [`Concept`]; its names are `地区生产总值` and
//! `生产总值`, its columns `gdp` and `gdp.growth`

use std::sync::LazyLock;

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// `concepts.toml`, or a file of the user's own in the same format.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concepts {
    /// Words that may stand beside a name.
    #[serde(default)]
    pub around: Around,
    /// Units of columns.
    #[serde(default)]
    pub measure: Vec<Measure>,
    /// The indicators.
    #[serde(default)]
    pub concept: Vec<Concept>,
    /// Short forms of words in the names of disclosure cells.
    #[serde(default)]
    pub abbreviation: Vec<Abbreviation>,
}

impl Concepts {
    /// Reads a file in the format of `concepts.toml`. Measures and the words around names are those of the dictionary, and what the
    /// file adds.
    ///
    /// # Errors
    /// Says what is no record, and which of them names a measure that there is none of, a name that is empty, or brackets that do
    /// not close.
    ///
    /// ```
    /// use gongwen_dicts::Concepts;
    /// let own = Concepts::from_toml(
    ///     r#"
    /// [[concept]]
    /// id = "tea"
    /// label = "茶叶产量"
    /// forms = ["ten_thousand_tonnes", "growth"]
    /// names = ["茶叶[总]产量"]
    /// "#,
    /// )?;
    /// assert_eq!(own.concept[0].names().unwrap(), ["茶叶总产量", "茶叶产量"]);
    /// assert!(Concepts::from_toml("[[concept]]\nid = 'tea'\nlabel = 'x'\nforms = ['spoons']\nnames = ['x']").is_err());
    /// # Ok::<(), String>(())
    /// ```
    pub fn from_toml(text: &str) -> Result<Self, String> {
        let mut read: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        let known = concepts();
        for word in &known.around.before {
            if !read.around.before.contains(word) {
                read.around.before.push(word.clone());
            }
        }
        for word in &known.around.after {
            if !read.around.after.contains(word) {
                read.around.after.push(word.clone());
            }
        }
        for word in &known.around.after_change {
            if !read.around.after_change.contains(word) {
                read.around.after_change.push(word.clone());
            }
        }
        for measure in &known.measure {
            if read.measure.iter().all(|own| own.id != measure.id) {
                read.measure.push(measure.clone());
            }
        }
        for concept in &read.concept {
            let owner = &concept.id;
            for form in &concept.forms {
                if read.measure.iter().all(|measure| measure.id != *form) {
                    return Err(format!("concept {owner:?}: there is no measure {form:?}"));
                }
            }
            if concept.forms.is_empty() {
                return Err(format!("concept {owner:?}: it has no form"));
            }
            concept
                .names()
                .and_then(|_| concept.changed())
                .map_err(|error| format!("concept {owner:?}: {error}"))?;
        }
        Ok(read)
    }
}

/// Words that may stand beside the name of a concept and leave its meaning.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Around {
    /// Before it: 全省, 预计, 完成.
    #[serde(default)]
    pub before: Vec<String>,
    /// Behind it: 完成.
    #[serde(default)]
    pub after: Vec<String>,
    /// Behind it, where the figure is a change: 增速.
    #[serde(default)]
    pub after_change: Vec<String>,
}

/// The unit of a column: which figures fit it, and how many of it they are.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Stable name in ASCII; what a form that is not the first adds to the id of its concept.
    pub id: String,
    /// The unit in Chinese; empty for a bare number.
    pub label: String,
    /// The unit in English.
    pub english: String,
    /// Kinds of figure that fit, as in the output: `money`, `count`, `change`.
    pub kinds: Vec<String>,
    /// Units that fit.
    pub units: Vec<MeasureUnit>,
}

/// A unit of figures, as the output gives it: without its multiplier.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MeasureUnit {
    /// Its writing; empty for none.
    pub name: String,
    /// How many of the measure one is: an integer or a fraction.
    pub factor: String,
}

/// A harmonised indicator.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Concept {
    /// Stable name: ASCII words, parted by points from the general to the special.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What it is called in English.
    #[serde(default)]
    pub english: String,
    /// Name of its column, where it is not the id with `_` for the points.
    pub column: Option<String>,
    /// Measures in which it is given; the first is the concept itself, others are `id.measure`.
    pub forms: Vec<String>,
    /// Its names, whole: `(受理|收到)[行政]复议案件`, alternatives in round brackets, what may be left out in square ones.
    pub names: Vec<String>,
    /// Names that mean it only where the figure is a change: `经济` of 经济增长5%.
    #[serde(default)]
    pub changed: Vec<String>,
    /// Where it is defined, or where its names are seen.
    #[serde(default)]
    pub source: String,
    /// Texts whose figures are all its own.
    #[serde(default)]
    pub examples: Vec<String>,
    /// Texts of which no figure is.
    #[serde(default)]
    pub counter_examples: Vec<String>,
}

impl Concept {
    /// All of its names, written out.
    ///
    /// # Errors
    /// Where brackets do not match, or a name is empty.
    pub fn names(&self) -> Result<Vec<String>, String> {
        written_out(&self.names)
    }

    /// The names that mean it only in changes, written out.
    ///
    /// # Errors
    /// As [`Self::names`].
    pub fn changed(&self) -> Result<Vec<String>, String> {
        written_out(&self.changed)
    }

    /// The name of its column, before what a form or a target adds: `nd_issued`.
    #[must_use]
    pub fn column(&self) -> String {
        self.column.clone().unwrap_or_else(|| self.id.replace('.', "_"))
    }
}

impl Entry for Concept {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("concept {:?}", self.id), &self.examples, &self.counter_examples)
    }
}

/// What stands for a word of a disclosure cell's name in the name of its column.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Abbreviation {
    /// The word: `natural_person`.
    pub word: String,
    /// Its short form.
    pub short: String,
}

/// The embedded `concepts.toml`, parsed when it is first asked for.
///
/// # Panics
/// Never in a released crate: the file is embedded, and the tests parse it.
#[must_use]
pub fn concepts() -> &'static Concepts {
    static CONCEPTS: LazyLock<Concepts> =
        LazyLock::new(|| crate::records("concepts.toml", include_str!("../concepts.toml")));
    &CONCEPTS
}

fn written_out(patterns: &[String]) -> Result<Vec<String>, String> {
    let mut all: Vec<String> = Vec::new();
    for pattern in patterns {
        let mut rest = pattern.as_str();
        let names = alternatives(&mut rest)?;
        if !rest.is_empty() {
            return Err(format!("a bracket of {pattern:?} is closed and was not opened"));
        }
        if names.iter().any(String::is_empty) {
            return Err(format!("{pattern:?} is empty without what may be left out"));
        }
        all.extend(names);
    }
    Ok(all)
}

/// `a|b[c]d` up to a closing bracket → `a`, `bcd`, `bd`
fn alternatives(rest: &mut &str) -> Result<Vec<String>, String> {
    let mut done: Vec<String> = Vec::new();
    let mut open = vec![String::new()];
    while let Some(c) = rest.chars().next() {
        match c {
            ')' | ']' => break,
            '|' => done.extend(std::mem::replace(&mut open, vec![String::new()])),
            '(' | '[' => {
                *rest = &rest[1..];
                let mut inner = alternatives(rest)?;
                let close = if c == '(' { ')' } else { ']' };
                if !rest.starts_with(close) {
                    return Err(format!("{c} is not closed by {close}"));
                }
                if c == '[' {
                    inner.push(String::new());
                }
                open =
                    open.iter().flat_map(|head| inner.iter().map(move |tail| head.clone() + tail)).collect();
            }
            c => open.iter_mut().for_each(|name| name.push(c)),
        }
        *rest = &rest[c.len_utf8()..];
    }
    done.extend(open);
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pattern: &str) -> Result<Vec<String>, String> {
        written_out(&[pattern.to_owned()])
    }

    #[test]
    fn brackets_are_written_out() {
        assert_eq!(
            of("(受理|收到)[行政]复议案件").unwrap(),
            ["受理行政复议案件", "受理复议案件", "收到行政复议案件", "收到复议案件"]
        );
        assert_eq!(of("(a[b|c]|d)").unwrap(), ["ab", "ac", "a", "d"]);
    }

    #[test]
    fn brackets_must_match_and_names_must_not_be_empty() {
        for wrong in ["(a", "a)", "[a)", "[a]", "(a|)", ""] {
            assert!(of(wrong).is_err(), "{wrong}");
        }
    }
}
