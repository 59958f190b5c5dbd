//! The records of an old Excel workbook (\[MS-XLS\] 2.4), made fit to be held as grids.
//!
//! cells in A1 and IV65536 → cells in A1 and IV2: a grid of 512 places rather than of 16,777,216
//!
//! `calamine` holds a sheet as the grid from its first to its last cell, and asks beforehand for as much as the sheet says
//! that it has: one damaged byte is 50 GB. Rows without a cell are not shown, so those that have one can stand together.

use std::collections::BTreeMap;

use crate::error::Reason;

/// Most places of all grids and records of all sheets: a full sheet of 65,536 rows has 128 columns of it. A place takes 32
/// bytes, and for a while twice.
const MOST: u64 = 8 << 20;

const FORMULA: u16 = 0x0006;
const END: u16 = 0x000A;
const SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const BLANK: u16 = 0x0201;
const FORMULA_STRING: u16 = 0x0207;
const BEGIN: u16 = 0x0809;
const MANY: u16 = 0x00BD;
/// Records that begin with a row and a column: `MulRk`, `RString`, `LabelSst`, `Number`, `Label`, `BoolErr`, `RK`.
const CELLS: [u16; 8] = [FORMULA, MANY, 0x00D6, 0x00FD, 0x0203, 0x0204, 0x0205, 0x027E];

/// Moves the rows of every sheet of the stream `Workbook` together.
///
/// # Errors
/// Where what the sheets hold is more than a workbook can, even so.
pub(crate) fn compact(stream: &mut [u8]) -> Result<(), Reason> {
    let sheets: Vec<usize> = records(stream, 0)
        .take_while(|record| record.kind != END)
        .filter(|record| record.kind == SHEET)
        .filter_map(|record| u32_at(stream, record.body))
        .collect();
    let mut cost = 0;
    for &sheet in &sheets {
        let records = of_sheet(stream, sheet);
        spend(&mut cost, records.len() as u64)?;
        let mut rows: BTreeMap<u16, Vec<usize>> = BTreeMap::new();
        for record in records {
            if record.kind == DIMENSIONS {
                // Says nothing that the cells do not.
                stream[record.body - 4..record.body - 2].copy_from_slice(&BLANK.to_le_bytes());
            } else if let Some((row, _)) = record.cell(stream) {
                rows.entry(row).or_default().push(record.body);
            }
        }
        for (place, row) in rows.values().zip(0u16..) {
            for &at in place {
                stream[at..at + 2].copy_from_slice(&row.to_le_bytes());
            }
        }
    }
    // Sheets of a damaged file may lie on top of each other: what counts is how it looks in the end.
    let mut cost = 0;
    for &sheet in &sheets {
        spend(&mut cost, grids(stream, sheet))?;
    }
    Ok(())
}

fn spend(cost: &mut u64, more: u64) -> Result<(), Reason> {
    *cost = cost.saturating_add(more);
    if *cost > MOST {
        let message = format!("its sheets take more than {MOST} cells");
        return Err(Reason::Damaged { format: "XLS", message });
    }
    Ok(())
}

/// The places of the grids of a sheet, that of its values and that of its formulas.
fn grids(stream: &[u8], sheet: usize) -> u64 {
    let (mut values, mut formulas) = (Grid::default(), Grid::default());
    let mut formula = (0, 0);
    for record in of_sheet(stream, sheet) {
        match record.kind {
            DIMENSIONS => return u64::MAX,
            // The value of the formula before, in a record of its own.
            FORMULA_STRING => values.add(formula),
            _ => {
                let Some(cell) = record.cell(stream) else { continue };
                values.add(cell);
                if let Some(last) = record.last_column(stream) {
                    values.add((cell.0, last));
                }
                if record.kind == FORMULA {
                    formula = cell;
                    formulas.add(cell);
                }
            }
        }
    }
    values.places() + formulas.places()
}

/// First and last row and column.
#[derive(Default)]
struct Grid(Option<[u16; 4]>);

impl Grid {
    fn add(&mut self, (row, column): (u16, u16)) {
        let [top, bottom, left, right] = self.0.unwrap_or([row, row, column, column]);
        self.0 = Some([top.min(row), bottom.max(row), left.min(column), right.max(column)]);
    }

    fn places(&self) -> u64 {
        let Some([top, bottom, left, right]) = self.0 else { return 0 };
        (u64::from(bottom - top) + 1) * (u64::from(right - left) + 1)
    }
}

#[derive(Clone, Copy)]
struct Record {
    kind: u16,
    /// Where its content begins, after four bytes of kind and length.
    body: usize,
    length: usize,
}

impl Record {
    /// Row and column of a record that is a cell; of one that is several, those of the first.
    fn cell(self, stream: &[u8]) -> Option<(u16, u16)> {
        if !CELLS.contains(&self.kind) || self.length < 6 {
            return None;
        }
        Some((u16_at(stream, self.body)?, u16_at(stream, self.body + 2)?))
    }

    /// The column of the last cell of a record that is several.
    fn last_column(self, stream: &[u8]) -> Option<u16> {
        (self.kind == MANY && self.length >= 6).then(|| u16_at(stream, self.body + self.length - 2))?
    }
}

/// The records from a place on, as far as they are whole.
fn records(stream: &[u8], mut at: usize) -> impl Iterator<Item = Record> {
    std::iter::from_fn(move || {
        let kind = u16_at(stream, at)?;
        let length = usize::from(u16_at(stream, at + 2)?);
        let body = at + 4;
        at = body + length;
        (at <= stream.len()).then_some(Record { kind, body, length })
    })
}

/// The records of a sheet, without those of the charts in it.
fn of_sheet(stream: &[u8], start: usize) -> Vec<Record> {
    let (mut found, mut depth) = (Vec::new(), 0);
    for record in records(stream, start) {
        match record.kind {
            BEGIN => depth += 1,
            END if depth > 1 => depth -= 1,
            END => break,
            _ if depth > 1 => {}
            _ => found.push(record),
        }
    }
    found
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at.checked_add(2)?)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let value = u32::from_le_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?);
    usize::try_from(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, content: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
    }

    fn number(row: u16, column: u16) -> Vec<u8> {
        record(0x0203, &[&row.to_le_bytes()[..], &column.to_le_bytes(), &[0; 10]].concat())
    }

    /// One sheet with these records.
    fn workbook(sheet: &[Vec<u8>]) -> Vec<u8> {
        let place = (4 + 8 + 4) as u32;
        let globals =
            [record(SHEET, &[&place.to_le_bytes()[..], &[0; 4]].concat()), record(END, &[])].concat();
        assert_eq!(globals.len(), place as usize);
        [globals, record(BEGIN, &[]), sheet.concat(), record(END, &[])].concat()
    }

    fn cells(stream: &[u8]) -> Vec<(u16, u16)> {
        of_sheet(stream, 16).iter().filter_map(|record| record.cell(stream)).collect()
    }

    #[test]
    fn rows_stand_together_in_their_order() {
        let far = record(DIMENSIONS, &[0xFF; 14]);
        let chart = [record(BEGIN, &[]), number(65_535, 65_535), record(END, &[])].concat();
        let mut stream =
            workbook(&[far, number(3, 1), chart, number(3, 2), number(65_535, 255), number(40, 0)]);
        compact(&mut stream).unwrap();
        assert_eq!(cells(&stream), [(0, 1), (0, 2), (2, 255), (1, 0)]);
        assert_eq!(of_sheet(&stream, 16)[0].kind, BLANK);
        assert_eq!(grids(&stream, 16), 3 * 256);
    }

    #[test]
    fn what_is_too_large_even_so_is_refused() {
        let diagonal: Vec<Vec<u8>> = (0..3000).map(|at| number(at, at * 20)).collect();
        let error = compact(&mut workbook(&diagonal)).unwrap_err();
        assert!(error.to_string().contains("8388608 cells"), "{error}");
        // A sheet that is named so often that reading it each time would never end.
        let small: Vec<Vec<u8>> = (0..1000).map(|at| number(at, 0)).collect();
        let mut stream = workbook(&small);
        let bound = stream[..12].to_vec();
        let place = (16 + 12 * 9_999u32).to_le_bytes();
        let mut named: Vec<u8> = bound.repeat(10_000);
        named.chunks_exact_mut(12).for_each(|sheet| sheet[4..8].copy_from_slice(&place));
        named.extend(stream.split_off(12));
        assert!(compact(&mut named).is_err());
    }

    #[test]
    fn any_bytes_are_survived() {
        let mut rng = fastrand::Rng::with_seed(4);
        let sound = workbook(&[number(3, 1), record(FORMULA_STRING, &[0; 9]), number(9, 9)]);
        for _ in 0..20_000 {
            let mut stream = sound.clone();
            for _ in 0..rng.usize(1..6) {
                let at = rng.usize(..stream.len());
                stream[at] = rng.u8(..);
            }
            stream.truncate(rng.usize(..=stream.len()));
            let _ = compact(&mut stream);
        }
    }
}
