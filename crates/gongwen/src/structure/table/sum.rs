//! What a format says adds up, and whether it does.
//!
//! 本年新收 34 + 上年结转 1, 总计 33 + 结转下年度 1 → [`Problem::Sum`] at the cell of 总计

use std::collections::BTreeMap;
use std::ops::Range;

use gongwen_dicts::{Axis, TableColumn, TableSum};
use rust_decimal::Decimal;

use super::read::Row;
use super::{Finding, Problem};

/// The sums of a table's rows that are not what they should be.
pub(super) fn check(
    sums: &[TableSum],
    rows: &[Row],
    columns: &[&'static TableColumn],
    range: impl Fn(Range<usize>) -> Range<usize>,
) -> Vec<Finding> {
    let by_name: BTreeMap<&str, &Row> = rows.iter().map(|row| (row.template.name.as_str(), row)).collect();
    let mut findings = Vec::new();
    for sum in sums {
        match sum.over {
            Axis::Rows => {
                let found = |names: &[String]| -> Option<Vec<&Row>> {
                    names.iter().map(|name| by_name.get(name.as_str()).copied()).collect()
                };
                // A row that was not found may be anything.
                let (Some(of), Some(equals)) = (found(&sum.of), found(&sum.equals)) else { continue };
                for (place, column) in columns.iter().enumerate() {
                    let side = |rows: &[&Row]| {
                        side(rows.iter().map(|row| (row.template.label.as_str(), *row, place)))
                    };
                    let (of, equals) = (side(&of), side(&equals));
                    findings.extend(compare(of, equals, &column.label, &range));
                }
            }
            Axis::Columns => {
                for row in rows {
                    let found = |names: &[String]| -> Option<Vec<usize>> {
                        names
                            .iter()
                            .map(|name| row.columns.iter().position(|column| column.name == *name))
                            .collect()
                    };
                    let (Some(of), Some(equals)) = (found(&sum.of), found(&sum.equals)) else { continue };
                    let side = |places: &[usize]| {
                        side(places.iter().map(|&place| (row.columns[place].label.as_str(), row, place)))
                    };
                    findings.extend(compare(side(&of), side(&equals), &row.template.label, &range));
                }
            }
        }
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}

/// One side of an equation.
struct Side {
    words: String,
    sum: Decimal,
    /// The first of its cells that holds a number.
    cell: Option<Range<usize>>,
}

/// Adds up cells; none where a number is too large. Empty cells of a row that was read count nothing.
fn side<'a>(terms: impl Iterator<Item = (&'a str, &'a Row, usize)>) -> Option<Side> {
    /// Terms that are named.
    const NAMED: usize = 4;
    let mut labels = Vec::new();
    let mut side = Side { words: String::new(), sum: Decimal::ZERO, cell: None };
    for (label, row, place) in terms {
        labels.push(label);
        let Some((value, glyphs)) = row.number(place) else { continue };
        side.sum = side.sum.checked_add(value)?;
        side.cell.get_or_insert(glyphs);
    }
    let (named, more) = labels.split_at(labels.len().min(NAMED));
    side.words = named.join(" + ");
    if !more.is_empty() {
        side.words = format!("{} + … ({} items)", labels[0], labels.len());
    }
    Some(side)
}

fn compare(
    of: Option<Side>,
    equals: Option<Side>,
    where_: &str,
    range: impl Fn(Range<usize>) -> Range<usize>,
) -> Option<Finding> {
    let (of, equals) = (of?, equals?);
    if of.sum == equals.sum {
        return None;
    }
    // Where the total itself is empty, a term shows the place.
    let cell = equals.cell.or(of.cell)?;
    let told = |words: &str, sum: Decimal| {
        let place = if where_.is_empty() { String::new() } else { format!(" ({where_})") };
        format!("{words}{place} is {}", sum.normalize())
    };
    let problem = Problem::Sum { of: told(&of.words, of.sum), equals: told(&equals.words, equals.sum) };
    Some(Finding { range: range(cell), problem })
}
