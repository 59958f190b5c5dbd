//! `gongwen` (公文, "official document") turns Chinese government documents into data.
//!
//! A string in, a [`Document`] out: every figure with what it measures ([`Indicator`]), every document number
//! (发文字号, [`DocumentNumber`]) and the outline ([`Section`]). No I/O, no clock, no configuration to load. Any string gives
//! a document, and the same string the same document.
//!
//! # Figures
//!
//! ```
//! use gongwen::{Bound, Direction, Kind, Options, Status, analyze};
//!
//! let source = "松坪县2023年度法治政府建设情况报告\n\
//!               全年受理行政复议案件78件，同比增长5.4%，检查企业1360余户。2024年，力争应诉率达到95%以上。";
//! let document = analyze(source, &Options::default());
//! let [cases, growth, firms, rate] = &document.indicators[..] else { panic!("four figures") };
//!
//! // What is measured, and how much.
//! assert_eq!(cases.name, "受理行政复议案件");
//! assert_eq!((cases.value.to_string(), cases.unit.as_str(), cases.kind), ("78".into(), "件", Kind::Count));
//!
//! // A change is named like what changed, and belongs to one group with it.
//! assert_eq!((growth.kind, growth.direction), (Kind::Change, Some(Direction::Up)));
//! assert_eq!((growth.full_name.as_str(), growth.group), ("受理行政复议案件", cases.group));
//!
//! // `余` bounds the value, and belongs to the text.
//! assert_eq!((firms.bound, firms.text.as_str()), (Bound::Min, "1360余户"));
//!
//! // The year comes from the title or the sentence; a target is no achievement.
//! assert_eq!((cases.period.as_deref(), cases.status), (Some("2023"), Status::Actual));
//! assert_eq!((rate.period.as_deref(), rate.status), (Some("2024"), Status::Target));
//! ```
//!
//! `name` holds the words of the figure's own clause, `full_name` adds what an earlier clause gives. `审结71件` after
//! `受理行政复议案件78件` is named `审结`, in full `审结行政复议案件`.
//!
//! # Places
//!
//! Widths, spaces, radicals, page numbers and wrapped lines are normalised before anything is read, and no position is lost:
//! a [`Span`] is in the source as it was given, in code points ([`Span::start`], [`Span::end`]) and in bytes
//! ([`Span::bytes`]).
//!
//! ```
//! # use gongwen::{Options, analyze};
//! let source = "办结案件８１ 件。";
//! let document = analyze(source, &Options::default());
//! let cases = &document.indicators[0];
//! assert_eq!((cases.text.as_str(), cases.value.to_string()), ("８１ 件", "81".into()));
//! assert_eq!(&source[cases.span.bytes()], cases.text);
//! ```
//!
//! # Outline and document numbers
//!
//! ```
//! # use gongwen::{DocumentNumberRole, Level, Options, analyze};
//! let source = "一、总体情况\n根据《优化营商环境条例》（国务院令第722号）和国办发[2019]5号文件，……\n（一）主要做法。……";
//! let document = analyze(source, &Options::default());
//!
//! let paths: Vec<_> = document.sections.iter().map(|section| (section.level, section.path.as_str())).collect();
//! assert_eq!(paths, [(Level::H1, "一"), (Level::H2, "一/(一)")]);
//!
//! let numbers: Vec<_> = document.doc_numbers.iter().map(|number| number.canonical.as_str()).collect();
//! assert_eq!(numbers, ["国务院令第722号", "国办发〔2019〕5号"]);
//! assert_eq!(document.doc_numbers[0].role, DocumentNumberRole::Cited);
//! ```
//!
//! # What it cites
//!
//! Documents and plans by title and number, statutes by article, short titles resolved, and what each reference does.
//!
//! ```
//! use gongwen::{CitationKind, Options, analyze};
//! let source = "根据《中华人民共和国水法》（以下简称《水法》）第七条，现印发《松坪县节水方案》（松政发〔2021〕3号），落实《水法》要求。";
//! let document = analyze(source, &Options::default());
//! let [law, again] = &document.statutes[..] else { panic!("two references") };
//! assert_eq!((law.article.as_deref(), law.kind), (Some("七条"), CitationKind::Basis));
//! assert_eq!(again.title, law.title);
//! assert_eq!(document.citations[0].kind, CitationKind::Transmittal);
//! ```
//!
//! # Quantities alone
//!
//! Every number and quantity, before anything is asked about what it measures; [`Options::quantities`] puts the same into the
//! document.
//!
//! ```
//! use gongwen::quantity::{numeral, scan};
//!
//! let quantities: Vec<_> = scan::scan("建成高标准农田1200万亩").iter().map(|q| (q.value.to_string(), q.unit.to_string())).collect();
//! assert_eq!(quantities, [("12000000".to_string(), "亩".to_string())]);
//! assert_eq!(numeral::parse("百分之二十六点四").map(|number| number.to_string()).as_deref(), Some("26.4"));
//! ```
//!
//! # JSON
//!
//! [`Document`] and its records implement `serde::Serialize` and `schemars::JsonSchema`. The field names are the output
//! contract, [`SCHEMA_VERSION`] says which; the command `gongwen extract` writes the same records with the file's path.
//!
//! # The stages
//!
//! [`analyze`] is a straight line, each stage a module: [`text`] (normalise), [`structure`] (headings, outline, metadata),
//! [`reference`](mod@reference) (document numbers, citations), [`quantity`] and [`time`] (one scan), [`indicator`] (names, periods,
//! status). [`lexicon`] holds the word classes they share.

mod assemble;
pub mod document;
pub mod explanation;
mod hints;
pub mod indicator;
mod landmark;
pub mod lexicon;
mod pipeline;
pub mod place;
pub mod quantity;
pub mod reference;
pub mod structure;
pub mod text;
pub mod time;
mod words;

pub use document::*;
pub use explanation::{
    BoundSource, Explanation, Explanations, KindSource, PeriodSource, Rejected, Rejection, StatusReason,
};
pub use hints::Hints;
pub use pipeline::{Options, analyze};
