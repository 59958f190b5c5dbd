//! The keywords of many documents: each is read by itself, and ranked when all are.

use std::borrow::Cow;

use gongwen::Document;
use gongwen_export::Sheet;

use super::{Filter, Keyword, Profile, sheet, textrank, tfidf};
use crate::body::{About, Body};
use crate::words::Words;

/// What keywords are ranked by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    /// How they tell the document from the others: [`tfidf`].
    #[default]
    Tfidf,
    /// How the document's own words lean on them: [`textrank`].
    TextRank {
        /// Words that stand so near are linked.
        window: usize,
    },
}

impl Method {
    /// The window of jieba's TextRank; the paper tried 2 to 10.
    pub const WINDOW: usize = 5;

    /// What the score is, in English and Chinese.
    #[must_use]
    pub fn formula(self) -> (&'static str, &'static str) {
        match self {
            Self::Tfidf => (
                "TF-IDF: count / words of the document × ln(documents of the corpus / documents with the word) (Salton and Buckley 1988)",
                "TF-IDF：次数/文档词数×ln(语料文档数/含该词的文档数)（Salton和Buckley 1988）",
            ),
            Self::TextRank { .. } => (
                "TextRank score in the graph of words of one sentence within the window, d = 0.85 (Mihalcea and Tarau 2004)",
                "TextRank得分：同句窗口内共现词构成的图，d=0.85（Mihalcea和Tarau 2004）",
            ),
        }
    }
}

/// Finds the keywords of documents.
///
/// ```
/// use gongwen::{Options, analyze};
/// use gongwen_analysis::body::Body;
/// use gongwen_analysis::keywords::Finder;
/// let finder = Finder { top: 1, ..Finder::default() };
/// let read = |text: &str| {
///     let document = analyze(text, &Options::default());
///     finder.read(&document, &Body::new(text, &document), "a.txt")
/// };
/// let sheet = finder.sheet(vec![read("经济工作平稳。渔业发展。"), read("经济工作平稳。教育发展，学校增加。")]);
/// assert_eq!(sheet.rows.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Finder {
    /// The words that documents are cut into.
    pub words: Cow<'static, Words>,
    /// Which of them are candidates.
    pub filter: Filter,
    /// What they are ranked by.
    pub method: Method,
    /// How many of a document are given.
    pub top: usize,
}

impl Default for Finder {
    /// Twenty by TF-IDF, of jieba's own words.
    fn default() -> Self {
        Self {
            words: Cow::Borrowed(Words::builtin()),
            filter: Filter::default(),
            method: Method::default(),
            top: 20,
        }
    }
}

/// What is kept of a document until all are read.
#[derive(Clone, Debug)]
pub struct Read(Kept);

#[derive(Clone, Debug)]
enum Kept {
    /// Its scores wait for the others.
    Profile(Profile),
    Keywords(About, Vec<Keyword>),
}

impl Finder {
    /// Reads a document.
    #[must_use]
    pub fn read(&self, document: &Document, body: &Body<'_>, path: &str) -> Read {
        Read(match self.method {
            Method::Tfidf => Kept::Profile(Profile::new(document, body, path, &self.words, &self.filter)),
            Method::TextRank { window } => Kept::Keywords(
                About::new(&document.metadata, path),
                textrank(body, &self.words, &self.filter, window, self.top),
            ),
        })
    }

    /// The keywords of all documents, a row each, in their order.
    #[must_use]
    pub fn sheet(&self, documents: Vec<Read>) -> Sheet {
        let (mut profiles, mut lists) = (Vec::new(), Vec::new());
        for read in documents {
            match read.0 {
                Kept::Profile(profile) => profiles.push(profile),
                Kept::Keywords(about, keywords) => lists.push((about, keywords)),
            }
        }
        let ranked = tfidf(&profiles, self.top);
        lists.extend(profiles.into_iter().map(|profile| profile.about).zip(ranked));
        sheet(lists.iter().map(|(about, keywords)| (about, keywords.as_slice())), self.method.formula())
    }
}
