//! What a panel can have columns of: the concepts of `dicts/concepts.toml`, the user's own, and the cells of disclosure reports.
//!
//! `gdp.growth` → [`Variable`] `{name: "gdp_growth", label: "地区生产总值增速", unit: "%"}`;
//! `disclosure.applications.received.total` → `dis_app_received_total`

use std::collections::{BTreeMap, BTreeSet};

use gongwen::indicator::concept::{Column, Matcher};
use gongwen_dicts::{Concepts, builtin, concepts};

/// A column of a panel, before what a target adds to its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variable {
    /// `gdp.growth`.
    pub id: String,
    /// Name that Stata and R take.
    pub name: String,
    /// Chinese label.
    pub label: String,
    /// What it is called in English.
    pub english: String,
    /// Unit of its values in Chinese; empty for a bare number.
    pub unit: String,
    /// Where it is defined.
    pub source: String,
}

/// All variables, and what finds them in a text.
#[derive(Debug)]
pub struct Catalogue {
    pub(super) matcher: Matcher,
    /// Concepts first, then cells.
    variables: Vec<Variable>,
    /// Place of the variable of a cell's name.
    cells: BTreeMap<String, usize>,
    /// Those a panel is to have; all where there is none.
    wanted: Option<BTreeSet<usize>>,
}

impl Default for Catalogue {
    fn default() -> Self {
        Self::new(None)
    }
}

impl Catalogue {
    /// The concepts of the dictionary, after those of `own`: where both have a name, the own one wins.
    #[must_use]
    pub fn new(own: Option<Concepts>) -> Self {
        let mut records = own.unwrap_or_default();
        let known = concepts();
        if records.measure.is_empty() {
            records.measure.clone_from(&known.measure);
            records.around = known.around.clone();
        }
        let added =
            known.concept.iter().filter(|concept| records.concept.iter().all(|own| own.id != concept.id));
        let added: Vec<_> = added.cloned().collect();
        records.concept.extend(added);
        let matcher = Matcher::new(&records);
        let mut variables: Vec<Variable> = matcher.columns().iter().map(of_column).collect();
        let mut cells = BTreeMap::new();
        for (name, variable) in disclosure() {
            cells.insert(name, variables.len());
            variables.push(variable);
        }
        Self { matcher, variables, cells, wanted: None }
    }

    /// What a user asks for: the concepts of `own`, one file's after the other's, before those of the dictionary; of all of them
    /// [`only`](Self::only) `ids`, where there are any.
    ///
    /// # Errors
    /// Gives the first id that there is no variable of.
    pub fn asked(own: Vec<Concepts>, ids: &[&str]) -> Result<Self, String> {
        let own = own.into_iter().reduce(|mut first, next| {
            first.concept.extend(next.concept);
            first
        });
        let catalogue = Self::new(own);
        if ids.is_empty() { Ok(catalogue) } else { catalogue.only(ids) }
    }

    /// Only the variables with one of these ids, or whose id begins with one and a point: `gdp` is `gdp` and `gdp.growth`.
    ///
    /// # Errors
    /// Gives the first id that there is no variable of.
    pub fn only(mut self, ids: &[&str]) -> Result<Self, String> {
        let mut wanted = BTreeSet::new();
        for id in ids {
            let is_it =
                |own: &str| own == *id || own.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
            let variables = self.variables.iter().enumerate();
            let mut found = variables.filter(|(_, variable)| is_it(&variable.id)).peekable();
            if found.peek().is_none() {
                return Err((*id).to_owned());
            }
            wanted.extend(found.map(|(place, _)| place));
        }
        self.wanted = Some(wanted);
        Ok(self)
    }

    /// All variables, in the order of the columns.
    #[must_use]
    pub fn variables(&self) -> &[Variable] {
        &self.variables
    }

    pub(super) fn is_wanted(&self, variable: usize) -> bool {
        self.wanted.as_ref().is_none_or(|wanted| wanted.contains(&variable))
    }

    pub(super) fn cell(&self, name: &str) -> Option<usize> {
        self.cells.get(name).copied()
    }
}

fn of_column(column: &Column) -> Variable {
    Variable {
        id: column.id.clone(),
        name: column.name.clone(),
        label: column.label.clone(),
        english: column.english.clone(),
        unit: column.unit.clone(),
        source: column.source.clone(),
    }
}

/// The cells of the tables of disclosure reports, in the order of the format.
fn disclosure() -> Vec<(String, Variable)> {
    let mut all = Vec::new();
    for table in &builtin().tables {
        for row in &table.rows {
            for column in row.columns.as_ref().unwrap_or(&table.columns) {
                let words = [table.kind.as_str(), &row.name, &column.name];
                let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
                let labels = [table.label.as_str(), &row.label, &column.label];
                let labels: Vec<&str> = labels.into_iter().filter(|label| !label.is_empty()).collect();
                let name = words.join(".");
                let variable = Variable {
                    id: format!("disclosure.{name}"),
                    name: format!("dis_{}", shortened(&name)),
                    label: labels.join("/"),
                    english: name.replace('.', " / ").replace('_', " "),
                    unit: if column.name == "amount" { "万元".to_owned() } else { String::new() },
                    source: table.source.clone(),
                };
                all.push((name, variable));
            }
        }
    }
    all
}

/// `applications.received.natural_person` → `app_received_person`
fn shortened(name: &str) -> String {
    let short = |word: &str| {
        let known = concepts().abbreviation.iter().find(|abbreviation| abbreviation.word == word);
        known.map_or_else(|| word.to_owned(), |abbreviation| abbreviation.short.clone())
    };
    name.split('.').map(short).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_for_stata() {
        const LONGEST: usize = 32;
        let mut seen = BTreeSet::new();
        for variable in Catalogue::default().variables() {
            let name = &variable.name;
            assert!(name.len() <= LONGEST, "{name} of {}", variable.id);
            assert!(
                name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'),
                "{name}"
            );
            assert!(seen.insert(name.clone()), "{name} is there twice");
        }
    }

    #[test]
    fn a_list_of_ids_chooses() {
        let catalogue = Catalogue::default().only(&["gdp", "gdp.growth"]).unwrap();
        let wanted = |id: &str| {
            let place = catalogue.variables().iter().position(|variable| variable.id == id).unwrap();
            catalogue.is_wanted(place)
        };
        assert!(wanted("gdp") && wanted("gdp.growth") && !wanted("gdp_per_capita"));
        assert_eq!(Catalogue::default().only(&["gdq"]).unwrap_err(), "gdq");
    }
}
