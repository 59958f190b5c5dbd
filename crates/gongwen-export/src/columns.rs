//! The columns of each layer: what they are called, what they hold, what they mean, and what stands in them.
//!
//! `number("value_max", "数值上限", …, |_, indicator| indicator.value_max.into())`: a column of `Layer::Indicators`, empty but for
//! a range
//!
//! A further column is one entry in the file of its layer. The order is that of the output; header, codebook and every format
//! follow from it.

use gongwen::Span;
use serde::Serialize;

use crate::record::Record;
use crate::sheet::{Column, ColumnKind};
use crate::value::Value;

mod document;
mod indicator;
mod quantity;
mod reference;

pub(crate) use document::{metadata, sections};
pub(crate) use indicator::indicators;
pub(crate) use quantity::{cells, quantities};
pub(crate) use reference::{citations, doc_numbers, statutes};

/// A column of a layer, and its cell in a row that is made of a `T`.
pub(crate) struct Field<'a, T> {
    pub(crate) column: Column,
    pub(crate) value: Cell<'a, T>,
}

type Cell<'a, T> = fn(&Record<'a>, T) -> Value;
/// What a column means, in English and Chinese.
type Note = (&'static str, &'static str);

fn field<'a, T>(
    kind: ColumnKind,
    name: &'static str,
    label: &'static str,
    (english, chinese): Note,
    value: Cell<'a, T>,
) -> Field<'a, T> {
    Field { column: Column::new(name, label, kind).note(english, chinese), value }
}

fn text<'a, T>(name: &'static str, label: &'static str, note: Note, value: Cell<'a, T>) -> Field<'a, T> {
    field(ColumnKind::Text, name, label, note, value)
}

fn integer<'a, T>(name: &'static str, label: &'static str, note: Note, value: Cell<'a, T>) -> Field<'a, T> {
    field(ColumnKind::Integer, name, label, note, value)
}

fn number<'a, T>(name: &'static str, label: &'static str, note: Note, value: Cell<'a, T>) -> Field<'a, T> {
    field(ColumnKind::Number, name, label, note, value)
}

fn boolean<'a, T>(name: &'static str, label: &'static str, note: Note, value: Cell<'a, T>) -> Field<'a, T> {
    field(ColumnKind::Boolean, name, label, note, value)
}

fn list<'a, T>(name: &'static str, label: &'static str, note: Note, value: Cell<'a, T>) -> Field<'a, T> {
    field(ColumnKind::TextList, name, label, note, value)
}

/// A word of the contract: `Bound::Min` → `min`.
fn word(value: impl Serialize) -> Value {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Value::Text(word),
        _ => Value::Missing,
    }
}

/// Of every layer, first.
fn path<'a, T>() -> Field<'a, T> {
    let note = (
        "The file as given, joined with /; a.zip!inner/report.docx in an archive, FILE:LINE or FILE#ID in a .jsonl",
        "输入文件的路径；压缩包中为a.zip!目录/报告.docx，.jsonl中为“文件:行号”或“文件#编号”",
    );
    Field {
        column: Column::path("path", "文件").note(note.0, note.1),
        value: |record, _| record.path().into(),
    }
}

/// Of every layer, last.
fn id<'a, T>() -> Field<'a, T> {
    let note =
        ("Id of a .jsonl or .csv document, where --id-field names one", "文档编号（由--id-field指定的字段）");
    text("id", "编号", note, |record, _| record.id().into())
}

/// Of layers that hold what stands in a document.
fn document_title<'a, T>() -> Field<'a, T> {
    let note = ("Title of the document", "文档标题");
    text("title", "标题", note, |record, _| record.document().metadata.title.as_deref().into())
}

/// What has a place in the text.
trait Placed: Copy {
    fn span(self) -> Span;
}

macro_rules! placed {
    ($($type:ty),*) => {
        $(impl Placed for &$type {
            fn span(self) -> Span {
                self.span
            }
        })*
    };
}

placed!(gongwen::Indicator, gongwen::DocumentNumber, gongwen::Section, gongwen::QuantityRecord);
placed!(gongwen::Statute, gongwen::Citation);

fn start<'a, T: Placed>() -> Field<'a, T> {
    let note = (
        "First character in the text, counted from 0 in Unicode code points",
        "在正文中的起始位置（从0起，按字符计）",
    );
    integer("start", "起", note, |_, item| item.span().start.into())
}

fn end<'a, T: Placed>() -> Field<'a, T> {
    let note = ("One past the last character", "终止位置（不含）");
    integer("end", "止", note, |_, item| item.span().end.into())
}
