//! `documents.toml`: what documents are and how they say it.
//!
//! `[[document_type]] name = "命令（令）" names = ["令", "命令"]` → [`DocumentType`]

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// `documents.toml`: what documents are and how they say it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Documents {
    /// The fifteen types (文种).
    pub document_type: Vec<DocumentType>,
    /// Kinds of content; the first that takes a title counts.
    pub genre: Vec<GenreWords>,
    /// What a title ends with besides a type.
    pub title_end: Vec<TitleEnd>,
    /// What stands before the value of a field.
    pub label: Vec<FieldWords>,
    /// Words of the head (版头) that are a field's value.
    pub mark: Vec<FieldWords>,
}

/// A type of official document (文种).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DocumentType {
    /// Its name in the clause.
    pub name: String,
    /// What a title of this type ends with; the name where left out.
    #[serde(default)]
    pub names: Vec<String>,
    /// The clause.
    pub source: String,
    /// Titles of this type.
    pub examples: Vec<String>,
    /// Titles that hold the word and are not of this type.
    pub counter_examples: Vec<String>,
}

impl DocumentType {
    /// Whether a title of these words, brackets after them left out, is of this type.
    ///
    /// ```
    /// let order = &gongwen_dicts::builtin().documents.document_type[2];
    /// assert!(order.ends("岱溪市人民政府令") && !order.ends("岱溪市人民政府通知"));
    /// ```
    #[must_use]
    pub fn ends(&self, title: &str) -> bool {
        let named = self.names.iter().any(|name| title.ends_with(name.as_str()));
        named || self.names.is_empty() && title.ends_with(self.name.as_str())
    }
}

impl Entry for DocumentType {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(self.name.clone(), &self.examples, &self.counter_examples)
    }
}

/// A kind of content and the titles that have it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GenreWords {
    /// Its name in the output.
    pub id: String,
    /// The title has one of these; any title where left out.
    #[serde(default)]
    pub any: Vec<String>,
    /// And one of these.
    #[serde(default)]
    pub and: Vec<String>,
    /// And none of these.
    #[serde(default)]
    pub never: Vec<String>,
    /// And ends with one of these, brackets after them left out.
    #[serde(default)]
    pub ends: Vec<String>,
    /// The kind whose figures are read alike, where that is another.
    pub read_as: Option<String>,
    /// What such documents are for.
    pub source: String,
    /// Titles of this kind.
    pub examples: Vec<String>,
    /// Titles that are not.
    pub counter_examples: Vec<String>,
}

impl GenreWords {
    /// Whether a title, brackets after it left out, is of this kind.
    ///
    /// ```
    /// let genres = &gongwen_dicts::builtin().documents.genre;
    /// let reply = genres.iter().find(|genre| genre.id == "reply").unwrap();
    /// assert!(reply.takes("国务院关于松坪新区总体规划的批复"));
    /// ```
    #[must_use]
    pub fn takes(&self, title: &str) -> bool {
        let has = |words: &[String]| words.iter().any(|word| title.contains(word.as_str()));
        (self.any.is_empty() || has(&self.any))
            && (self.and.is_empty() || has(&self.and))
            && (self.ends.is_empty() || self.ends.iter().any(|end| title.ends_with(end.as_str())))
            && !has(&self.never)
    }
}

impl Entry for GenreWords {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(self.id.clone(), &self.examples, &self.counter_examples)
    }
}

/// Words a title ends with.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TitleEnd {
    /// The words.
    pub words: Vec<String>,
    /// Where such titles are written.
    pub source: String,
    /// Titles.
    pub examples: Vec<String>,
    /// Lines that are none.
    pub counter_examples: Vec<String>,
}

impl Entry for TitleEnd {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("title_end {:?}", self.words[0]), &self.examples, &self.counter_examples)
    }
}

/// Words that stand for a field of the metadata or before its value.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FieldWords {
    /// The field.
    pub field: String,
    /// The words.
    pub words: Vec<String>,
    /// The clause, or where they are written.
    pub source: String,
    /// Lines that give the field.
    pub examples: Vec<String>,
    /// Lines that do not.
    pub counter_examples: Vec<String>,
}

impl Entry for FieldWords {
    type Example = String;
    type CounterExample = String;

    fn proof(&self) -> Proof<'_, String, String> {
        Proof::new(format!("{} {:?}", self.field, self.words[0]), &self.examples, &self.counter_examples)
    }
}
