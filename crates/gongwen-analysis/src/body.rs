//! A document's own text: what a page sets round it left out, in one writing, with the way back to the source.
//!
//! `首页 > 公开\n做到统筹、\n协调，办结８１ 件。` → `做到统筹、协调，办结81件。`, whose `81件` is the source's `８１ 件`
//!
//! ```
//! use gongwen::{Options, analyze};
//! use gongwen_analysis::body::Body;
//! let source = "松坪县2023年工作总结\n推进法治政府建设，办结案件８１ 件。";
//! let body = Body::new(source, &analyze(source, &Options::default()));
//! let at = body.text().find("81件").unwrap();
//! assert_eq!(body.span(at..at + 5).text(source), "８１ 件");
//! ```
//!
//! Every count of this crate is over this text: widths, spaces and wrapped lines do not change it, a font map that was broken
//! is repaired, traditional characters are read as simplified ones.

use std::ops::Range;

use gongwen::text::normalize::{Normalized, normalize};
use gongwen::text::sentence;
use gongwen::{Document, Metadata, Section, Span};

use crate::region;

/// The own text of a document.
#[derive(Clone, Debug)]
pub struct Body<'a> {
    source: &'a str,
    normalized: Normalized,
    text: String,
    pieces: Vec<Piece>,
}

/// A stretch of the normalised text that is kept.
#[derive(Clone, Copy, Debug)]
struct Piece {
    /// Where it begins in the own text.
    own: usize,
    normalized: usize,
    len: usize,
}

impl<'a> Body<'a> {
    /// Of `document`, made from `source`.
    #[must_use]
    pub fn new(source: &'a str, document: &Document) -> Self {
        let aside: Vec<Range<usize>> = document.boilerplate.iter().map(|aside| aside.span.bytes()).collect();
        Self::without(source, document.repaired_text.as_deref(), &aside)
    }

    /// Of `source`, read as `repaired` where its font map was broken, without the stretches `aside` of its bytes.
    pub(crate) fn without(source: &'a str, repaired: Option<&str>, aside: &[Range<usize>]) -> Self {
        let normalized = normalize(repaired.unwrap_or(source));
        let mut body = Self { source, normalized, text: String::new(), pieces: Vec::new() };
        let mut kept = 0;
        for aside in aside {
            let (start, end) = (body.first_from(aside.start), body.first_from(aside.end));
            body.keep(kept..start);
            kept = kept.max(end);
        }
        body.keep(kept..body.normalized.text.len());
        body
    }

    /// The text that is counted.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Its lines that are not blank: paragraphs and headings.
    pub fn lines(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let mut at = 0;
        self.text.split('\n').filter_map(move |line| {
            let range = at..at + line.len();
            at = range.end + 1;
            has_letter(line).then_some(range)
        })
    }

    /// Its sentences, headings among them; what has no letter, hanzi or digit is none.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let sentences = self.lines().flat_map(|line| sentence::sentences(&self.text, line));
        sentences.filter(|range| has_letter(&self.text[range.clone()]))
    }

    /// Where `range` of the text stands in the source.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Span {
        self.normalized.offsets.span(self.source, self.normalized_range(range))
    }

    /// The source there.
    #[must_use]
    pub fn source_text(&self, range: Range<usize>) -> &'a str {
        let source: &'a str = self.source;
        &source[self.normalized.offsets.source_range(self.normalized_range(range))]
    }

    /// `range` of the text in the characters of the document, which may be traditional ones.
    #[must_use]
    pub fn as_written(&self, range: Range<usize>) -> &str {
        let place = self.normalized_range(range.clone());
        // A range over something set aside would show it.
        if place.len() == range.len() { self.normalized.as_written(place) } else { &self.text[range] }
    }

    /// The first byte of the normalised text that comes from the byte `at` of the source, or from one behind it.
    fn first_from(&self, at: usize) -> usize {
        let (mut low, mut high) = (0, self.normalized.text.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.normalized.offsets.source_range(middle..middle).start < at {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        while !self.normalized.text.is_char_boundary(low) {
            low += 1;
        }
        low
    }

    fn keep(&mut self, range: Range<usize>) {
        if range.start >= range.end {
            return;
        }
        // What stood on both sides of something set aside never was one line.
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.pieces.push(Piece { own: self.text.len(), normalized: range.start, len: range.len() });
        self.text.push_str(&self.normalized.text[range]);
    }

    fn normalized_range(&self, range: Range<usize>) -> Range<usize> {
        let start = self
            .piece_with(range.start)
            .map_or(0, |piece| piece.normalized + (range.start - piece.own).min(piece.len));
        if range.end <= range.start {
            return start..start;
        }
        let end = self
            .piece_with(range.end - 1)
            .map_or(0, |piece| piece.normalized + (range.end - piece.own).min(piece.len));
        start..end.max(start)
    }

    /// The last piece that begins at `at` or before.
    fn piece_with(&self, at: usize) -> Option<Piece> {
        let next = self.pieces.partition_point(|piece| piece.own <= at);
        next.checked_sub(1).map(|last| self.pieces[last])
    }
}

/// Whether a text holds a letter, a hanzi or a digit.
pub(crate) fn has_letter(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

/// How many letters, hanzi and digits a text holds: the characters that are counted.
pub(crate) fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// The sections of a document, to look up where something stands.
#[derive(Clone, Copy, Debug)]
pub struct Outline<'a>(&'a [Section]);

impl<'a> Outline<'a> {
    /// Of [`Document::sections`].
    #[must_use]
    pub fn new(sections: &'a [Section]) -> Self {
        Self(sections)
    }

    /// The innermost section round the code point `at` of the source; none before the first heading and between parts.
    #[must_use]
    pub fn at(&self, at: usize) -> Option<&'a Section> {
        let next = self.0.partition_point(|section| section.span.start <= at);
        let mut section = self.0.get(next.checked_sub(1)?)?;
        while section.body_end <= at {
            section = self.0.get(section.parent?)?;
        }
        Some(section)
    }
}

/// Which document a row tells of: the columns all tables begin with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its path.
    pub path: String,
    /// Its title.
    pub title: Option<String>,
    /// Whose it is.
    pub region: Option<String>,
    /// The code of that (行政区划代码).
    pub adcode: Option<String>,
    /// The year it reports on, else the year it was issued in, else the one its file is named after.
    pub year: Option<i32>,
}

impl About {
    /// From what the document says of itself.
    #[must_use]
    pub fn new(metadata: &Metadata, path: &str) -> Self {
        let region = region::of(metadata, path);
        let issued = || metadata.date_of_issue.as_deref().and_then(|date| date.get(..4)?.parse().ok());
        Self {
            path: path.to_owned(),
            title: metadata.title.clone(),
            adcode: region.as_ref().and_then(|region| region.adcode.clone()),
            region: region.map(|region| region.name),
            year: metadata.report_year.or_else(issued).or_else(|| year_of_name(path)),
        }
    }
}

/// `reports/1978.txt`, `吉林市2024年.txt` → the year; `20240305.txt` holds none.
fn year_of_name(path: &str) -> Option<i32> {
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let numbers = file.split(|c: char| !c.is_ascii_digit()).filter(|number| number.len() == 4);
    numbers.filter_map(|number| number.parse().ok()).find(|year| (1900..2100).contains(year))
}

#[cfg(test)]
mod tests {
    use gongwen::{Options, analyze};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_page_sets_round_it_is_not_counted() {
        let source = "当前位置：首页 > 政务公开 > 工作总结\n松坪县2023年工作总结\n推进法治\n政府建设，全面落实各项工作任务。\n【打印本页】 【关闭窗口】\n办结案件81件。\n版权所有：松坪县人民政府 蜀ICP备00000000号\n";
        let document = analyze(source, &Options::default());
        let body = Body::new(source, &document);
        assert!(!document.boilerplate.is_empty());
        for word in ["首页", "打印", "版权"] {
            assert!(!body.text().contains(word), "{word} in {}", body.text());
        }
        for word in ["工作总结", "办结案件81件"] {
            let at = body.text().find(word).unwrap();
            assert_eq!(body.span(at..at + word.len()).text(source), word);
        }
    }

    #[test]
    fn a_file_may_be_named_after_its_year() {
        let year = |path: &str| About::new(&Metadata::default(), path).year;
        assert_eq!((year("a/1978.txt"), year("2020/吉林市2024年.txt")), (Some(1978), Some(2024)));
        assert_eq!((year("20240305.txt"), year("t1234.txt"), year("2024/a.txt")), (None, None, None));
    }

    #[test]
    fn the_innermost_section_is_found() {
        let source = "总结\n前言。\n一、甲\n（一）乙\n丙丁。\n二、戊\n己。";
        let document = analyze(source, &Options::default());
        let outline = Outline::new(&document.sections);
        let path = |word: &str| {
            let at = source[..source.find(word).unwrap()].chars().count();
            outline.at(at).map(|section| section.path.as_str())
        };
        assert_eq!(
            (path("前言"), path("甲"), path("丙丁"), path("己")),
            (None, Some("一"), Some("一/(一)"), Some("二"))
        );
    }

    proptest! {
        #[test]
        fn every_place_is_in_the_source(
            source in "(首页 > 甲|推进|８１ |件，|。|\n|\r\n|【打印】|一、|— 3 —|a|,| ){0,40}|\\PC{0,40}",
            cuts in prop::collection::vec((0_usize..60, 0_usize..60), 0..4),
        ) {
            let boundary = |at: usize| (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0);
            let mut aside: Vec<Range<usize>> = cuts.into_iter().map(|(a, b)| boundary(a.min(b))..boundary(a.max(b))).collect();
            aside.sort_by_key(|range| (range.start, range.end));
            let body = Body::without(&source, None, &aside);
            let mut before = 0;
            for (at, c) in body.text().char_indices() {
                let span = body.span(at..at + c.len_utf8());
                prop_assert!(before <= span.byte_start);
                before = span.byte_start;
                let kept = span.text(&source);
                prop_assert!(kept.is_empty() || kept.chars().count() <= 2);
                prop_assert!(kept.is_empty() || !aside.iter().any(|aside| aside.start <= span.byte_start && span.byte_end <= aside.end));
            }
            for range in body.sentences() {
                prop_assert!(!body.source_text(range).is_empty());
            }
        }
    }
}
