//! Lines to paragraphs, by their place on the page.
//!
//! `　　2024年，…县全` ⏎ `面推行…。` ⏎ `　　（二）…` → two paragraphs
//!
//! A line begins a paragraph when it is indented, centred or set to the right, when the line before ends short of the
//! margin though the next word would have fitted, when the size changes, or when the gap above is wider than between
//! other lines. What none of this parts belongs together, over the end of a page too.

use super::line::{Line, append, is_closing};
use super::page::{Block, Page};

/// Margins of the text and the distance of its lines.
#[derive(Clone, Copy, Debug)]
struct Measure {
    left: f64,
    right: f64,
    /// Between baselines, in ems of the line's own size.
    pitch: f64,
}

/// Ems a line must be indented by, to begin a paragraph: the usual is two.
const INDENT: f64 = 1.2;
/// Ems on each side of a centred line.
const CENTRED: f64 = 2.5;
/// A gap above is wide when it exceeds the usual so many times.
const WIDE_GAP: f64 = 1.3;
/// Sizes differ when one is larger than the other so many times.
const OTHER_SIZE: f64 = 1.12;
/// A page with fewer lines of the text says too little of its margins.
const TELLING_LINES: usize = 8;

/// The text of the pages: paragraphs and rows, a line each.
pub(super) fn text(pages: &[Page]) -> String {
    let measures = Measures::of(pages);
    let mut out = String::new();
    let mut open: Option<Open> = None;
    for (page, block) in
        pages.iter().enumerate().flat_map(|(i, page)| page.blocks.iter().map(move |block| (i, block)))
    {
        match block {
            Block::Line(line) => {
                let at = At { page, line, measure: measures.at(page, line) };
                match &mut open {
                    Some(paragraph) if paragraph.goes_on_with(&at) => paragraph.add(at),
                    _ => {
                        close(&mut out, open.take());
                        open = Some(Open { text: line.text().trim().to_owned(), last: at, lines: 1 });
                    }
                }
            }
            Block::Rows { rows, .. } => {
                close(&mut out, open.take());
                for row in rows {
                    out.push_str(row);
                    out.push('\n');
                }
            }
        }
    }
    close(&mut out, open);
    out
}

fn close(out: &mut String, paragraph: Option<Open>) {
    if let Some(paragraph) = paragraph.filter(|paragraph| !paragraph.text.is_empty()) {
        out.push_str(&paragraph.text);
        out.push('\n');
    }
}

/// A line in its place.
#[derive(Clone, Copy)]
struct At<'a> {
    page: usize,
    line: &'a Line,
    measure: Measure,
}

/// The paragraph being read.
struct Open<'a> {
    text: String,
    last: At<'a>,
    lines: usize,
}

impl<'a> Open<'a> {
    fn add(&mut self, at: At<'a>) {
        append(&mut self.text, &at.line.text());
        self.last = at;
        self.lines += 1;
    }

    fn goes_on_with(&self, next: &At) -> bool {
        let (before, line) = (self.last.line, next.line);
        let em = line.size;
        if before.size.max(em) > OTHER_SIZE * before.size.min(em)
            || before.spans.len() > 1 && line.spans.len() > 1
        {
            return false;
        }
        if self.last.is_apart() || next.is_apart() {
            return false;
        }
        let same_column = self.last.page == next.page && before.column == line.column;
        if same_column && before.y - line.y > WIDE_GAP * next.measure.pitch * em {
            return false;
        }
        // A paragraph may be indented as a whole: then its later lines are, and alike.
        let with_the_last = self.lines > 1 && (line.x0() - before.x0()).abs() < 0.3 * em && same_column;
        if next.indent() > INDENT * em && !with_the_last {
            return false;
        }
        let room = self.last.measure.right - before.x1();
        room <= line.head + 0.25 * em
    }
}

impl At<'_> {
    fn indent(&self) -> f64 {
        self.line.x0() - self.measure.left
    }

    /// Centred, or set to the right: a title, a number, a signature, a date.
    fn is_apart(&self) -> bool {
        let (left, right, em) = (self.indent(), self.measure.right - self.line.x1(), self.line.size);
        let centred = left > CENTRED * em && right > CENTRED * em && (left - right).abs() < em;
        let to_the_right = left > 0.4 * (self.measure.right - self.measure.left);
        centred || to_the_right
    }
}

/// The measures of a document's pages.
struct Measures {
    whole: Measure,
    pages: Vec<[Option<Measure>; 3]>,
}

impl Measures {
    fn of(pages: &[Page]) -> Self {
        let lines = |page: usize| {
            pages[page].blocks.iter().filter_map(|block| match block {
                Block::Line(line) => Some(line),
                Block::Rows { .. } => None,
            })
        };
        let size = body_size((0..pages.len()).flat_map(lines));
        let is_body = |line: &&Line| line.size.max(size) <= OTHER_SIZE * line.size.min(size);
        let pitch = pitch(pages, size);
        let of = |page: usize, column: usize| {
            let lines: Vec<&Line> =
                lines(page).filter(is_body).filter(|line| line.column == column).collect();
            margins(&lines, size).map(|(left, right)| (lines.len(), Measure { left, right, pitch }))
        };
        let own: Vec<[Option<(usize, Measure)>; 3]> =
            (0..pages.len()).map(|page| [0, 1, 2].map(|column| of(page, column))).collect();
        let telling: Vec<Measure> = own
            .iter()
            .filter_map(|page| page[0])
            .filter(|(n, _)| *n >= TELLING_LINES)
            .map(|(_, m)| m)
            .collect();
        let all: Vec<Measure> = own.iter().filter_map(|page| page[0]).map(|(_, m)| m).collect();
        let whole = if telling.is_empty() { widest(&all, pitch) } else { median(&telling, pitch) };
        let settle = |found: Option<(usize, Measure)>| {
            let (count, mut measure) = found?;
            if count < TELLING_LINES {
                return None;
            }
            // A page of nothing but indented lines, or of none that is full, has the margins of the others.
            if measure.left - whole.left > size && measure.left - whole.left < 4.0 * size {
                measure.left = whole.left;
            }
            measure.right = measure.right.max(whole.right - 0.0_f64.max(whole.left - measure.left));
            Some(measure)
        };
        let pages = own
            .into_iter()
            // Columns of prose have no other page's measure to go by: their own, whatever it tells.
            .map(|[page, left, right]| [settle(page), left.map(|(_, m)| m), right.map(|(_, m)| m)])
            .collect();
        Self { whole, pages }
    }

    fn at(&self, page: usize, line: &Line) -> Measure {
        self.pages[page].get(line.column).copied().flatten().unwrap_or(self.whole)
    }
}

/// The size that most of the text has, by width.
fn body_size<'a>(lines: impl Iterator<Item = &'a Line>) -> f64 {
    let mut widths = std::collections::BTreeMap::<i64, f64>::new();
    for line in lines {
        *widths.entry((line.size * 2.0).round() as i64).or_default() += line.x1() - line.x0();
    }
    let most = widths.into_iter().max_by(|a, b| a.1.total_cmp(&b.1));
    most.map_or(10.0, |(size, _)| size as f64 / 2.0)
}

/// The commonest distance of two lines of the text, in ems; of two equally common, the smaller.
fn pitch(pages: &[Page], size: f64) -> f64 {
    let mut counts = std::collections::BTreeMap::<i64, usize>::new();
    for pair in pages.iter().flat_map(|page| page.blocks.windows(2)) {
        if let [Block::Line(above), Block::Line(below)] = pair {
            let alike = [above.size, below.size].iter().all(|s| s.max(size) <= OTHER_SIZE * s.min(size));
            let distance = (above.y - below.y) / size;
            if alike && (0.8..6.0).contains(&distance) {
                *counts.entry((distance * 20.0).round() as i64).or_default() += 1;
            }
        }
    }
    let most = counts.iter().max_by_key(|&(distance, count)| (*count, std::cmp::Reverse(*distance)));
    most.map_or(1.75, |(distance, _)| *distance as f64 / 20.0)
}

/// Where lines of the text begin and end: the outermost places that two of them share.
fn margins(lines: &[&Line], size: f64) -> Option<(f64, f64)> {
    let left = outermost(lines.iter().map(|line| -line.x0()).collect(), 0.35 * size)?;
    // A mark may hang over the margin; lines that end with another character do not.
    let ends_with_mark = |line: &&&Line| {
        line.spans.last().and_then(|span| span.text.chars().next_back()).is_some_and(is_closing)
    };
    let plain: Vec<f64> = lines.iter().filter(|line| !ends_with_mark(line)).map(|line| line.x1()).collect();
    let ends = if plain.len() >= 4 { plain } else { lines.iter().map(|line| line.x1()).collect() };
    Some((-left, outermost(ends, 0.5 * size)?))
}

/// The largest value that another is near to; the largest of all where none is.
fn outermost(mut values: Vec<f64>, near: f64) -> Option<f64> {
    values.sort_by(|a, b| b.total_cmp(a));
    let shared = values.windows(2).find(|pair| pair[0] - pair[1] <= near).map(|pair| pair[0]);
    shared.or_else(|| values.first().copied())
}

fn median(measures: &[Measure], pitch: f64) -> Measure {
    let middle = |mut values: Vec<f64>| {
        values.sort_by(f64::total_cmp);
        values[values.len() / 2]
    };
    let left = middle(measures.iter().map(|measure| measure.left).collect());
    Measure { left, right: middle(measures.iter().map(|measure| measure.right).collect()), pitch }
}

fn widest(measures: &[Measure], pitch: f64) -> Measure {
    let left = measures.iter().map(|measure| measure.left).fold(f64::INFINITY, f64::min);
    let right = measures.iter().map(|measure| measure.right).fold(f64::NEG_INFINITY, f64::max);
    if left < right { Measure { left, right, pitch } } else { Measure { left: 0.0, right: 0.0, pitch } }
}
