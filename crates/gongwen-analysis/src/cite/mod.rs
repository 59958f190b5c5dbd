//! The citation network of a corpus: which documents cite which documents and statutes, how, and in which sentences.
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::cite::{Network, Reading};
//! let texts = [
//!     ("a.txt", "松政发〔2021〕3号\n松坪县人民政府关于加强基层治理的意见\n各乡镇人民政府：\n现提出如下意见。"),
//!     ("b.txt", "岱溪乡工作总结\n根据县政府《关于加强基层治理的意见》（松政发[2021]03号）和《中华人民共和国水法》第七条，开展工作。"),
//! ];
//! let readings = texts.iter().map(|(path, text)| Reading::of(&analyze(text, &Options::default()), text, path));
//! let network = Network::build(readings.collect());
//! assert_eq!(network.nodes.len(), 3);
//! let cited: Vec<_> = network.edges.iter().map(|edge| network.nodes[edge.target].name()).collect();
//! assert_eq!(cited, ["松坪县人民政府关于加强基层治理的意见", "中华人民共和国水法"]);
//! assert_eq!(network.unresolved().next().unwrap().name(), "中华人民共和国水法");
//! ```
//!
//! [`Reading::of`] keeps of each document what the network needs, so that memory grows with the references and not with the
//! texts. [`Network::build`] goes over all readings twice: first it learns which agency uses which code (机关代字), and which
//! number belongs to which title; then it resolves each reference, by its canonical number, else by its title
//! ([`Key`](gongwen::reference::title::Key)).

pub mod graphml;
mod outside;
pub mod page;
mod reading;
mod resolve;
pub mod table;

use gongwen::CitationKind;
use serde::Serialize;

pub use reading::Reading;

/// A citation network.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Network {
    /// The documents read, in their order; then what else they cite, most cited first.
    pub nodes: Vec<Node>,
    /// In the order of source, target and kind.
    pub edges: Vec<Edge>,
    /// References of all documents, those to themselves and those that name nothing left out.
    pub references: usize,
    /// Those of them that lead out of the corpus.
    pub outside: usize,
    /// References of a document to itself: to its own articles, to what it prints.
    pub own: usize,
    /// References by a short title (《意见》) that nothing tells what it stands for.
    pub nameless: usize,
}

/// A document or a statute.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Node {
    /// `d1` for the first document read, `x1` for the most cited outside.
    pub id: String,
    /// What it is.
    pub class: Class,
    /// Whether it was read: in the corpus.
    pub read: bool,
    /// Its path, if it was read.
    pub path: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its canonical document number.
    pub document_number: Option<String>,
    /// The agency that issued it.
    pub agency: Option<String>,
    /// Level of that: `national`, `province`, `prefecture`, `county`, `township`, `zone`.
    pub level: Option<&'static str>,
    /// Whose it is.
    pub region: Option<String>,
    /// Code of the region.
    pub adcode: Option<String>,
    /// Year it was issued, or its number is of.
    pub year: Option<i32>,
    /// How often it is cited.
    pub cited: usize,
    /// By how many documents.
    pub citing: usize,
}

impl Node {
    /// Title, else number, else path.
    #[must_use]
    pub fn name(&self) -> &str {
        let name = self.title.as_ref().or(self.document_number.as_ref()).or(self.path.as_ref());
        name.map_or("", String::as_str)
    }
}

/// What a [`Node`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// An official document, or any document that was read.
    #[default]
    Document,
    /// A plan.
    Plan,
    /// A law, regulation or rule.
    Statute,
}

impl Class {
    /// Its name in the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Plan => "plan",
            Self::Statute => "statute",
        }
    }
}

/// All references of one kind from one document to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Edge {
    /// Place of the citing node in [`Network::nodes`].
    pub source: usize,
    /// Place of the cited node.
    pub target: usize,
    /// What the references do.
    pub kind: CitationKind,
    /// How many there are.
    pub count: usize,
    /// The articles of a statute that are cited, as written and in reading order: `三十条`.
    pub articles: Vec<String>,
    /// The sentences they stand in, in reading order, at most [`SENTENCES`].
    pub sentences: Vec<String>,
}

/// Sentences kept of an edge.
pub const SENTENCES: usize = 20;

/// A kind as the output calls it.
#[must_use]
pub fn kind_name(kind: CitationKind) -> &'static str {
    match kind {
        CitationKind::Basis => "basis",
        CitationKind::Transmittal => "transmittal",
        CitationKind::Repeal => "repeal",
        CitationKind::Mention => "mention",
    }
}

impl Network {
    /// How many documents were read.
    #[must_use]
    pub fn documents(&self) -> usize {
        self.nodes.iter().filter(|node| node.read).count()
    }

    /// What is cited and was not read, most cited first.
    pub fn unresolved(&self) -> impl ExactSizeIterator<Item = &Node> {
        let read = self.documents();
        self.nodes[read..].iter()
    }
}
