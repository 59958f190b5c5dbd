//! Runs a case file: what each text must give, case by case.
//!
//! `cases/quantity.toml`: `[[case]] name = "hundreds" text = "培训{}。" writings = ["260人次", "二百六十人次"]` and what is
//! expected → each text analysed and compared; one failure that lists all that is wrong.
//!
//! Every case has these fields; the head of each file defines the others, and says which of these it uses.
//!
//! | field | is |
//! |---|---|
//! | `name` | what the case is about, once in its file |
//! | `text`, or `file` | the text, or the name of a file in `tests/documents` that holds it |
//! | `writings` | what is put for `{}` in the text, one after another, all with the same outcome |
//! | `known_gap` | why the case is not met yet; when it begins to be, the run fails until the note is removed |

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::corpus::root;

/// What a case expects of its texts: the fields of its own, which deny unknown ones.
pub trait Expected: DeserializeOwned {
    /// What of `text` is not as expected, one line each; `writing` is what stands in it for `{}`.
    fn differences(&self, text: &str, writing: &str) -> Vec<String>;
}

/// Runs the cases of `file` in `tests/cases`.
///
/// # Panics
/// If the file is not well formed, or a case fails: with all of them.
#[expect(clippy::print_stdout, reason = "a test reports what it ran")]
pub fn run<E: Expected>(file: &str) {
    let place = format!("tests/cases/{file}");
    match judge::<E>(&read(&root().join(&place))) {
        Ok(Passed { texts, gaps }) => println!("{place}: {texts} texts, {gaps} known gaps"),
        Err(failures) => panic!("{place}: {failures}"),
    }
}

/// How many texts gave what they must, and how many cases are known not to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Passed {
    /// Texts analysed.
    pub texts: usize,
    /// Cases with a `known_gap`.
    pub gaps: usize,
}

/// Runs the cases written in `toml`.
///
/// ```
/// use gongwen_tests::cases::{Expected, Passed, judge};
///
/// #[derive(serde::Deserialize)]
/// #[serde(deny_unknown_fields)]
/// struct Length {
///     length: usize,
/// }
///
/// impl Expected for Length {
///     fn differences(&self, text: &str, _writing: &str) -> Vec<String> {
///         let found = text.chars().count();
///         if found == self.length { vec![] } else { vec![format!("length {}, found {found}", self.length)] }
///     }
/// }
///
/// let case = "[[case]]\nname = 'hundreds'\ntext = '{}人'\nwritings = ['260', '二百六']\nlength =";
/// assert_eq!(judge::<Length>(&format!("{case} 4")), Ok(Passed { texts: 2, gaps: 0 }));
/// assert!(judge::<Length>(&format!("{case} 5")).unwrap_err().contains("\"260人\": expected length 5, found 4"));
/// ```
///
/// # Errors
/// All that is wrong, in words.
pub fn judge<E: Expected>(toml: &str) -> Result<Passed, String> {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Cases {
        case: Vec<Case>,
    }
    let cases: Cases = toml::from_str(toml).map_err(|error| error.to_string())?;
    let (mut names, mut passed, mut failures) = (BTreeSet::new(), Passed::default(), Vec::new());
    for case in cases.case {
        let name = case.name.clone();
        match case.wrong::<E>(&mut passed) {
            Ok(()) => {}
            Err(wrong) => failures.push(format!("  {name}:\n{wrong}")),
        }
        if let Some(twice) = names.replace(name) {
            failures.push(format!("  {twice}:\n    is given twice"));
        }
    }
    match failures.len() {
        0 => Ok(passed),
        count => Err(format!("{count} cases fail:\n{}", failures.join("\n"))),
    }
}

#[derive(Deserialize)]
struct Case {
    name: String,
    text: Option<String>,
    file: Option<String>,
    #[serde(default)]
    writings: Vec<String>,
    known_gap: Option<String>,
    #[serde(flatten)]
    expected: toml::Table,
}

impl Case {
    /// Counts the case's texts; the error says what is wrong with them.
    fn wrong<E: Expected>(self, passed: &mut Passed) -> Result<(), String> {
        let expected: E = self.expected.try_into().map_err(|error| format!("    {error}"))?;
        let text = match (self.text, self.file) {
            (Some(text), None) => text,
            (None, Some(file)) => read(&root().join("tests/documents").join(file)),
            _ => return Err("    needs either a text or a file".to_owned()),
        };
        let writings = if self.writings.is_empty() { vec![String::new()] } else { self.writings };
        let mut wrong = Vec::new();
        for writing in &writings {
            passed.texts += 1;
            let text = text.replace("{}", writing);
            let differences = expected.differences(&text, writing);
            let text = beginning(&text);
            wrong.extend(differences.iter().map(|difference| format!("    {text:?}: expected {difference}")));
        }
        match self.known_gap {
            Some(gap) if wrong.is_empty() => Err(format!("    met now: remove known_gap = {gap:?}")),
            Some(_) => {
                passed.gaps += 1;
                Ok(())
            }
            None if wrong.is_empty() => Ok(()),
            None => Err(wrong.join("\n")),
        }
    }
}

/// Of a whole document, enough to know it by.
fn beginning(text: &str) -> String {
    const SHOWN: usize = 120;
    let mut beginning: String = text.chars().take(SHOWN).collect();
    if beginning.len() < text.len() {
        beginning.push('…');
    }
    beginning
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Ends {
        ends: String,
    }

    impl Expected for Ends {
        fn differences(&self, text: &str, writing: &str) -> Vec<String> {
            let ends = self.ends.replace("{}", writing);
            if text.ends_with(&ends) { vec![] } else { vec![format!("…{ends}")] }
        }
    }

    fn failures(fields: &str) -> String {
        judge::<Ends>(&format!("[[case]]\nname = 'a'\n{fields}")).unwrap_err()
    }

    #[test]
    fn a_gap_is_no_failure_until_it_is_met() {
        let gap = "[[case]]\nname = 'a'\ntext = '78件'\nends = '人'\nknown_gap = 'counts cases'";
        assert_eq!(judge::<Ends>(gap), Ok(Passed { texts: 1, gaps: 1 }));
        let met = failures("text = '78人'\nends = '人'\nknown_gap = 'counts cases'");
        assert!(met.contains("met now: remove known_gap = \"counts cases\""), "{met}");
        assert!(failures("text = '78件'\nends = '人'").contains("\"78件\": expected …人"));
    }

    #[test]
    fn what_is_expected_may_hold_the_writing() {
        let case = "[[case]]\nname = 'a'\ntext = '共{}'\nwritings = ['7', '8']\nends = '{}'";
        assert_eq!(judge::<Ends>(case), Ok(Passed { texts: 2, gaps: 0 }));
    }

    #[test]
    fn a_case_that_is_not_well_formed_fails() {
        assert!(failures("text = '78件'\nends = '件'\nend = '件'").contains("unknown field `end`"));
        assert!(failures("text = '78件'").contains("missing field `ends`"));
        assert!(failures("ends = '件'").contains("needs either a text or a file"));
        let twice = failures("text = '78件'\nends = '件'\n[[case]]\nname = 'a'\ntext = '78件'\nends = '件'");
        assert!(twice.contains("is given twice"), "{twice}");
    }

    /// A file of cases that no test runs would pass whatever it says.
    #[test]
    fn every_case_file_is_run_and_every_test_file_is_listed() {
        let folder = |name: &str| {
            let entries = fs::read_dir(root().join("tests").join(name)).unwrap();
            let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            paths
        };
        let name = |path: &Path| path.file_name().unwrap().to_str().unwrap().to_owned();
        let tests = folder("tests");
        let run: String = tests.iter().map(|path| read(path)).collect();
        for path in folder("cases") {
            assert!(run.contains(&format!("{}\")", name(&path))), "no test runs {}", path.display());
        }
        for path in tests {
            let row = format!("| `tests/{}` |", name(&path));
            assert!(include_str!("lib.rs").contains(&row), "tests/src/lib.rs lacks {row}");
        }
    }
}
