//! What interrupts a paragraph: page numbers, and line breaks that only mean the end of the paper's width.
//!
//! `"全年投入28.6\n— 5 —\n万元，比上年增长\n8%。"` → `"全年投入28.6万元，比上年增长8%。"`
//!
//! A break is closed only where the paragraph cannot have ended: at an open 《, before a closing bracket or a comma,
//! after 、 or ，, between a number and its unit, across a page number, or after a line as wide as the page. Headings,
//! list items, signatures and dates keep their lines, and so does what follows a blank line or is indented.

use std::ops::Range;

use memchr::{memchr_iter, memmem};

use super::char_set::CharSet;
use super::lines::{opens_paragraph, trim};

/// The stretches of `text` to delete: page numbers (页码, GB/T 9704-2012 7.5), and the breaks inside paragraphs with
/// the spaces round them.
pub(super) fn interruptions(text: &str) -> Vec<Range<usize>> {
    let lines: Vec<Range<usize>> = line_ranges(text).collect();
    let layout = layout(text, &lines);
    let mut page_numbers = inline_page_numbers(text).into_iter().peekable();
    let mut cuts = Cuts::default();
    let mut above: Option<Row> = None;
    let mut gap = Gap::default();
    for line in lines {
        let mut row = trim(text, line.clone());
        let mut inside = Cuts::default();
        let mut page_number_below = false;
        while let Some(number) = page_numbers.next_if(|number| number.start < line.end) {
            if number.start <= row.start {
                row.start = number.end.max(row.start);
                gap.page_number = true;
                cuts.add(number);
                continue;
            }
            inside.add(number);
        }
        for number in inside.0.iter().rev() {
            if number.end >= row.end {
                row.end = number.start;
                page_number_below = true;
            }
        }
        if row.is_empty() && gap.page_number || is_page_number(&text[row.clone()]) {
            cuts.add(line.start..(line.end + 1).min(text.len()));
            gap.page_number = true;
            continue;
        }
        if row.is_empty() {
            gap.blank_lines += 1;
            continue;
        }
        let row = Row::new(text, row, line.start);
        match above.as_mut().filter(|above| above.continues_in(&row, gap, layout)) {
            Some(above) => {
                cuts.add(above.end..row.start);
                above.take_on(&row);
            }
            None => above = Some(row),
        }
        cuts.0.append(&mut inside.0);
        gap = Gap { page_number: page_number_below, blank_lines: 0 };
    }
    cuts.0
}

/// Stretches to delete, in order and apart.
#[derive(Default)]
struct Cuts(Vec<Range<usize>>);

impl Cuts {
    /// Adds a cut that takes in the earlier ones from its start on.
    fn add(&mut self, cut: Range<usize>) {
        while self.0.last().is_some_and(|last| last.start >= cut.start) {
            self.0.pop();
        }
        self.0.push(cut);
    }
}

/// What lies between two rows.
#[derive(Clone, Copy, Default)]
struct Gap {
    page_number: bool,
    blank_lines: usize,
}

/// What prose holds.
static PROSE: CharSet = CharSet::of("。，；,;");

/// One line of the source, or several that were found to be one paragraph.
struct Row<'a> {
    /// Where the text begins and ends.
    start: usize,
    end: usize,
    /// Its first line, and its last with the indentation, which counts for the width.
    first: &'a str,
    last: &'a str,
    /// Begins with two or more spaces, as the first line of a paragraph does.
    indented: bool,
    /// Whether a line before the last one is prose, and whether one holds a stop. Of the last one this is asked when it is
    /// needed: most lines end with a stop, which says enough.
    prose_before: bool,
    stop_before: bool,
}

impl<'a> Row<'a> {
    fn new(text: &'a str, row: Range<usize>, line_start: usize) -> Self {
        let line = &text[row.clone()];
        let indented = row.start >= line_start + 2 && text[line_start..row.start].trim().is_empty();
        Self {
            start: row.start,
            end: row.end,
            first: line,
            last: if indented { &text[line_start..row.end] } else { line },
            indented,
            prose_before: false,
            stop_before: false,
        }
    }

    /// Joins `below` to this paragraph.
    fn take_on(&mut self, below: &Row<'a>) {
        (self.prose_before, self.stop_before) = (self.prose(), self.stop());
        self.end = below.end;
        self.last = below.last;
    }

    /// Holds a comma or a stop, as prose does and a heading or a table cell mostly does not.
    fn prose(&self) -> bool {
        self.prose_before || PROSE.is_in(self.last)
    }

    /// Holds a stop.
    fn stop(&self) -> bool {
        self.stop_before || memmem::find(self.last.as_bytes(), "。".as_bytes()).is_some()
    }

    /// Whether the paragraph goes on in `below`.
    fn continues_in(&self, below: &Row, gap: Gap, layout: Layout) -> bool {
        let Layout { page, torn } = layout;
        let (Some(last), Some(first)) = (self.last.chars().next_back(), below.first.chars().next()) else {
            return false;
        };
        // `国务院制定了《` / `全面推进依法行政实施纲要` / `》，明确了`; `国办发` / `〔2019〕5号`
        if is_opening(last) || is_closing(first) || first == '〔' {
            return gap.blank_lines == 0 || gap.page_number;
        }
        let apart = below.indented || gap.blank_lines > 0 && !gap.page_number;
        let two_words = last.is_ascii_alphabetic() && first.is_ascii_alphabetic();
        let fills_page = || page.is_some_and(|page| columns(self.last) + 4 >= page.width);
        if apart || two_words || opens_paragraph(below.first) {
            return false;
        }
        // A stop at the very end of a line ends no paragraph where the next one would be indented.
        if is_finished(self.last) {
            let stop_inside = page.is_some_and(|page| page.indents) && fills_page() && !self.is_heading();
            return stop_inside && !is_signature(below.first);
        }
        // `投入28.6` / `万元`; `二、2025` / `年工作计划`
        if last.is_ascii_digit() && "万亿千百余多%‰".contains(first)
            || first == '年' && ends_in_year(self.last)
        {
            return true;
        }
        if self.is_heading() {
            return matches!(last, '，' | ',' | '、');
        }
        // `在建` / `和改进`: no line that stands alone ends in these.
        static GOES_ON: CharSet = CharSet::of("，,、和与及的在对将把被从向并或");
        if GOES_ON.contains(last) {
            return true;
        }
        // `比上年增加3` / `个百分点`
        if last.is_ascii_digit() && "元个件人名家项次亩吨户年月日".contains(first) && (torn || self.prose())
        {
            return true;
        }
        if is_signature(below.first) {
            return false;
        }
        if gap.page_number && self.prose() {
            return true;
        }
        // `日均清运生活垃圾` / `186.5` / `吨，机械化清扫率由`: where numbers are torn out of their lines, all that is open goes on.
        if torn && (self.prose() || is_number_alone(below.first) && !ends_in_year(below.first)) {
            return true;
        }
        let long =
            || self.end - self.start >= LONG && !matches!(last, '）' | ')') && self.prose() && below.prose();
        fills_page() || page.is_none() && long()
    }

    fn is_heading(&self) -> bool {
        self.end - self.start < 2 * LONG && opens_paragraph(self.first) && !self.stop()
    }
}

/// Bytes of 40 characters: a line as long is no heading and no title and so, without a stop at its end, goes on.
const LONG: usize = 120;

/// Whether a line has come to its end: `。`, `；`, `：`, also with a quote or bracket after it.
fn is_finished(line: &str) -> bool {
    static CLOSING: CharSet = CharSet::of("”’）)」』\"");
    static STOPS: CharSet = CharSet::of("。！？；：…!?;:");
    line.trim_end_matches(|c| CLOSING.contains(c)).ends_with(|c| STOPS.contains(c))
}

/// Whether a line is a signature or a date (署名, 成文日期, GB/T 9704-2012 7.3.5): `西充县人民政府`, `2022年3月21日`.
fn is_signature(line: &str) -> bool {
    static ENDS: CharSet = CharSet::of("局府委厅办组会院部处室司日社党");
    static MARKS: CharSet = CharSet::of("，。,；");
    line.len() <= 90 && line.ends_with(|c| ENDS.contains(c)) && !MARKS.is_in(line)
}

fn is_opening(c: char) -> bool {
    matches!(c, '《' | '（' | '(' | '〔' | '“' | '‘' | '「' | '『' | '【')
}

fn is_closing(c: char) -> bool {
    matches!(
        c,
        '》' | '）'
            | ')'
            | '〕'
            | '”'
            | '’'
            | '」'
            | '』'
            | '】'
            | '，'
            | '。'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | ','
            | ';'
    )
}

/// The lines of `text`, empty ones too, without their line ends.
fn line_ranges(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    memchr_iter(b'\n', text.as_bytes()).chain([text.len()]).map(move |end| {
        let line = start..end;
        start = end + 1;
        line
    })
}

/// Whether a line is a page number and nothing else: `— 7 —`, `-7-`, `第7页 共20页`.
fn is_page_number(line: &str) -> bool {
    if line.len() > 40 || !line.starts_with(['—', '–', '―', '－', '-', '·', '第']) {
        return false;
    }
    let line: String = line.chars().filter(|c| !matches!(c, ' ' | '，' | ',' | '/')).collect();
    let dashed = line.trim_matches(['—', '–', '―', '－', '-', '·']);
    if let Some(page) = line.strip_prefix('第') {
        return page.trim_end_matches('页').split("页共").all(is_number) && line.ends_with('页');
    }
    dashed.len() < line.len() && line.ends_with(['—', '–', '―', '－', '-', '·']) && is_number(dashed)
}

fn is_number(text: &str) -> bool {
    (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Page numbers that stand among other text, with the spaces round them: `全面清理— 2 — 行政审批`.
fn inline_page_numbers(text: &str) -> Vec<Range<usize>> {
    let mut numbers: Vec<Range<usize>> = Vec::new();
    // By their spaces, which are rarer than dashes and found with less ado than both together.
    let spaces = memchr_iter(b' ', text.as_bytes());
    for at in
        spaces.filter_map(|space| text.as_bytes()[..space].strip_suffix("—".as_bytes())).map(<[u8]>::len)
    {
        let inside = text[at + '—'.len_utf8()..].trim_start_matches(' ');
        let digits = inside.bytes().take(4).take_while(u8::is_ascii_digit).count();
        let rest = inside[digits..].trim_start_matches(' ');
        // `——` is a dash of its own, unless one page number ends and another begins in it.
        let read_to = numbers.last().map_or(0, |last| last.end);
        let Some(after) = rest.strip_prefix('—') else { continue };
        let dash =
            text[..at].ends_with('—') && read_to != at || after.starts_with('—') && !after.starts_with("— ");
        if !(1..=3).contains(&digits) || dash || at < read_to {
            continue;
        }
        let start = text[..at].trim_end_matches(' ').len().max(read_to);
        let end = text.len() - after.trim_start_matches(' ').len();
        numbers.push(start..end);
    }
    numbers
}

/// Whether a line is a number, with or without a percent sign: `8000`, `99.8%`.
fn is_number_alone(line: &str) -> bool {
    let number = line.trim_end_matches(['%', '％']);
    (1..=12).contains(&number.len())
        && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','))
}

/// Whether a line ends in a year without its 年.
fn ends_in_year(line: &str) -> bool {
    let digits = line.len() - line.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    digits == 4 && matches!(&line[line.len() - 4..line.len() - 2], "19" | "20")
}

/// How the lines of a text were broken.
#[derive(Clone, Copy)]
struct Layout {
    /// The page that broke them.
    page: Option<Page>,
    /// Whether they are torn in the middle of clauses, whatever their width: each number of a web page on a line of its own,
    /// the narrow columns of a PDF.
    torn: bool,
}

/// The page that broke the lines of a text.
#[derive(Clone, Copy)]
struct Page {
    /// Columns of a full line, two for an ideograph.
    width: usize,
    /// Paragraphs begin with two spaces or more.
    indents: bool,
}

/// The page, if the lines of `text` were broken at one, and whether they are torn.
///
/// A fifth of the lines at least must be about that wide and half of these stop in the middle of a sentence; lines
/// much wider than a page prove that nothing was broken.
fn layout(text: &str, lines: &[Range<usize>]) -> Layout {
    const WIDEST: usize = 130;
    /// A full line has so many, or somewhat fewer.
    const NARROWEST: usize = 40;
    const NARROWER: usize = 3;
    let mut wide = [0_usize; WIDEST + 1];
    let mut unfinished = [0_usize; WIDEST + 1];
    /// Lines torn that are no chance.
    const FEWEST_NUMBERS: usize = 3;
    const FEWEST_OPEN: usize = 8;
    let (mut filled, mut too_wide, mut indented) = (0, 0, 0);
    let (mut finished, mut open, mut torn_numbers, mut after_number) = (0, 0, 0, false);
    for line in lines.iter().map(|line| text[line.clone()].trim_end()).filter(|line| !line.is_empty()) {
        filled += 1;
        indented += usize::from(line.starts_with("  "));
        let ends = is_finished(line);
        finished += usize::from(ends);
        // Prose that stops in the middle: few lines of a sound text are open, and are looked at.
        open += usize::from(!ends && PROSE.is_in(line));
        // `8000` / `余人次，`, and no column of numbers.
        torn_numbers += usize::from(
            after_number
                && line.starts_with(|c: char| "余多年月个件人名家项次亩吨户元万亿份处座台平公场".contains(c)),
        );
        after_number = is_number_alone(line);
        // No character has more columns than bytes.
        if line.len() < NARROWEST - NARROWER {
            continue;
        }
        let columns = if line.len() > 2 * WIDEST { usize::MAX } else { columns(line) };
        if columns > WIDEST {
            too_wide += 1;
        } else {
            wide[columns] += 1;
            unfinished[columns] += usize::from(!ends);
        }
    }
    let torn = torn_numbers >= FEWEST_NUMBERS || open >= FEWEST_OPEN && open >= finished;
    let mut wider = too_wide;
    for width in (NARROWEST..=WIDEST).rev() {
        if wider * 20 > filled {
            break;
        }
        let about: usize = wide[width - NARROWER..=width].iter().sum();
        let open: usize = unfinished[width - NARROWER..=width].iter().sum();
        if wide[width] > 0 && about >= 5 && about * 5 >= filled && open * 2 >= about {
            return Layout { page: Some(Page { width, indents: indented * 10 >= filled }), torn };
        }
        wider += wide[width];
    }
    Layout { page: None, torn }
}

fn columns(line: &str) -> usize {
    // By bytes, which the compiler turns into vector instructions: what is not ASCII has its two columns with its first byte. In
    // bytes, too, as far as these cannot overflow.
    let columns = |byte: &u8| u8::from(*byte < 0x80) + 2 * u8::from(*byte >= 0xC0);
    line.as_bytes().chunks(127).map(|chunk| usize::from(chunk.iter().map(columns).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> String {
        let mut whole = text.to_owned();
        for cut in interruptions(text).into_iter().rev() {
            whole.replace_range(cut, "");
        }
        whole
    }

    #[test]
    fn page_numbers_go_and_the_sentence_is_joined() {
        assert_eq!(whole("全面清理— 2 — 行政审批事项"), "全面清理行政审批事项");
        assert_eq!(whole("投入资金28.6\n— 5 —\n万元。"), "投入资金28.6万元。");
        assert_eq!(whole("加强监督,推行“阳\n— 19 — 光信访”,健全"), "加强监督,推行“阳光信访”,健全");
        assert_eq!(whole("机制。\n- 7 -\n二、完善"), "机制。\n二、完善");
        assert_eq!(whole("完成任务。\n第 7 页 共 20 页\n下一步，"), "完成任务。\n下一步，");
        assert_eq!(
            whole("(三)推进行政决策科学化、民主化\n— 8 — 目标:行政"),
            "(三)推进行政决策科学化、民主化\n目标:行政"
        );
    }

    #[test]
    fn a_dash_or_an_ordinal_is_no_page_number() {
        for kept in ["2018— 2020年", "——坚持依法行政", "第7页纸", "第一页", "北京— 2022 —年"]
        {
            assert_eq!(whole(kept), kept);
        }
    }

    #[test]
    fn brackets_commas_and_values_join() {
        assert_eq!(whole("制定了《\n实施纲要\n》，明确"), "制定了《实施纲要》，明确");
        assert_eq!(whole("统筹发展、\n安全，投入1.2\n亿元"), "统筹发展、安全，投入1.2亿元");
    }

    #[test]
    fn numbers_torn_out_of_their_lines_join() {
        let torn = "2024\n年工作总结及\n2025\n年工作计划\n2024\n年，县城管局推动整改。\n坚持疏堵结合。一是对城区\n6\n个市场开展整治，累计出动人员\n960\n余人次，劝离\n1300\n多户。\n日均清运垃圾\n186.5\n吨，清扫率达到\n85%\n。新购洗扫车\n4\n台。";
        let whole_text = "2024年工作总结及2025年工作计划\n2024年，县城管局推动整改。\n坚持疏堵结合。一是对城区6个市场开展整治，累计出动人员960余人次，劝离1300多户。\n日均清运垃圾186.5吨，清扫率达到85%。新购洗扫车4台。";
        assert_eq!(whole(torn), whole_text);
        let column = "指标\n数量\n8000\n1000\n1500\n合计\n10500";
        assert_eq!(whole(column), column, "a column of numbers is no prose");
    }

    #[test]
    fn lines_as_wide_as_the_page_join() {
        let paragraph = "全县上下紧紧围绕建设法治政府的目标坚持依法行政推进各项改革落实各项任务取得新的明显成效并且得到上级肯定".repeat(4);
        let rows: Vec<String> =
            paragraph.chars().collect::<Vec<_>>().chunks(28).map(|row| row.iter().collect()).collect();
        let text = format!("一、总体情况\n{}。\n西充县人民政府\n2022年3月21日", rows.join("\n"));
        assert_eq!(whole(&text), format!("一、总体情况\n{paragraph}。\n西充县人民政府\n2022年3月21日"));
    }

    #[test]
    fn headings_titles_and_signatures_keep_their_lines() {
        for kept in [
            "一、总体情况\n全年受理案件，办结",
            "关于法治政府建设情况的报告\n现将情况报告如下，请审议",
            "工作情况良好，成效明显\n西充县人民政府\n2022年3月21日",
            "措施落实到位，控制在万分之三以内\n(二)基层工作",
        ] {
            assert_eq!(whole(kept), kept);
        }
    }
}
