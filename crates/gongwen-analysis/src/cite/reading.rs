//! What the network needs of one document.

use gongwen::reference::title::{Key, is_generic};
use gongwen::{
    CitationClass, CitationKind, Document, DocumentNumber, DocumentNumberRole, IssuerReason, Region,
    RegionLevel, Span,
};
use gongwen_dicts::{Agency, agency_codes};

use super::{Class, Node};
use crate::region;

/// A document and its references.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    pub(super) node: Node,
    /// Who issued its own number.
    pub(super) issuer: Option<Issuing>,
    pub(super) references: Vec<Reference>,
    /// References by a short title that names nothing.
    pub(super) nameless: usize,
    /// References to its own articles.
    pub(super) own: usize,
}

/// One reference.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Reference {
    pub(super) class: Class,
    pub(super) title: Option<String>,
    pub(super) number: Option<String>,
    pub(super) agency: Option<String>,
    /// Who issued its number, by the code and the document it stands in.
    pub(super) issuer: Option<Issuing>,
    pub(super) year: Option<i32>,
    pub(super) kind: CitationKind,
    pub(super) article: Option<String>,
    pub(super) sentence: String,
}

/// The likeliest issuer of a number.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Issuing {
    pub(super) name: String,
    /// Code of its division; none for the state.
    pub(super) adcode: Option<String>,
    /// Whether more than the abbreviation of some division says so.
    pub(super) sure: bool,
    /// Whether it is an organ of the state.
    pub(super) national: bool,
}

impl Issuing {
    /// The first of the candidates.
    fn of(number: &DocumentNumber) -> Option<Self> {
        let first = number.issuers.first()?;
        let because = first.because;
        Some(Self {
            name: first.name.clone(),
            adcode: first.adcode.clone(),
            sure: !matches!(because, IssuerReason::Abbreviation | IssuerReason::RegionName),
            national: first.adcode.is_none()
                && (because == IssuerReason::KnownCode || is_national(&first.name)),
        })
    }

    /// The code of its division, where that is sure.
    pub(super) fn sure_adcode(&self) -> Option<&str> {
        self.adcode.as_deref().filter(|_| self.sure)
    }
}

impl Reference {
    /// The code of the division whose number it is, where that is sure.
    pub(super) fn adcode(&self) -> Option<&str> {
        self.issuer.as_ref().and_then(Issuing::sure_adcode)
    }

    /// The key of its title, if it has one that names something.
    pub(super) fn key(&self) -> Option<Key> {
        let mut key = Key::of(self.title.as_ref()?);
        key.agency = key.agency.or_else(|| self.agency.clone()).filter(|_| self.class != Class::Statute);
        Some(key)
    }
}

impl Reading {
    /// Takes from a document made from `text` what the network needs.
    #[must_use]
    pub fn of(document: &Document, text: &str, path: &str) -> Self {
        let metadata = &document.metadata;
        let own = own_number(document);
        let number = own.map(|own| own.key.clone()).or_else(|| metadata.document_number.clone());
        let issuer = own.and_then(Issuing::of);
        let issuer_of = |key: Option<&str>, span: Span| issuer_of(&document.doc_numbers, key?, span);
        let region = region::of(metadata, path);
        let own_agency = metadata.issuing_agency.as_deref().or(metadata.source.as_deref());
        let number = number.map(|number| whole(&number, own_agency).unwrap_or(number));
        let agency = metadata.issuing_agency.clone().or_else(|| metadata.signature.clone());
        let sure = issuer.as_ref().filter(|issuer| issuer.sure);
        let agency = agency.or_else(|| sure.map(|issuer| issuer.name.clone()));
        let national =
            agency.as_deref().is_some_and(is_national) || sure.is_some_and(|issuer| issuer.national);
        let level = metadata.region.as_ref().map(|region| level_name(region.level));
        let issued = metadata.date_of_issue.as_deref().and_then(year_of);
        let year = issued.or_else(|| number.as_deref().and_then(year_of_number)).or(metadata.report_year);
        let mut reading = Self {
            node: Node {
                class: Class::Document,
                read: true,
                path: Some(path.to_owned()),
                title: metadata.title.clone(),
                document_number: number,
                level: level.or_else(|| national.then_some("national")),
                agency,
                region: region.as_ref().map(|region| region.name.clone()),
                adcode: region.and_then(|region| region.adcode),
                year,
                ..Node::default()
            },
            issuer,
            ..Self::default()
        };
        for citation in &document.citations {
            let class = match citation.class {
                CitationClass::Document => Class::Document,
                CitationClass::Plan => Class::Plan,
            };
            reading.add(Reference {
                class,
                title: citation.title.clone(),
                number: citation
                    .document_number
                    .as_deref()
                    .and_then(|number| whole(number, citation.issuing_agency.as_deref().or(own_agency))),
                agency: citation
                    .issuing_agency
                    .as_deref()
                    .map(|agency| qualified(agency, metadata.region.as_ref())),
                issuer: issuer_of(citation.document_number.as_deref(), citation.span),
                year: citation.date.as_deref().and_then(year_of),
                kind: citation.kind,
                article: None,
                sentence: sentence_of(text, citation.span, citation.sentence),
            });
        }
        for statute in &document.statutes {
            if statute.own {
                reading.own += 1;
                continue;
            }
            reading.add(Reference {
                class: Class::Statute,
                title: statute.title.clone(),
                number: statute.document_number.as_deref().and_then(|number| whole(number, None)),
                agency: None,
                issuer: issuer_of(statute.document_number.as_deref(), statute.span),
                year: None,
                kind: statute.kind,
                article: statute.article.clone(),
                sentence: sentence_of(text, statute.span, statute.sentence),
            });
        }
        reading
    }

    fn add(&mut self, reference: Reference) {
        let named = reference.title.as_deref().is_some_and(|title| !is_generic(title));
        if named || reference.number.is_some() {
            self.references.push(reference);
        } else {
            self.nameless += 1;
        }
    }
}

/// The document's own number among those it prints.
fn own_number(document: &Document) -> Option<&DocumentNumber> {
    let own = || document.doc_numbers.iter().filter(|number| number.role == DocumentNumberRole::Own);
    match &document.metadata.document_number {
        Some(written) => own().find(|number| number.key == *written || number.canonical == *written),
        None => own().next(),
    }
}

/// Who issued the number `key` that is cited at `span`. A short title stands for it far from where the number does.
fn issuer_of(numbers: &[DocumentNumber], key: &str, span: Span) -> Option<Issuing> {
    let same = || numbers.iter().filter(|number| number.key == key);
    let inside = |number: &&DocumentNumber| span.start <= number.span.start && number.span.end <= span.end;
    Issuing::of(same().find(inside).or_else(|| same().next())?)
}

/// The sentence round `span` on one line, cut to both sides of it.
fn sentence_of(text: &str, span: Span, (start, end): (usize, usize)) -> String {
    /// Code points shown of a sentence on each side.
    const SIDE: usize = 160;
    let before = span.start.saturating_sub(start);
    let after = end.saturating_sub(span.end);
    let mut out: Vec<char> = text[..span.byte_start].chars().rev().take(before.min(SIDE)).collect();
    if before > SIDE {
        out.push('…');
    }
    out.reverse();
    out.extend(text[span.bytes()].chars());
    out.extend(text[span.byte_end..].chars().take(after.min(SIDE)));
    if after > SIDE {
        out.push('…');
    }
    let line: String = out.into_iter().filter(|c| !matches!(c, '\n' | '\r' | '\t' | '\u{c}')).collect();
    line.trim().to_owned()
}

/// The number with its agency, where it has none of its own: every bureau has a `2023年第3号公告`. None where the agency is unknown.
fn whole(number: &str, agency: Option<&str>) -> Option<String> {
    if number.starts_with(|c: char| c.is_ascii_digit() || c == '第') {
        return agency.map(|agency| format!("{agency}{number}"));
    }
    Some(number.to_owned())
}

/// The agency with its place, where the document says only 省 or 市 of its own: `省政府办公厅` in a report of 湖南省 →
/// `湖南省政府办公厅`.
fn qualified(agency: &str, region: Option<&Region>) -> String {
    let place = region.and_then(|region| {
        let prefecture = region.prefecture.as_ref().or(region.province.as_ref());
        let own = matches!(region.level, RegionLevel::County).then_some(&region.name);
        match agency.chars().next()? {
            '省' => region.province.as_ref(),
            '市' | '州' | '盟' => prefecture,
            '县' | '区' | '旗' => own,
            _ if agency.starts_with("自治区") => region.province.as_ref(),
            _ => None,
        }
    });
    let kind =
        if agency.starts_with("自治区") { "自治区" } else { agency.get(..3).unwrap_or_default() };
    match place {
        Some(place) if place.ends_with(kind) => format!("{place}{}", &agency[kind.len()..]),
        _ => agency.to_owned(),
    }
}

/// `2009-03-05` → 2009
pub(super) fn year_of(date: &str) -> Option<i32> {
    date.get(..4)?.parse().ok()
}

/// `国发〔2009〕12号` → 2009
pub(super) fn year_of_number(number: &str) -> Option<i32> {
    let (_, rest) = number.split_once('〔')?;
    year_of(rest).filter(|year| (1900..2100).contains(year))
}

/// Whether an agency, or one of several, is of the state: 国务院, 中共中央, a ministry.
pub(super) fn is_national(agency: &str) -> bool {
    const BEGINNINGS: [&str; 8] =
        ["国务院", "中共中央", "中央", "全国人民", "全国人大", "国家", "中华人民共和国", "最高人民"];
    let is_known = |name: &str| {
        let named =
            |known: &&Agency| known.name == name || known.short_names.iter().any(|short| short == name);
        agency_codes().agency.iter().find(named).is_some_and(|known| known.adcode.is_none())
    };
    agency.split(['、', ' ']).any(|one| {
        BEGINNINGS.iter().any(|beginning| one.starts_with(beginning))
            || is_known(one)
            || one.ends_with('部')
                && one.chars().count() <= 8
                && !one.contains(['省', '市', '县', '区', '委'])
    })
}

/// A level as the output calls it.
pub(super) fn level_name(level: RegionLevel) -> &'static str {
    match level {
        RegionLevel::Province => "province",
        RegionLevel::Prefecture => "prefecture",
        RegionLevel::County => "county",
        RegionLevel::Township => "township",
        RegionLevel::Zone => "zone",
    }
}
