//! The rows of each layer.
//!
//! An indicator `{text: "78件", value: 78, unit: "件", name: "受理行政复议案件", …}` → one row with its
//! document, section and sentence.

use crate::columns::{self, Field};
use crate::record::Record;
use crate::table::Layer;
use crate::value::Value;

/// Gives all rows of one document in one layer to `take`.
pub(crate) fn each_row<E>(
    layer: Layer,
    record: &Record<'_>,
    take: impl FnMut(Vec<Value>) -> Result<(), E>,
) -> Result<(), E> {
    let document = record.document();
    match layer {
        Layer::Indicators => rows(record, columns::indicators(), &document.indicators, take),
        Layer::DocNumbers => rows(record, columns::doc_numbers(), &document.doc_numbers, take),
        Layer::Sections => rows(record, columns::sections(), &document.sections, take),
        Layer::Metadata => rows(record, columns::metadata(), [document], take),
        Layer::Quantities => rows(record, columns::quantities(), document.quantities.iter().flatten(), take),
        Layer::Cells => {
            let tables = document.tables.iter();
            let cells = tables.flat_map(|table| table.cells.iter().map(move |cell| (table, cell)));
            rows(record, columns::cells(), cells, take)
        }
        Layer::Statutes => rows(record, columns::statutes(), &document.statutes, take),
        Layer::Citations => rows(record, columns::citations(), &document.citations, take),
    }
}

/// One row an item.
fn rows<'a, T: Copy, E>(
    record: &Record<'a>,
    fields: Vec<Field<'a, T>>,
    items: impl IntoIterator<Item = T>,
    mut take: impl FnMut(Vec<Value>) -> Result<(), E>,
) -> Result<(), E> {
    items
        .into_iter()
        .try_for_each(|item| take(fields.iter().map(|field| (field.value)(record, item)).collect()))
}

#[cfg(test)]
pub(crate) mod tests {
    use gongwen::{
        Bound, Cell, Citation, CitationClass, CitationKind, Document, DocumentNumber, DocumentNumberForm,
        DocumentNumberRole, Indicator, Kind, Level, Number, QuantityRecord, Rule, Section, Span, Status,
        Statute, Table,
    };

    use super::*;

    #[test]
    fn the_cells_of_every_layer_are_of_the_kind_of_their_column() {
        let source = "一、概况\n全年受理行政复议案件78件。结束。";
        let document = sample(source);
        for layer in Layer::ALL {
            let (name, columns) = (layer.name(), layer.columns());
            let mut count = 0;
            each_row(layer, &record(&document, source), |row| {
                count += 1;
                assert_eq!(row.len(), columns.len(), "{name}");
                for (column, value) in columns.iter().zip(&row) {
                    assert!(column.kind.holds(value), "{name}.{} holds {value:?}", column.name);
                }
                Ok::<_, ()>(())
            })
            .unwrap();
            assert_eq!(count, 1, "{name}");
        }
    }

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
            concept: None,
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
            key: "国办发〔2019〕5号".into(),
            form: DocumentNumberForm::Standard,
            agency_code: Some("国办发".into()),
            year: Some(2019),
            serial: Some(5),
            role: DocumentNumberRole::Cited,
            cited_title: None,
            issuers: Vec::new(),
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
        let statute = Statute {
            span: indicator.span,
            text: "=78".into(),
            title: Some("=水法".into()),
            short_title: None,
            own: false,
            document_number: None,
            article: Some("三条".into()),
            article_number: Some(3),
            article_end: None,
            paragraph: None,
            item: None,
            kind: CitationKind::Mention,
            trigger: None,
            sentence: (5, 21),
        };
        let citation = Citation {
            span: indicator.span,
            text: "@78".into(),
            class: CitationClass::Document,
            title: Some("=意见".into()),
            short_title: None,
            document_number: None,
            issuing_agency: None,
            date: None,
            kind: CitationKind::Mention,
            trigger: None,
            sentence: (5, 21),
        };
        let table = Table { kind: "disclosure.applications".into(), span: indicator.span, cells: vec![cell] };
        Document {
            chars: source.chars().count(),
            sections: vec![section],
            tables: vec![table],
            indicators: vec![indicator],
            doc_numbers: vec![number],
            quantities: Some(vec![quantity]),
            statutes: vec![statute],
            citations: vec![citation],
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
}
