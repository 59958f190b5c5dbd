//! Tables without ruling lines, known by their gaps.
//!
//! Three or more lines whose wide gaps lie one above the other → rows; a line with the text of one column alone goes on
//! with the cell above it, or begins the one below, whichever is nearer.

use super::line::{Line, Span, append};
use super::page::{Block, Page};

/// So many lines with gaps make a table.
const MIN_LINES: usize = 3;
/// Lines farther apart than so many ems are not of one table.
const MAX_PITCH: f64 = 4.0;
/// Puts rows in the place of such lines.
pub(super) fn find(page: &mut Page) {
    let mut out = Vec::with_capacity(page.blocks.len());
    let mut run = Run::default();
    for block in std::mem::take(&mut page.blocks) {
        match block {
            Block::Line(line) => {
                if let Err(line) = run.take(line) {
                    run.finish(&mut out);
                    // A line that ended one run may begin the next.
                    if let Err(line) = run.take(line) {
                        out.push(Block::Line(line));
                    }
                }
            }
            rows @ Block::Rows { .. } => {
                run.finish(&mut out);
                out.push(rows);
            }
        }
    }
    run.finish(&mut out);
    page.blocks = out;
}

/// Lines that may be rows, and the columns their spans make.
#[derive(Default)]
struct Run {
    lines: Vec<Line>,
    /// Disjoint, from the left.
    columns: Vec<(f64, f64)>,
}

impl Run {
    /// Takes the line into the run, or gives it back.
    fn take(&mut self, line: Line) -> Result<(), Line> {
        let parted = line.spans.len() > 1 && line.spans.iter().any(|span| span.text.chars().count() > 1);
        let Some(last) = self.lines.last() else {
            if !parted {
                return Err(line);
            }
            self.columns = line.spans.iter().map(|span| (span.x0, span.x1)).collect();
            self.lines.push(line);
            return Ok(());
        };
        if last.y - line.y > MAX_PITCH * line.size.max(last.size)
            || (last.size - line.size).abs() > 0.2 * line.size
        {
            return Err(line);
        }
        let Some(columns) = self.widened(&line.spans) else { return Err(line) };
        // A short line at the left is more often the paragraph after the table than a cell that goes on.
        if !parted && (columns.len() != self.columns.len() || self.column(&line.spans[0]) == Some(0)) {
            return Err(line);
        }
        self.columns = columns;
        self.lines.push(line);
        Ok(())
    }

    /// The columns with these spans in them; `None` where a span would bridge two columns.
    fn widened(&self, spans: &[Span]) -> Option<Vec<(f64, f64)>> {
        let mut columns = self.columns.clone();
        for span in spans {
            let mut over = columns.iter_mut().filter(|column| span.x0 < column.1 && column.0 < span.x1);
            match (over.next(), over.next()) {
                (Some(column), None) => *column = (column.0.min(span.x0), column.1.max(span.x1)),
                (None, _) => columns.push((span.x0, span.x1)),
                _ => return None,
            }
        }
        columns.sort_by(|a, b| a.0.total_cmp(&b.0));
        columns.windows(2).all(|pair| pair[0].1 <= pair[1].0).then_some(columns)
    }

    fn column(&self, span: &Span) -> Option<usize> {
        self.columns.iter().position(|column| span.x0 < column.1 && column.0 < span.x1)
    }

    /// Ends the run: rows where there are enough of them, the lines as they were otherwise.
    fn finish(&mut self, out: &mut Vec<Block>) {
        let Self { lines, columns } = std::mem::take(self);
        let parted = lines.iter().filter(|line| line.spans.len() > 1).count();
        if parted < MIN_LINES {
            out.extend(lines.into_iter().map(Block::Line));
            return;
        }
        let run = Self { lines, columns };
        let (left, top) = (run.lines[0].x0(), run.lines[0].y);
        out.push(Block::Rows { left, top, rows: run.rows() });
    }

    fn rows(&self) -> Vec<String> {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (i, line) in self.lines.iter().enumerate() {
            let has_first = line.spans.first().is_some_and(|span| self.column(span) == Some(0));
            let above = i.checked_sub(1).map(|before| self.lines[before].y - line.y);
            let below = self.lines.get(i + 1).map(|next| line.y - next.y);
            let nearer_above = above.is_some_and(|above| below.is_none_or(|below| above <= 1.1 * below));
            let goes_on = match rows.last() {
                // The first lines of a cell may stand above the line of the row's name.
                Some(row) if has_first => row[0].is_empty() && nearer_above,
                Some(_) => line.spans.len() == 1 && nearer_above,
                None => false,
            };
            if !goes_on {
                rows.push(vec![String::new(); self.columns.len()]);
            }
            let Some(row) = rows.last_mut() else { continue };
            for span in &line.spans {
                if let Some(column) = self.column(span) {
                    append(&mut row[column], &span.text);
                }
            }
        }
        rows.into_iter().map(|row| row.join("\t").trim_end_matches('\t').to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(y: f64, spans: &[(f64, &str)]) -> Block {
        let span = |&(x0, text): &(f64, &str)| Span {
            x0,
            x1: x0 + 10.0 * text.chars().count() as f64,
            text: text.into(),
        };
        Block::Line(Line {
            spans: spans.iter().map(span).collect(),
            y,
            size: 10.0,
            head: 10.0,
            artifact: false,
            column: 0,
        })
    }

    fn found(lines: Vec<Block>) -> Vec<String> {
        let mut page = Page { blocks: lines, ..Page::default() };
        find(&mut page);
        let texts = page.blocks.into_iter().flat_map(|block| match block {
            Block::Line(line) => vec![line.text()],
            Block::Rows { rows, .. } => rows,
        });
        texts.collect()
    }

    #[test]
    fn rows_with_wrapped_cells() {
        let lines = vec![
            line(200.0, &[(0.0, "表1统计表的标题在此")]),
            line(180.0, &[(0.0, "指标"), (60.0, "单位"), (120.0, "说明")]),
            line(156.0, &[(0.0, "处罚"), (60.0, "件"), (120.0, "含简易程序")]),
            line(140.0, &[(120.0, "案件")]),
            line(116.0, &[(0.0, "检查"), (60.0, "次")]),
            line(90.0, &[(0.0, "特此报告")]),
        ];
        assert_eq!(
            found(lines),
            ["表1统计表的标题在此", "指标\t单位\t说明", "处罚\t件\t含简易程序案件", "检查\t次", "特此报告"]
        );
    }

    #[test]
    fn cells_in_the_middle_of_their_row() {
        let lines = vec![
            line(200.0, &[(0.0, "指标"), (60.0, "说明")]),
            line(176.0, &[(60.0, "含简易")]),
            line(168.0, &[(0.0, "处罚")]),
            line(160.0, &[(60.0, "程序")]),
            line(136.0, &[(0.0, "检查"), (60.0, "无")]),
            line(116.0, &[(0.0, "评查"), (60.0, "有")]),
        ];
        // A line of the first column alone ends a run: too few lines are left for a table.
        let all = found(lines);
        assert!(all.len() >= 5, "{all:?}");
    }

    #[test]
    fn two_lines_are_no_table() {
        let two = vec![
            line(20.0, &[(0.0, "签发人"), (100.0, "日期")]),
            line(0.0, &[(0.0, "某某"), (100.0, "某日")]),
        ];
        assert_eq!(found(two), ["签发人 日期", "某某 某日"]);
    }
}
