//! The rows of each table.
//!
//! An indicator `{text: "78件", value: 78, unit: "件", name: "受理行政复议案件", …}` → one row with its
//! document, section and sentence.

use std::io::Write;

use gongwen::{
    Bound, Cell, Comparison, Direction, Document, DocumentNumber, DocumentNumberForm, DocumentNumberRole,
    Genre, Indicator, Kind, Level, Number, Part, QuantityRecord, RegionLevel, Rule, Section, Span, Status,
    Table,
};
use serde::Serialize;

use crate::cell::{OwnedText, Text};
use crate::record::Record;
use crate::table::Layer;

/// Longest sentence in a cell, in code points on each side of the figure. A document on one line without full
/// stops would otherwise be repeated in every row, and Excel holds 32,767 characters a cell.
const SENTENCE_SIDE: usize = 500;

/// Writes all rows of one document.
pub(crate) fn write_rows<W: Write>(
    layer: Layer,
    record: &Record<'_>,
    csv: &mut csv::Writer<W>,
) -> csv::Result<()> {
    let document = record.document();
    match layer {
        Layer::Indicators => {
            document.indicators.iter().try_for_each(|i| csv.serialize(IndicatorRow::new(record, i)))
        }
        Layer::DocNumbers => {
            document.doc_numbers.iter().try_for_each(|n| csv.serialize(DocNumberRow::new(record, n)))
        }
        Layer::Sections => {
            document.sections.iter().try_for_each(|s| csv.serialize(SectionRow::new(record, s)))
        }
        Layer::Metadata => csv.serialize(MetadataRow::new(record)),
        Layer::Quantities => document
            .quantities
            .iter()
            .flatten()
            .try_for_each(|quantity| csv.serialize(QuantityRow::new(record, quantity))),
        Layer::Cells => document.tables.iter().try_for_each(|table| {
            table.cells.iter().try_for_each(|cell| csv.serialize(CellRow::new(record, table, cell)))
        }),
    }
}

#[derive(Serialize)]
struct IndicatorRow<'a> {
    path: Text<'a>,
    title: Option<Text<'a>>,
    report_year: Option<i32>,
    full_name: Text<'a>,
    name: Text<'a>,
    value: Number,
    value_max: Option<Number>,
    unit: Text<'a>,
    bound: Bound,
    kind: Kind,
    direction: Option<Direction>,
    period: Option<Text<'a>>,
    status: Status,
    comparison: Option<Comparison>,
    text: Text<'a>,
    sentence: OwnedText,
    section_path: Option<Text<'a>>,
    section_title: Option<Text<'a>>,
    start: usize,
    end: usize,
    group: usize,
    confidence: f32,
    rule: Rule,
    id: Option<Text<'a>>,
}

impl<'a> IndicatorRow<'a> {
    fn new(record: &Record<'a>, indicator: &'a Indicator) -> Self {
        let document = record.document();
        let section = section(document, indicator.section);
        Self {
            path: Text(record.path()),
            title: text(document.metadata.title.as_ref()),
            report_year: document.metadata.report_year,
            full_name: Text(&indicator.full_name),
            name: Text(&indicator.name),
            value: indicator.value,
            value_max: indicator.value_max,
            unit: Text(&indicator.unit),
            bound: indicator.bound,
            kind: indicator.kind,
            direction: indicator.direction,
            period: text(indicator.period.as_ref()),
            status: indicator.status,
            comparison: indicator.comparison,
            text: Text(&indicator.text),
            sentence: OwnedText(sentence(record.source_text(), indicator.span, indicator.sentence)),
            section_path: section.map(|s| Text(&s.path)),
            section_title: section.map(|s| Text(&s.title)),
            start: indicator.span.start,
            end: indicator.span.end,
            group: indicator.group,
            confidence: indicator.confidence,
            rule: indicator.rule,
            id: record.id().map(Text),
        }
    }
}

#[derive(Serialize)]
struct DocNumberRow<'a> {
    path: Text<'a>,
    title: Option<Text<'a>>,
    canonical: Text<'a>,
    role: DocumentNumberRole,
    form: DocumentNumberForm,
    agency_code: Option<Text<'a>>,
    year: Option<i32>,
    serial: Option<u32>,
    cited_title: Option<Text<'a>>,
    issuer: Option<Text<'a>>,
    issuer_adcode: Option<&'a str>,
    text: Text<'a>,
    start: usize,
    end: usize,
    id: Option<Text<'a>>,
}

impl<'a> DocNumberRow<'a> {
    fn new(record: &Record<'a>, number: &'a DocumentNumber) -> Self {
        let issuer = number.issuers.first();
        Self {
            path: Text(record.path()),
            title: text(record.document().metadata.title.as_ref()),
            canonical: Text(&number.canonical),
            role: number.role,
            form: number.form,
            agency_code: text(number.agency_code.as_ref()),
            year: number.year,
            serial: number.serial,
            cited_title: text(number.cited_title.as_ref()),
            issuer: text(issuer.map(|issuer| &issuer.name)),
            issuer_adcode: issuer.and_then(|issuer| issuer.adcode.as_deref()),
            text: Text(&number.text),
            start: number.span.start,
            end: number.span.end,
            id: record.id().map(Text),
        }
    }
}

#[derive(Serialize)]
struct SectionRow<'a> {
    path: Text<'a>,
    section: usize,
    parent: Option<usize>,
    level: Level,
    section_path: Text<'a>,
    marker: Text<'a>,
    number: u32,
    title: Text<'a>,
    start: usize,
    end: usize,
    body_end: usize,
    run_in: bool,
    id: Option<Text<'a>>,
}

impl<'a> SectionRow<'a> {
    fn new(record: &Record<'a>, section: &'a Section) -> Self {
        Self {
            path: Text(record.path()),
            section: section.id,
            parent: section.parent,
            level: section.level,
            section_path: Text(&section.path),
            marker: Text(&section.marker),
            number: section.number,
            title: Text(&section.title),
            start: section.span.start,
            end: section.span.end,
            body_end: section.body_end,
            run_in: section.run_in,
            id: record.id().map(Text),
        }
    }
}

#[derive(Serialize)]
struct MetadataRow<'a> {
    path: Text<'a>,
    title: Option<Text<'a>>,
    document_number: Option<Text<'a>>,
    issuing_agency: Option<Text<'a>>,
    signature: Option<Text<'a>>,
    date_of_issue: Option<Text<'a>>,
    publication_date: Option<Text<'a>>,
    source: Option<Text<'a>>,
    addressees: Option<OwnedText>,
    attachments: Option<OwnedText>,
    copied_agencies: Option<OwnedText>,
    urgency: Option<Text<'a>>,
    classification: Option<Text<'a>>,
    document_type: Option<Text<'a>>,
    genre: Option<Genre>,
    report_year: Option<i32>,
    parts: usize,
    region: Option<Text<'a>>,
    adcode: Option<&'a str>,
    level: Option<RegionLevel>,
    province: Option<Text<'a>>,
    prefecture: Option<Text<'a>>,
    chars: usize,
    sections: usize,
    indicators: usize,
    doc_numbers: usize,
    encoding: Text<'a>,
    format: Text<'a>,
    sha256: Text<'a>,
    id: Option<Text<'a>>,
}

impl<'a> MetadataRow<'a> {
    fn new(record: &Record<'a>) -> Self {
        let document = record.document();
        let metadata = &document.metadata;
        let region = metadata.region.as_ref();
        Self {
            path: Text(record.path()),
            title: text(metadata.title.as_ref()),
            document_number: text(metadata.document_number.as_ref()),
            issuing_agency: text(metadata.issuing_agency.as_ref()),
            signature: text(metadata.signature.as_ref()),
            date_of_issue: text(metadata.date_of_issue.as_ref()),
            publication_date: text(metadata.publication_date.as_ref()),
            source: text(metadata.source.as_ref()),
            addressees: list(&metadata.addressees),
            attachments: list(&metadata.attachments),
            copied_agencies: list(&metadata.copied_agencies),
            urgency: text(metadata.urgency.as_ref()),
            classification: text(metadata.classification.as_ref()),
            document_type: text(metadata.document_type.as_ref()),
            genre: metadata.genre,
            report_year: metadata.report_year,
            parts: document.parts.len(),
            region: region.map(|region| Text(&region.name)),
            adcode: region.and_then(|region| region.adcode.as_deref()),
            level: region.map(|region| region.level),
            province: text(region.and_then(|region| region.province.as_ref())),
            prefecture: text(region.and_then(|region| region.prefecture.as_ref())),
            chars: document.chars,
            sections: document.sections.len(),
            indicators: document.indicators.len(),
            doc_numbers: document.doc_numbers.len(),
            encoding: Text(record.encoding()),
            format: Text(record.format()),
            sha256: Text(record.sha256()),
            id: record.id().map(Text),
        }
    }
}

#[derive(Serialize)]
struct QuantityRow<'a> {
    path: Text<'a>,
    text: Text<'a>,
    value: Number,
    value_max: Option<Number>,
    unit: Text<'a>,
    bound: Bound,
    start: usize,
    end: usize,
    id: Option<Text<'a>>,
}

impl<'a> QuantityRow<'a> {
    fn new(record: &Record<'a>, quantity: &'a QuantityRecord) -> Self {
        Self {
            path: Text(record.path()),
            text: Text(&quantity.text),
            value: quantity.value,
            value_max: quantity.value_max,
            unit: Text(&quantity.unit),
            bound: quantity.bound,
            start: quantity.span.start,
            end: quantity.span.end,
            id: record.id().map(Text),
        }
    }
}

#[derive(Serialize)]
struct CellRow<'a> {
    path: Text<'a>,
    region: Option<Text<'a>>,
    adcode: Option<&'a str>,
    report_year: Option<i32>,
    table: &'a str,
    name: &'a str,
    label: &'a str,
    value: Option<Number>,
    text: Text<'a>,
    start: usize,
    end: usize,
    id: Option<Text<'a>>,
}

impl<'a> CellRow<'a> {
    fn new(record: &Record<'a>, table: &'a Table, cell: &'a Cell) -> Self {
        // In a file of several reports, those of the report the table stands in.
        let document = record.document();
        let inside = |part: &&Part| part.span.start <= table.span.start && table.span.end <= part.span.end;
        let part = document.parts.iter().find(inside);
        let metadata = part.map_or(&document.metadata, |part| &part.metadata);
        let region = metadata.region.as_ref();
        Self {
            path: Text(record.path()),
            region: region.map(|region| Text(&region.name)),
            adcode: region.and_then(|region| region.adcode.as_deref()),
            report_year: metadata.report_year,
            table: &table.kind,
            name: &cell.name,
            label: &cell.label,
            value: cell.value,
            text: Text(&cell.text),
            start: cell.span.start,
            end: cell.span.end,
            id: record.id().map(Text),
        }
    }
}

fn text(cell: Option<&String>) -> Option<Text<'_>> {
    cell.map(|text| Text(text))
}

/// Several values in one cell, which may hold `、` and `，` themselves.
fn list(values: &[String]) -> Option<OwnedText> {
    (!values.is_empty()).then(|| OwnedText(values.join("；")))
}

fn section(document: &Document, id: Option<usize>) -> Option<&Section> {
    document.sections.get(id?)
}

/// The sentence round a figure on one line, cut at [`SENTENCE_SIDE`] with `…`.
///
/// `…全年受理⏎行政复议案件78件。…` → `全年受理行政复议案件78件。`
fn sentence(source: &str, span: Span, (start, end): (usize, usize)) -> String {
    let before_len = span.start.saturating_sub(start);
    let after_len = end.saturating_sub(span.end);
    let before: Vec<char> =
        source[..span.byte_start].chars().rev().take(before_len.min(SENTENCE_SIDE)).collect();
    let after = source[span.byte_end..].chars().take(after_len.min(SENTENCE_SIDE));
    let mut out = String::new();
    if before_len > SENTENCE_SIDE {
        out.push('…');
    }
    let line_break = |c: &char| !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    out.extend(before.into_iter().rev().filter(line_break));
    out.extend(source[span.bytes()].chars().filter(line_break));
    out.extend(after.filter(line_break));
    if after_len > SENTENCE_SIDE {
        out.push('…');
    }
    out.trim().to_owned()
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    const SOURCE: &str = "一、概况\n全年受理\r\n行政复议案件78件。结束。";

    /// The span of `needle` in `source`.
    pub(crate) fn span(source: &str, needle: &str) -> Span {
        let byte_start = source.find(needle).unwrap();
        let start = source[..byte_start].chars().count();
        Span { start, end: start + needle.chars().count(), byte_start, byte_end: byte_start + needle.len() }
    }

    /// A document with one record in each layer, some of them as a hostile author would write them.
    pub(crate) fn sample(source: &str) -> Document {
        let indicator = Indicator {
            span: span(source, "78件"),
            text: "78件".into(),
            value: Number::from(-78),
            value_max: None,
            unit: "件".into(),
            bound: Bound::Exact,
            kind: Kind::Count,
            direction: None,
            name: "=HYPERLINK(\"http://x\",\"案件\")".into(),
            full_name: "受理,行政复议\n案件".into(),
            period: Some("2021".into()),
            status: Status::Actual,
            comparison: None,
            section: Some(0),
            sentence: (5, 21),
            group: 0,
            confidence: 0.93,
            rule: Rule::PostNominal,
        };
        let section = Section {
            id: 0,
            parent: None,
            level: Level::H1,
            marker: "一、".into(),
            number: 1,
            title: "概况".into(),
            span: span(source, "一、概况"),
            body_end: source.chars().count(),
            run_in: false,
            path: "一".into(),
        };
        let number = DocumentNumber {
            span: span(source, "结束"),
            text: "结束".into(),
            canonical: "国办发〔2019〕5号".into(),
            form: DocumentNumberForm::Standard,
            agency_code: Some("国办发".into()),
            year: Some(2019),
            serial: Some(5),
            role: DocumentNumberRole::Cited,
            issuers: Vec::new(),
            cited_title: None,
        };
        let quantity = QuantityRecord {
            span: indicator.span,
            text: "78件".into(),
            value: Number::from(78),
            value_max: None,
            unit: "件".into(),
            bound: Bound::Exact,
        };
        let cell = Cell {
            name: "applications.received.total".into(),
            label: "本年新收政府信息公开申请数量/总计".into(),
            value: Some(Number::from(78)),
            span: indicator.span,
            text: "=78".into(),
        };
        let table = Table { kind: "disclosure.applications".into(), span: indicator.span, cells: vec![cell] };
        Document {
            chars: source.chars().count(),
            sections: vec![section],
            tables: vec![table],
            indicators: vec![indicator],
            doc_numbers: vec![number],
            quantities: Some(vec![quantity]),
            ..Document::default()
        }
    }

    pub(crate) fn record<'a>(document: &'a Document, source: &'a str) -> Record<'a> {
        let from =
            crate::Source {
                path: "a/报告.txt", id: None, sha256: "00ff", encoding: "UTF-8", format: "txt"
            };
        Record::new(from, document, source)
    }

    #[test]
    fn labels_are_the_fields_of_the_rows() {
        let document = sample(SOURCE);
        for layer in Layer::ALL {
            let mut csv = csv::Writer::from_writer(Vec::new());
            write_rows(layer, &record(&document, SOURCE), &mut csv).unwrap();
            let written = String::from_utf8(csv.into_inner().unwrap()).unwrap();
            let labels: Vec<_> = layer.labels(crate::Language::English).collect();
            assert_eq!(written.lines().next().unwrap(), labels.join(","), "{}", layer.name());
            let mut chinese: Vec<_> = layer.labels(crate::Language::Chinese).collect();
            assert!(chinese.iter().all(|label| !label.is_empty()));
            chinese.sort_unstable();
            chinese.dedup();
            assert_eq!(chinese.len(), labels.len(), "two columns of {} share a label", layer.name());
        }
    }

    #[test]
    fn sentences_fit_a_cell() {
        let at = span(SOURCE, "78件");
        assert_eq!(sentence(SOURCE, at, (5, 21)), "全年受理行政复议案件78件。");
        let long = format!("{}78件{}", "甲".repeat(9000), "乙".repeat(9000));
        let cut = sentence(&long, span(&long, "78件"), (0, 18003));
        assert_eq!(cut.chars().count(), 2 * SENTENCE_SIDE + 5);
        assert!(cut.starts_with("…甲") && cut.ends_with("乙…") && cut.contains("甲78件乙"));
        assert_eq!(sentence("78件", span("78件", "78件"), (0, 3)), "78件");
    }
}
