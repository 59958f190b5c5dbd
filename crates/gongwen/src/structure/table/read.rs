//! Reads the rows of each table of `dicts/disclosure.toml` that a text has.
//!
//! glyphs of `（一）予以公开⇥⇥12⇥1⇥…⇥13` → [`Row`] `{granted: [12, 1, …, 13]}`

use std::ops::Range;

use gongwen_dicts::{Table as Template, TableColumn, TableRow, builtin};
use rust_decimal::Decimal;

use super::stream::{Glyph, Stream};
use super::{Cell, Finding, Problem, Table, sum};
use crate::quantity::Number;

/// A row with its figures.
#[derive(Debug)]
pub(super) struct Row {
    /// What it is.
    pub(super) template: &'static TableRow,
    /// Its columns.
    pub(super) columns: Vec<&'static TableColumn>,
    /// What stands in each: glyphs.
    cells: Vec<Option<Value>>,
    /// From its label to its last cell.
    glyphs: Range<usize>,
}

/// What stands in a cell.
#[derive(Clone, Debug)]
struct Value {
    number: Option<Decimal>,
    glyphs: Range<usize>,
}

impl Row {
    /// The number in the column `place`, and its glyphs.
    pub(super) fn number(&self, place: usize) -> Option<(Decimal, Range<usize>)> {
        let value = self.cells.get(place)?.as_ref()?;
        Some((value.number?, value.glyphs.clone()))
    }
}

/// All tables of a text.
pub(super) fn read_tables(stream: &Stream) -> Vec<Table> {
    let mut anchors = anchors(stream);
    anchors.sort_by_key(|anchor| (anchor.at.start, anchor.at.end));
    let mut tables: Vec<Table> = Vec::new();
    for (i, anchor) in anchors.iter().enumerate() {
        // Up to the next title, so that all of them together are one pass.
        let end = anchors.get(i + 1).map_or(stream.glyphs.len(), |next| next.at.start);
        if anchor.at.end < end {
            tables.extend(read_table(stream, anchor, end));
        }
    }
    tables
}

/// A title or head of a table.
struct Anchor {
    template: &'static Template,
    at: Range<usize>,
    /// Whether it belongs to the table: a title is the heading of its section.
    inside: bool,
}

fn anchors(stream: &Stream) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for template in &builtin().tables {
        for (words, inside) in [(&template.titles, false), (&template.heads, true)] {
            for words in words {
                let found = stream.find_all(words).into_iter();
                anchors.extend(found.map(|at| Anchor { template, at, inside }));
            }
        }
    }
    anchors
}

/// The table under one title, if it is one.
fn read_table(stream: &Stream, anchor: &Anchor, end: usize) -> Option<Table> {
    let template = anchor.template;
    let region = anchor.at.end..end;
    let with_head = anchor.at.start..end;
    if !template.requires.iter().all(|words| stream.find(words, with_head.clone()).is_some()) {
        return None;
    }

    // Where each row begins, and so where the one before ends.
    let labels = labels(stream, template, &region);
    let present = |column: &&TableColumn| {
        let wanted = column.only_with.as_deref();
        wanted.is_none_or(|words| stream.find(words, with_head.clone()).is_some())
    };
    let table_columns: Vec<&'static TableColumn> = template.columns.iter().filter(present).collect();

    // In which column of the lines the last column of the table stands.
    let first_label = labels.first().map_or(region.end, |(_, label)| label.start);
    let headed = table_columns.last().and_then(|column| {
        let words = column.label.rsplit('/').next()?;
        last_place(stream, words, with_head.start..first_label)
    });
    let mut lines = Vec::new();
    for (i, (row, label)) in labels.iter().enumerate() {
        let until = labels.get(i + 1).map_or(region.end, |(_, next)| next.start);
        lines.push((*row, label.clone(), cells_of_line(stream, label.end, until), until));
    }
    let widest = lines
        .iter()
        .filter(|(row, ..)| row.columns.is_none())
        .filter_map(|(_, _, cells, _)| cells.iter().map(|cell| stream.glyphs[cell.start].column).max())
        .max();
    let last_column = headed.max(widest).unwrap_or_default();

    let mut rows = Vec::new();
    let mut findings = Vec::new();
    for (row, label, line, until) in lines {
        let own = row.columns.as_ref().map(|columns| columns.iter().collect::<Vec<_>>());
        let columns = own.unwrap_or_else(|| table_columns.clone());
        let cells = if line.is_empty() {
            let values = values(stream, label.end, until);
            if values.len() < columns.len() {
                if !values.is_empty() && columns.len() > 1 {
                    let (figures, columns) = (values.len(), columns.len());
                    let range = stream.range(label.start..values[figures - 1].glyphs.end);
                    findings.push(Finding {
                        range,
                        problem: Problem::Row { label: &row.label, figures, columns },
                    });
                }
                continue;
            }
            values.into_iter().take(columns.len()).map(Some).collect()
        } else if columns.len() == 1 {
            vec![line.first().map(|cell| value(stream, cell.clone()))]
        } else {
            let mut cells = vec![None; columns.len()];
            for cell in line {
                let from_right = last_column.checked_sub(stream.glyphs[cell.start].column);
                let place = from_right.and_then(|right| (columns.len() - 1).checked_sub(right));
                if let Some(place) = place {
                    cells[place].get_or_insert_with(|| value(stream, cell));
                }
            }
            cells
        };
        let Some(end) = cells.iter().flatten().map(|value| value.glyphs.end).max() else { continue };
        rows.push(Row { template: row, columns, cells, glyphs: label.start..end });
    }
    if rows.len() < template.rows_wanted {
        return None;
    }
    findings.extend(sum::check(&template.sums, &rows, &table_columns, |glyphs| stream.range(glyphs)));
    Some(finish(stream, anchor, &rows, findings))
}

/// The record of a table.
fn finish(stream: &Stream, anchor: &Anchor, rows: &[Row], findings: Vec<Finding>) -> Table {
    let kind = anchor.template.kind.as_str();
    let joined = |parts: [&str; 3], by: &str| {
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(by)
    };
    let cells = rows.iter().flat_map(|row| {
        row.cells.iter().zip(&row.columns).filter_map(move |(value, column)| {
            let value = value.as_ref()?;
            Some(Cell {
                name: joined([kind, &row.template.name, &column.name], "."),
                label: joined(["", &row.template.label, &column.label], "/"),
                value: value.number.map(Number::from),
                range: stream.range(value.glyphs.clone()),
            })
        })
    });
    let first = rows.first().map_or(anchor.at.end, |row| row.glyphs.start);
    let start = if anchor.inside { anchor.at.start } else { head_start(stream, anchor.at.end, first) };
    let end = rows.last().map_or(anchor.at.end, |row| row.glyphs.end);
    Table {
        kind,
        range: stream.range(start..end),
        rows: rows.iter().map(|row| stream.range(row.glyphs.clone())).collect(),
        cells: cells.collect(),
        findings,
    }
}

/// The first glyph of the line after a title, where the head of the table begins; the first row where they share a line.
fn head_start(stream: &Stream, title_end: usize, first_row: usize) -> usize {
    let line = stream.glyphs[title_end - 1].line;
    let below = stream.glyphs[title_end..first_row].iter().position(|glyph| glyph.line > line);
    below.map_or(first_row, |below| title_end + below)
}

/// Where the label of each row stands, in order; rows that are not there are left out.
fn labels(
    stream: &Stream,
    template: &'static Template,
    region: &Range<usize>,
) -> Vec<(&'static TableRow, Range<usize>)> {
    let find =
        |row: &TableRow, from: usize| row.words.iter().find_map(|words| stream.find(words, from..region.end));
    let mut labels = Vec::new();
    let mut from = region.start;
    for (i, row) in template.rows.iter().enumerate() {
        if row.words.is_empty() {
            // The figures of a row without a label begin with the first figure.
            let number = stream.glyphs[from..region.end].iter().position(|glyph| glyph.c.is_ascii_digit());
            labels.extend(number.map(|at| (row, from + at..from + at)));
            continue;
        }
        let Some(found) = find(row, from) else { continue };
        // What stands only behind the next row is said elsewhere.
        let next = template.rows.get(i + 1).and_then(|next| find(next, from));
        if next.is_some_and(|next| next.start < found.start) {
            continue;
        }
        from = found.end;
        labels.push((row, with_marker(stream, found, region.start)));
    }
    labels
}

/// A label with its number: `1.`, `（一）`, `三、`, and a quotation mark.
fn with_marker(stream: &Stream, label: Range<usize>, from: usize) -> Range<usize> {
    let glyph = |at: usize| (at > from).then(|| stream.glyphs[at - 1]);
    let mut start = label.start;
    while glyph(start).is_some_and(|glyph| matches!(glyph.c, '“' | '"' | '《')) {
        start -= 1;
    }
    if !glyph(start).is_some_and(|glyph| matches!(glyph.c, '.' | '．' | '、' | ')' | '）')) {
        return start..label.end;
    }
    let mut at = start - 1;
    while glyph(at)
        .is_some_and(|number| number.c.is_ascii_digit() || "一二三四五六七八九十".contains(number.c))
    {
        at -= 1;
        if stream.glyphs[at].apart {
            break;
        }
    }
    if glyph(at).is_some_and(|glyph| matches!(glyph.c, '(' | '（')) {
        at -= 1;
    }
    at..label.end
}

/// Where the last of `words` within `glyphs` stands in its line.
fn last_place(stream: &Stream, words: &str, mut glyphs: Range<usize>) -> Option<usize> {
    let mut column = None;
    while let Some(found) = stream.find(words, glyphs.clone()) {
        column = Some(stream.glyphs[found.start].column);
        glyphs.start = found.end;
    }
    column
}

/// The cells after a label on its line, parted by tabs; none where there are no tabs.
fn cells_of_line(stream: &Stream, from: usize, until: usize) -> Vec<Range<usize>> {
    let label = from.checked_sub(1).map(|last| stream.glyphs[last]);
    let Some(first) = stream.glyphs.get(from) else { return Vec::new() };
    let line = label.map_or(first.line, |label| label.line.max(first.line));
    // A row without a label begins with its first cell.
    let unlabelled = label.is_none_or(|label| label.line < first.line);
    let label_column = label.filter(|_| !unlabelled).map(|label| label.column);
    let mut cells: Vec<Range<usize>> = Vec::new();
    for (at, glyph) in stream.glyphs[from..until].iter().enumerate().map(|(i, glyph)| (from + i, glyph)) {
        if glyph.line != line {
            break;
        }
        if label_column.is_some_and(|column| glyph.column <= column) {
            continue;
        }
        match cells.last_mut() {
            Some(cell) if stream.glyphs[cell.start].column == glyph.column => cell.end = at + 1,
            _ => cells.push(at..at + 1),
        }
    }
    let tabbed = label_column.is_some() || cells.len() > 1;
    let figures = cells.iter().any(|cell| is_figure(&stream.glyphs[cell.clone()]));
    if tabbed && figures { cells } else { Vec::new() }
}

/// The figures after a label, parted by any space, up to the first word behind them.
fn values(stream: &Stream, from: usize, until: usize) -> Vec<Value> {
    let mut values = Vec::new();
    let mut at = from;
    while at < until {
        let behind = stream.glyphs[at + 1..until].iter().position(|glyph| glyph.apart);
        let end = behind.map_or(until, |behind| at + 1 + behind);
        let mut token = at..end;
        at = end;
        if values.is_empty() {
            let glyphs = &stream.glyphs[token.clone()];
            if glyphs.iter().any(|glyph| glyph.c == '。') {
                break;
            }
            // The rest of the label may touch its first figure.
            let words = glyphs.iter().rposition(|glyph| !is_of_number(glyph.c)).map_or(0, |last| last + 1);
            if words < glyphs.len() {
                token.start += words;
            }
        }
        if is_figure(&stream.glyphs[token.clone()]) {
            values.push(value(stream, token));
        } else if !values.is_empty() {
            break;
        }
    }
    values
}

/// Whether glyphs are a number, or what stands for none.
fn is_figure(glyphs: &[Glyph]) -> bool {
    if glyphs.iter().skip(1).any(|glyph| glyph.apart) {
        return false; // several figures
    }
    let text: String = glyphs.iter().map(|glyph| glyph.c).collect();
    let none = !text.is_empty() && text.chars().all(|c| matches!(c, '/' | '-' | '—' | '－' | '–' | '无'));
    none || number(&text).is_some()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '，' | '-' | '－' | '/' | '—' | '无')
}

fn value(stream: &Stream, glyphs: Range<usize>) -> Value {
    let text: String = stream.glyphs[glyphs.clone()].iter().map(|glyph| glyph.c).collect();
    Value { number: number(&text), glyphs }
}

/// A decimal with or without separators of thousands; a unit may stand behind it.
fn number(text: &str) -> Option<Decimal> {
    let text =
        ["件", "万元", "元", "个", "宗"].into_iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    let plain: String = text.chars().filter(|c| !matches!(c, ',' | '，')).collect();
    let digits = plain.strip_prefix(['-', '－']).unwrap_or(&plain);
    if !digits.starts_with(|c: char| c.is_ascii_digit()) || !digits.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let sign = if digits.len() < plain.len() { "-" } else { "" };
    // Longer than any number of a table, and than a decimal can hold.
    const LONGEST: usize = 20;
    if digits.len() > LONGEST || !digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
        return None;
    }
    format!("{sign}{digits}").parse().ok()
}
