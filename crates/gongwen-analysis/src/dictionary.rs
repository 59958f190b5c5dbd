//! A user's dictionary: terms with their categories and weights, in whatever form it was saved.
//!
//! `数字政府␉数字化␉1.5⏎` → [`Term`] `{term: "数字政府", category: "数字化", weight: 1.5}`
//!
//! | form | what it looks like |
//! |---|---|
//! | text | a term a line, then perhaps a category and a weight, parted by tabs, commas or spaces; lines with `#` are comments |
//! | jieba | `word count tag`: the word alone is used |
//! | CSV, TSV | the same with a head: `term,category,weight`, or in Chinese `词,类别,权重`; in any order, others are passed over |
//! | TOML | `数字化 = ["数字政府", "大数据"]`, or `[[term]]` with `term`, `category`, `weight` |
//!
//! A line that cannot be read is a [`Problem`] and loses no other line.

use std::collections::BTreeMap;
use std::fmt;

use gongwen::text::normalize::normalize;

use crate::body::has_letter;

mod delimited;
mod tables;

/// Terms to be counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    /// The terms, in the order of the file.
    pub terms: Vec<Term>,
    /// What could not be used.
    pub problems: Vec<Problem>,
}

/// A term.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Term {
    /// As the dictionary writes it.
    pub term: String,
    /// As it is matched: in one width, simplified, in small letters.
    pub key: String,
    /// What it belongs to.
    pub category: Option<String>,
    /// What an occurrence weighs.
    pub weight: Option<f64>,
    /// The line it stands on, from 1.
    pub line: usize,
}

/// A line that gives no term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The line, from 1; none where TOML gives no place.
    pub line: Option<usize>,
    /// What stands there, cut short.
    pub text: String,
    /// Why it cannot be used.
    pub reason: Reason,
}

/// Why a line gives no term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is no term on it.
    NoTerm,
    /// The term has no hanzi, letter or digit.
    OnlyMarks,
    /// Bytes of it could not be decoded.
    Undecodable,
    /// A weight that is no number.
    Weight(String),
    /// More fields than term, category and weight.
    Fields(usize),
    /// The term stands in the same category on this line too; 0 where terms stand on no lines.
    Duplicate(usize),
    /// What the reader of TOML or CSV says.
    Syntax(String),
}

/// The form of a dictionary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// A term a line.
    #[default]
    Text,
    /// Comma-separated values.
    Csv,
    /// Tab-separated values.
    Tsv,
    /// TOML.
    Toml,
}

impl Form {
    /// By the ending of a file's name: `.csv`, `.tsv`, `.toml`, anything else is text.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).as_deref() {
            Some("csv") => Self::Csv,
            Some("tsv") => Self::Tsv,
            Some("toml") => Self::Toml,
            _ => Self::Text,
        }
    }
}

impl Dictionary {
    /// Reads a dictionary.
    ///
    /// ```
    /// use gongwen_analysis::dictionary::{Dictionary, Form};
    /// let read = Dictionary::parse("\u{feff}数字政府\t数字化\r\n# 服务\r\n放管服,服务,x\r\n营商环境 20 n\r\n", Form::Text);
    /// let terms: Vec<_> = read.terms.iter().map(|term| (term.term.as_str(), term.category.as_deref())).collect();
    /// assert_eq!(terms, [("数字政府", Some("数字化")), ("营商环境", None)]);
    /// assert_eq!(read.problems[0].line, Some(3));
    /// ```
    #[must_use]
    pub fn parse(text: &str, form: Form) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let found = match form {
            Form::Text => delimited::lines(text),
            Form::Csv => delimited::table(text, b','),
            Form::Tsv => delimited::table(text, b'\t'),
            Form::Toml => tables::toml(text),
        };
        Self::of_rows(found)
    }

    /// The terms that a program has, each with its category and weight; a text is a term whatever it holds.
    ///
    /// ```
    /// use gongwen_analysis::dictionary::Dictionary;
    /// let term = |term: &str, weight| (term.to_owned(), Some("数字化".to_owned()), weight);
    /// let read = Dictionary::of_terms([term("数字政府", Some(1.5)), term("大数据, 云", None), term("数字政府", None)]);
    /// let terms: Vec<_> = read.terms.iter().map(|term| (term.term.as_str(), term.weight)).collect();
    /// assert_eq!(terms, [("数字政府", Some(1.5)), ("大数据, 云", None)]);
    /// assert_eq!(read.problems[0].reason.to_string(), "the term stands there already");
    /// ```
    #[must_use]
    pub fn of_terms(terms: impl IntoIterator<Item = (String, Option<String>, Option<f64>)>) -> Self {
        let found = |(term, category, weight): (String, Option<String>, Option<f64>)| {
            // Through text and back a number stays what it is, and what is none is told as in a file.
            let row = Row { term: term.clone(), category, weight: weight.map(|weight| weight.to_string()) };
            (None, term, Ok(row))
        };
        Self::of_rows(terms.into_iter().map(found))
    }

    fn of_rows(found: impl IntoIterator<Item = Found>) -> Self {
        let mut dictionary = Self::default();
        let mut seen: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
        for (line, text, found) in found {
            match found.and_then(|row| row.term(line)) {
                Ok(term) => match seen.get(&(term.key.clone(), term.category.clone())) {
                    Some(&first) => dictionary.problem(line, &text, Reason::Duplicate(first)),
                    None => {
                        seen.insert((term.key.clone(), term.category.clone()), line.unwrap_or_default());
                        dictionary.terms.push(term);
                    }
                },
                Err(reason) => dictionary.problem(line, &text, reason),
            }
        }
        dictionary
    }

    /// The categories, in the order of the file; none where no term has one.
    #[must_use]
    pub fn categories(&self) -> Vec<&str> {
        let mut categories: Vec<&str> = Vec::new();
        for category in self.terms.iter().filter_map(|term| term.category.as_deref()) {
            if !categories.contains(&category) {
                categories.push(category);
            }
        }
        categories
    }

    /// Whether some term has a weight.
    #[must_use]
    pub fn is_weighted(&self) -> bool {
        self.terms.iter().any(|term| term.weight.is_some())
    }

    fn problem(&mut self, line: Option<usize>, text: &str, reason: Reason) {
        const SHOWN: usize = 40;
        self.problems.push(Problem { line, text: text.chars().take(SHOWN).collect(), reason });
    }
}

/// What a line holds, before it is looked at.
#[derive(Clone, Debug, Default, PartialEq)]
struct Row {
    term: String,
    category: Option<String>,
    weight: Option<String>,
}

/// A line, what stands on it and what it was read as.
type Found = (Option<usize>, String, Result<Row, Reason>);

impl Row {
    fn term(self, line: Option<usize>) -> Result<Term, Reason> {
        let term = self.term.trim().to_owned();
        if term.is_empty() {
            return Err(Reason::NoTerm);
        }
        if term.contains('\u{fffd}') {
            return Err(Reason::Undecodable);
        }
        let key = key(&term);
        if !has_letter(&key) {
            return Err(Reason::OnlyMarks);
        }
        let category = self.category.map(|category| category.trim().to_owned());
        let weight = match self.weight.as_deref().map(str::trim).filter(|weight| !weight.is_empty()) {
            Some(weight) => Some(number(weight).ok_or_else(|| Reason::Weight(weight.to_owned()))?),
            None => None,
        };
        let category = category.filter(|category| !category.is_empty());
        Ok(Term { term, key, category, weight, line: line.unwrap_or_default() })
    }
}

/// A finite number, in any width.
fn number(text: &str) -> Option<f64> {
    let folded = normalize(text).text;
    folded.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// A term as it is matched against [`Body::text`](crate::body::Body::text) in small letters.
pub(crate) fn key(term: &str) -> String {
    normalize(term).text.trim().to_ascii_lowercase()
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoTerm => f.write_str("no term"),
            Self::OnlyMarks => f.write_str("no hanzi, letter or digit in the term"),
            Self::Undecodable => f.write_str("bytes that are no text in any encoding tried"),
            Self::Weight(weight) => write!(f, "expected a number as the weight, found {weight}"),
            Self::Fields(fields) => write!(f, "expected term, category and weight, found {fields} fields"),
            // A program's terms stand on no line, nor do those of TOML.
            Self::Duplicate(0) => f.write_str("the term stands there already"),
            Self::Duplicate(line) => write!(f, "the term stands on line {line} too"),
            Self::Syntax(message) => f.write_str(message),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str, form: Form) -> Vec<(String, Option<String>, Option<f64>)> {
        let read = Dictionary::parse(text, form);
        assert_eq!(read.problems, [], "{text}");
        read.terms.into_iter().map(|term| (term.term, term.category, term.weight)).collect()
    }

    #[test]
    fn one_dictionary_in_all_its_forms() {
        let expected = [
            ("数字政府".to_owned(), Some("数字化".to_owned()), Some(1.5)),
            ("GDP".to_owned(), Some("经济".to_owned()), None),
        ];
        for (form, text) in [
            (Form::Text, "数字政府\t数字化\t1.5\nGDP\t经济\n"),
            (Form::Text, "\u{feff}# 说明\r\n数字政府,1.5,数字化\r\n\r\nGDP，经济\r\n"),
            (Form::Text, "  数字政府  数字化  １．５ \nGDP 经济"),
            (Form::Text, "term\tcategory\tweight\n数字政府\t数字化\t1.5\nGDP\t经济\t\n"),
            (Form::Csv, "term,category,weight\r\n数字政府,数字化,1.5\r\nGDP,经济,\r\n"),
            (Form::Csv, "类别,备注,词语,权重\n数字化,\"甲,乙\",数字政府,1.5\n经济,,GDP\n"),
            (Form::Csv, "数字政府,数字化,1.5\nGDP,经济\n"),
            (Form::Tsv, "词\t类别\t权重\n数字政府\t数字化\t1.5\nGDP\t经济\t\n"),
            (
                Form::Toml,
                "[[term]]\nterm = \"数字政府\"\ncategory = \"数字化\"\nweight = 1.5\n[[term]]\nterm = \"GDP\"\ncategory = \"经济\"\n",
            ),
        ] {
            assert_eq!(terms(text, form), expected, "{text}");
        }
        let of = |term: &str, category: &str| (term.to_owned(), Some(category.to_owned()), None);
        assert_eq!(
            terms("数字化 = [\"数字政府\", \"大数据\"]\n\"服务\" = [\"放管服\"]", Form::Toml),
            [of("数字政府", "数字化"), of("大数据", "数字化"), of("放管服", "服务")]
        );
    }

    #[test]
    fn a_dictionary_of_jieba_counts_every_word_once() {
        let plain = |term: &str| (term.to_owned(), None, None);
        assert_eq!(
            terms("营商环境 20 n\n放管服 3\n一网通办\n", Form::Text),
            [plain("营商环境"), plain("放管服"), plain("一网通办")]
        );
    }

    #[test]
    fn a_bad_line_says_why_and_loses_no_other() {
        let read = Dictionary::parse(
            "法治\n，\n法治\n法制,甲,乙,丙\n\u{fffd}\u{fffd}\n依法,高,低\n,甲\n行政\n",
            Form::Text,
        );
        let reasons: Vec<_> = read.problems.iter().map(|p| (p.line.unwrap(), &p.reason)).collect();
        assert_eq!(
            reasons,
            [
                (2, &Reason::NoTerm),
                (3, &Reason::Duplicate(1)),
                (4, &Reason::Fields(4)),
                (5, &Reason::Undecodable),
                (6, &Reason::Weight("低".into())),
                (7, &Reason::NoTerm),
            ]
        );
        assert_eq!(read.terms.len(), 2);
        let read = Dictionary::parse("term,weight\n法治,x\n行政,2\n", Form::Csv);
        assert_eq!((read.terms.len(), read.problems[0].line), (1, Some(2)));
        let read = Dictionary::parse("甲 = 3\n乙 = [\"法治\", 5]\n", Form::Toml);
        assert_eq!((read.terms.len(), read.problems.len()), (1, 2));
        let read = Dictionary::parse("甲 = [\"法治\"\n乙 =", Form::Toml);
        assert!(matches!(read.problems[0].reason, Reason::Syntax(_)));
    }

    #[test]
    fn a_program_is_told_of_its_terms_as_a_file_is() {
        let term = |term: &str, weight| (term.to_owned(), None, weight);
        let read = Dictionary::of_terms([
            term("GDP", Some(0.1)),
            term(" ", None),
            term("、", None),
            term("ＧＤＰ", None),
            term("法治", Some(f64::NAN)),
            term("# 10 n", None),
        ]);
        let terms: Vec<_> = read.terms.iter().map(|term| (term.term.as_str(), term.weight)).collect();
        assert_eq!(terms, [("GDP", Some(0.1)), ("# 10 n", None)]);
        let reasons: Vec<_> = read.problems.into_iter().map(|problem| problem.reason).collect();
        let weight = Reason::Weight("NaN".into());
        assert_eq!(reasons, [Reason::NoTerm, Reason::OnlyMarks, Reason::Duplicate(0), weight]);
    }

    #[test]
    fn one_term_may_stand_in_two_categories() {
        assert_eq!(terms("法治,甲\n法治,乙\n", Form::Text).len(), 2);
    }
}
