//! What a page sets round a document: menus, breadcrumbs, buttons, counters, footers (`dicts/boilerplate.toml`).
//!
//! ```
//! use gongwen::{Options, analyze};
//! let page = "当前位置：首页 > 政务公开\n松坪县2023年工作总结\n发布时间：2024-02-27 浏览次数：1286\n全年办结案件78件，同比增长5%。\n\
//!             打印\n关闭\n主办：松坪县人民政府办公室 X ICP备00000123号";
//! let document = analyze(page, &Options::default());
//! let kinds: Vec<&str> = document.boilerplate.iter().map(|stretch| stretch.kind).collect();
//! assert_eq!(kinds, ["breadcrumb", "view_count", "button", "button", "registration"]);
//! assert_eq!(document.indicators.len(), 2);
//! ```
//!
//! Only short lines are looked at, so that body text stays: a line goes for what no document says (a registration number),
//! a menu word only among its like. Of a document on one line the stretch before its first sentence and after its last is read.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};
use gongwen_dicts::{BoilerplateRole as Role, builtin};
use memchr::memmem::{self, Finder};

use crate::text::lines::{opens_paragraph, trim};

/// A stretch that is no part of the document, and what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it stands.
    pub range: Range<usize>,
    /// What it is: `navigation`, `footer`.
    pub kind: &'static str,
}

/// Longest line that can be boilerplate, in bytes: a footer with addresses and three numbers takes some 300.
const LINE_LIMIT: usize = 400;

/// Longest line read for menu words, in bytes.
const MENU_LIMIT: usize = 240;

/// Lines before the first of the text, and after the last, in which a value (浏览次数：36) is looked for.
const EDGE_LINES: usize = 60;

/// The stretches of `text` that are no part of a document, in order; `lines` are its non-empty lines.
pub(super) fn scan_boilerplate(text: &str, lines: &[Range<usize>]) -> Vec<SetAside> {
    let words = Words::builtin();
    let mut verdicts: Vec<Verdict> = lines.iter().map(|line| words.judge(&text[line.clone()])).collect();
    let first = verdicts.iter().position(|verdict| *verdict == Verdict::Prose);
    let last = verdicts.iter().rposition(|verdict| *verdict == Verdict::Prose);
    for (at, verdict) in verdicts.iter_mut().enumerate() {
        let edge = first.is_none_or(|first| at < first) || last.is_none_or(|last| at > last);
        *verdict = match *verdict {
            Verdict::Maybe(kind, Needs::Edge | Needs::EdgeOrCompany) if edge => Verdict::Sure(kind),
            Verdict::Maybe(kind, Needs::EdgeOrCompany) => Verdict::Maybe(kind, Needs::Company),
            Verdict::Maybe(_, Needs::Edge) => Verdict::Open,
            verdict => verdict,
        };
    }
    settle(text, lines, &mut verdicts);
    settle_footer(&mut verdicts, last);
    settle_related(text, lines, &mut verdicts);

    let first = first.unwrap_or(lines.len());
    let mut found = Vec::new();
    for (at, (line, verdict)) in lines.iter().zip(&verdicts).enumerate() {
        let edge = at < first.min(EDGE_LINES) || last.is_none_or(|last| at > last);
        match verdict {
            Verdict::Sure(kind) => found.push(SetAside { range: line.clone(), kind }),
            Verdict::Open | Verdict::Maybe(..) if edge => values(text, line.clone(), &mut found),
            Verdict::Prose if Some(at) == Some(first) || Some(at) == last => {
                edges_of_line(text, line.clone(), at == first, Some(at) == last, &mut found);
            }
            _ => {}
        }
    }
    found
}

/// What is left of `lines` for the document: whole lines set aside are left out, others lose what is set aside at
/// their ends.
pub(super) fn document_lines(text: &str, lines: Vec<Range<usize>>, aside: &[SetAside]) -> Vec<Range<usize>> {
    if aside.is_empty() {
        return lines;
    }
    let mut next = 0;
    let mut kept = Vec::with_capacity(lines.len());
    for mut line in lines {
        while aside.get(next).is_some_and(|stretch| stretch.range.end <= line.start) {
            next += 1;
        }
        let inside = aside[next..].iter().take_while(|stretch| stretch.range.start < line.end);
        let inside: Vec<&Range<usize>> = inside.map(|stretch| &stretch.range).collect();
        for stretch in &inside {
            if stretch.start <= line.start {
                line.start = stretch.end.min(line.end);
                line = trim(text, line);
            }
        }
        for stretch in inside.iter().rev() {
            if stretch.end >= line.end && stretch.start >= line.start {
                line.end = stretch.start;
                line = trim(text, line);
            }
        }
        if !line.is_empty() {
            kept.push(line);
        }
    }
    kept
}

/// What one line is by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// A sentence, or too long to be anything else.
    Prose,
    /// Short, and nothing is known of it.
    Open,
    /// Boilerplate if its neighbours are.
    Maybe(&'static str, Needs),
    /// Boilerplate.
    Sure(&'static str),
}

/// What a line needs beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    /// A line set aside, or one like itself.
    Company,
    /// A line of the footer.
    Footer,
    /// A menu word or a button: it is nothing by itself (`>`, `】`).
    Any,
    /// To stand before or after the text; elsewhere, a line like itself.
    EdgeOrCompany,
    /// To stand before or after the text.
    Edge,
}

/// A word of the dictionary.
#[derive(Clone, Copy, Debug)]
struct Word {
    kind: &'static str,
    role: Role,
    colon: bool,
}

/// All words as one automaton.
struct Words {
    automaton: CharwiseDoubleArrayAhoCorasick<u32>,
    /// What each word means, one entry a role.
    words: Vec<Vec<Word>>,
}

impl Words {
    fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(Words::new);
        &WORDS
    }

    fn new() -> Self {
        let mut meanings: BTreeMap<&str, Vec<Word>> = BTreeMap::new();
        for record in &builtin().boilerplate {
            for word in &record.words {
                let meaning = Word { kind: &record.kind, role: record.role, colon: record.colon };
                meanings.entry(word).or_default().push(meaning);
            }
        }
        let patterns = meanings.keys().enumerate().map(|(at, word)| (*word, at as u32));
        let automaton = CharwiseDoubleArrayAhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .build_with_values(patterns)
            .expect("the words of dicts/ are distinct and not empty: its tests say so");
        Self { automaton, words: meanings.into_values().collect() }
    }

    /// What `line` is by itself.
    fn judge(&self, line: &str) -> Verdict {
        if line.len() > LINE_LIMIT || is_prose(line) {
            return Verdict::Prose;
        }
        // Headings and list items: most short lines of a document are.
        if opens_paragraph(line) {
            return Verdict::Open;
        }
        // A line of menu words alone, and whether it holds several.
        let mut cells = Cells::default();
        let mut keeper = None;
        let mut read = 0;
        for found in self.automaton.leftmost_find_iter(line) {
            let between = &line[read..found.start()];
            let after = &line[found.end()..];
            for word in &self.words[found.value() as usize] {
                let labels = after.trim_start_matches(' ').starts_with(['：', ':']);
                let opens = line[..found.start()].trim_start_matches(EDGES).is_empty();
                match word.role {
                    Role::Inside if word.kind == "registration" && is_number_after(after) => {
                        return Verdict::Sure(word.kind);
                    }
                    // 群众微信扫一扫即可办理。: a sentence.
                    Role::Inside if word.kind != "registration" && !line.ends_with('。') => {
                        return Verdict::Sure(word.kind);
                    }
                    Role::Opening if opens && (labels || !word.colon) => return Verdict::Sure(word.kind),
                    Role::Whole if opens && after.trim_matches(EDGES).is_empty() => {
                        return Verdict::Sure(word.kind);
                    }
                    Role::Footer if opens && labels => keeper = Some(word.kind),
                    Role::Cell => cells.add(word.kind, between),
                    _ => {}
                }
            }
            read = found.end();
        }
        match keeper {
            Some(kind) => Verdict::Maybe(kind, Needs::Footer),
            None => cells.verdict(line, &line[read..]),
        }
    }
}

/// What parts the cells of a menu.
const EDGES: [char; 25] = [
    ' ', '|', '｜', '丨', '│', '#', '>', '》', '›', '»', '/', '-', '·', '•', '：', ':', '【', '】', '[', ']',
    '(', ')', '（', '）', '*',
];

/// Whether a line speaks: it holds a full stop before its end, or is long and has a comma.
fn is_prose(line: &str) -> bool {
    let bytes = line.as_bytes();
    let inner = &bytes[..bytes.len().saturating_sub("。".len())];
    FULL_STOP.find(inner).is_some()
        || line.len() > 60 && line.ends_with('。')
        || line.len() > 120 && (COMMA.find(bytes).is_some() || SEMICOLON.find(bytes).is_some())
}

/// Made once: every short line is asked.
static FULL_STOP: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("。"));
static COMMA: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("，"));
static SEMICOLON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("；"));

/// `05070218号` after `ICP备`, `：5113000012` after `网站标识码`: a registration that is only spoken of has no number.
fn is_number_after(after: &str) -> bool {
    let rest = after.trim_start_matches([' ', '：', ':', '字', '第', 'b', 'm', '证']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

/// The cells of a line read so far.
#[derive(Default)]
struct Cells {
    kind: Option<&'static str>,
    count: usize,
    torn: bool,
    unknown: bool,
}

impl Cells {
    /// Adds a cell; `between` stands before it since the last one. Cells may touch: `微信微博`.
    fn add(&mut self, kind: &'static str, between: &str) {
        self.unknown |= !between.trim_matches(EDGES).is_empty();
        self.torn |= !between.is_empty() && !between.ends_with(EDGES);
        self.torn |= self.is_torn_before(between);
        self.kind = self.kind.or(Some(kind));
        self.count += 1;
    }

    /// Whether `after` goes on with the word of the last cell.
    fn is_torn_before(&self, after: &str) -> bool {
        self.count > 0 && !after.is_empty() && !after.starts_with(EDGES)
    }

    fn verdict(self, line: &str, rest: &str) -> Verdict {
        if line.len() > MENU_LIMIT {
            return Verdict::Open;
        }
        let Some(kind) = self.kind else {
            let bare = line.trim_matches(EDGES).is_empty();
            return if bare { Verdict::Maybe("navigation", Needs::Any) } else { Verdict::Open };
        };
        let torn = self.torn || self.is_torn_before(rest);
        let unknown = self.unknown || torn || !rest.trim_matches(EDGES).is_empty();
        match self.count {
            2.. if !unknown => Verdict::Maybe(kind, Needs::EdgeOrCompany),
            // `中国政府网 | 松坪县人民政府`: a bar parts the entries of a menu.
            _ if line.contains([' ', '|', '#']) && unknown => {
                let bars = line.matches(['|', '｜', '#']).count();
                let digits = line.bytes().any(|byte| byte.is_ascii_digit());
                if bars >= 1 && !digits && !torn { Verdict::Maybe(kind, Needs::Edge) } else { Verdict::Open }
            }
            1 if !unknown => Verdict::Maybe(kind, Needs::Company),
            _ => Verdict::Open,
        }
    }
}

/// Decides on the lines that need company: two in a row keep it, and one beside a line set aside.
fn settle(text: &str, lines: &[Range<usize>], verdicts: &mut [Verdict]) {
    let likely = |verdict: Verdict| {
        matches!(verdict, Verdict::Sure(_) | Verdict::Maybe(_, Needs::Company | Needs::Any))
    };
    let mut at = 0;
    while at < verdicts.len() {
        if !likely(verdicts[at]) {
            at += 1;
            continue;
        }
        let mut end = at + 1;
        loop {
            if end < verdicts.len() && likely(verdicts[end]) {
                end += 1;
            } else if end + 1 < verdicts.len()
                && likely(verdicts[end + 1])
                && is_entry(&text[lines[end].clone()])
            {
                // `首页` `国务院` `新闻`: an entry the dictionary does not know, between two it does.
                end += 2;
            } else {
                break;
            }
        }
        // `>` and `云南要闻`: what follows the mark of a breadcrumb is its next step.
        let step =
            |line: &Range<usize>| text[line.clone()].chars().all(|c| matches!(c, '>' | '》' | '›' | '»'));
        if end > at + 1
            && end < verdicts.len()
            && step(&lines[end - 1])
            && is_entry(&text[lines[end].clone()])
        {
            end += 1;
            // The channel's name comes again as the page's heading.
            let repeated = |next: &Range<usize>| text[next.clone()] == text[lines[end - 1].clone()];
            end += usize::from(lines.get(end).is_some_and(repeated));
        }
        let known =
            |verdict: &Verdict| matches!(verdict, Verdict::Sure(_) | Verdict::Maybe(_, Needs::Company));
        let kept = verdicts[at..end].iter().filter(|verdict| known(verdict)).count();
        let sure = verdicts[at..end].iter().any(|verdict| matches!(verdict, Verdict::Sure(_)));
        if sure || kept >= 2 {
            let mut kind = "navigation";
            for verdict in &mut verdicts[at..end] {
                match verdict {
                    Verdict::Sure(of) | Verdict::Maybe(of, Needs::Company) => kind = of,
                    _ => {}
                }
                *verdict = Verdict::Sure(kind);
            }
        }
        at = end;
    }
}

/// A short line without figures or marks of a sentence.
fn is_entry(line: &str) -> bool {
    line.chars().count() <= 8
        && !line.contains(|c: char| c.is_ascii_digit() || "，。；：、,;:（(《".contains(c))
}

/// Lines that name a site's keepers count above or below a line of the footer, and whatever follows the footer at the
/// end of a text is the page's too.
fn settle_footer(verdicts: &mut [Verdict], last_prose: Option<usize>) {
    let footer = |verdict: Verdict| matches!(verdict, Verdict::Sure("registration" | "footer"));
    let keeper = |verdict: Verdict| matches!(verdict, Verdict::Maybe(_, Needs::Footer));
    for at in 1..verdicts.len() {
        if keeper(verdicts[at]) && footer(verdicts[at - 1]) {
            verdicts[at] = Verdict::Sure("footer");
        }
    }
    for at in (1..verdicts.len()).rev() {
        if keeper(verdicts[at - 1]) && footer(verdicts[at]) {
            verdicts[at - 1] = Verdict::Sure("footer");
        }
    }
    const AFTER_FOOTER: usize = 12;
    let tail = last_prose.map_or(verdicts.len(), |last| last + 1);
    let begins = (tail..verdicts.len()).find(|&at| footer(verdicts[at]));
    if let Some(begins) = begins.filter(|begins| verdicts.len() - begins <= AFTER_FOOTER) {
        for verdict in &mut verdicts[begins..] {
            if !matches!(verdict, Verdict::Sure(_)) {
                *verdict = Verdict::Sure("footer");
            }
        }
    }
}

/// The titles listed under `相关链接`, up to the next line set aside or the end of the text.
fn settle_related(text: &str, lines: &[Range<usize>], verdicts: &mut [Verdict]) {
    const LISTED: usize = 12;
    let mut at = 0;
    while at < verdicts.len() {
        if verdicts[at] == Verdict::Sure("related") {
            let listed = verdicts[at + 1..].iter().take(LISTED + 1);
            let until =
                listed.take_while(|verdict| !matches!(verdict, Verdict::Sure(_) | Verdict::Prose)).count();
            let end = at + 1 + until;
            let closed = match verdicts.get(end) {
                Some(Verdict::Sure(_)) => true,
                Some(_) => false,
                None => until <= LISTED,
            };
            let plain = lines[at + 1..end].iter().all(|line| !text[line.clone()].contains('。'));
            if closed && plain {
                verdicts[at + 1..end].fill(Verdict::Sure("related"));
            }
            at = end;
        } else {
            at += 1;
        }
    }
}

/// The labels with values inside a line: `浏览次数：1286`, `字号：大 中 小`.
fn values(text: &str, line: Range<usize>, found: &mut Vec<SetAside>) {
    let words = Words::builtin();
    let mut read = line.start;
    for matched in words.automaton.leftmost_find_iter(&text[line.clone()]) {
        let (start, end) = (line.start + matched.start(), line.start + matched.end());
        let Some(word) = words.words[matched.value() as usize].iter().find(|word| word.role == Role::Value)
        else {
            continue;
        };
        let Some(len) = value_len(word.kind, &text[end..line.end]) else { continue };
        let bounded = start == line.start || text[..start].ends_with([' ', '|', '｜', '】', ']', '）', ')']);
        // 松坪县司法局点击：36次: the space before the label may have been closed.
        let telling =
            text[start..end].chars().count() >= 4 || text[end..end + len].ends_with(['次', '大', '中', '小']);
        if start >= read && (bounded || telling) {
            read = end + len;
            found.push(SetAside { range: start..read, kind: word.kind });
        }
    }
}

/// Length of the value after a label, its colon included: `：1286次`, `：[大 中 小]`.
fn value_len(kind: &str, after: &str) -> Option<usize> {
    let value = after.trim_start_matches(' ').strip_prefix(['：', ':'])?;
    let rest = if kind == "view_count" {
        let digits =
            value.trim_start_matches([' ', '[', '【']).trim_start_matches(|c: char| c.is_ascii_digit());
        digits.trim_start_matches(['次', '人', ']', '】'])
    } else {
        let sizes = |c: char| "大中小加减还原默认特超号 +-[]【】|/T".contains(c);
        let rest = value.trim_start_matches(sizes);
        // `大事记` after the sizes is none of them.
        let taken = &value[..value.len() - rest.len()];
        &value[taken.trim_end_matches([' ', '【', '[']).len()..]
    };
    let word_goes_on = kind == "font_size" && rest.starts_with(|c| matches!(c, '\u{3400}'..='\u{9FFF}'));
    (!word_goes_on).then(|| after.len() - rest.len())
}

/// Of a document on one line: the breadcrumb and the labels before its first sentence, the footer after its last.
fn edges_of_line(text: &str, line: Range<usize>, first: bool, last: bool, found: &mut Vec<SetAside>) {
    /// Bytes before the first sentence in which labels are looked for.
    const HEAD: usize = 600;
    let head_end = sentence_break(text, line.clone(), HEAD);
    if first && let Some(head_end) = head_end {
        let head = line.start..head_end;
        if let Some(len) = breadcrumb_len(&text[head.clone()]) {
            found.push(SetAside { range: line.start..line.start + len, kind: "breadcrumb" });
        }
        let from = found.last().map_or(head.start, |stretch| stretch.range.end.max(head.start));
        let before = found.len();
        values(text, from..head.end, found);
        menus(text, from..head.end, found);
        found[before..].sort_by_key(|stretch| stretch.range.start);
    }
    if last && let Some(stop) = memmem::rfind(text[line.clone()].as_bytes(), "。".as_bytes()) {
        let tail = line.start + stop + "。".len()..line.end;
        if tail.len() <= LINE_LIMIT && !text[tail.clone()].trim().is_empty() {
            footer_of_line(text, tail, found);
        }
    }
}

/// Menus and buttons in the head of a document on one line: two or more of their words with nothing but bars, brackets and
/// spaces between them: `长者模式 | 简体 | 繁体`, `【打印】【关闭】 分享到: 微信`.
fn menus(text: &str, head: Range<usize>, found: &mut Vec<SetAside>) {
    let words = Words::builtin();
    let mut run: Option<(Range<usize>, &'static str, usize)> = None;
    let mut finish = |run: Option<(Range<usize>, &'static str, usize)>| {
        if let Some((range, kind, 2..)) = run
            && !found.iter().any(|stretch| stretch.range.start < range.end && range.start < stretch.range.end)
        {
            found.push(SetAside { range, kind });
        }
    };
    for matched in words.automaton.leftmost_find_iter(&text[head.clone()]) {
        let (start, end) = (head.start + matched.start(), head.start + matched.end());
        let cell = words.words[matched.value() as usize].iter().find(|word| word.role == Role::Cell);
        let between = run.as_ref().map_or("", |(range, ..)| &text[range.end..start]);
        let joined = !between.is_empty() && between.trim_matches(EDGES).is_empty();
        let opens = start == head.start || text[..start].ends_with(EDGES);
        match (cell, run.take()) {
            (Some(_), Some((range, kind, count))) if joined => {
                run = Some((range.start..end, kind, count + 1))
            }
            (Some(word), before) => {
                finish(before);
                run = opens.then_some((start..end, word.kind, 1));
            }
            (None, before) => finish(before),
        }
    }
    finish(run);
}

/// Where the first comma or stop stands in the first bytes of a line; its words before it may be a page's head.
fn sentence_break(text: &str, line: Range<usize>, limit: usize) -> Option<usize> {
    let marks = |c: char| matches!(c, '，' | ',' | '。' | '；');
    let mut chars = text[line.clone()].char_indices().take_while(|(at, _)| *at < limit);
    chars.find(|&(_, c)| marks(c)).map(|(at, _)| line.start + at)
}

/// Length of the breadcrumb that `text` begins with: its label and its steps, `>` between them.
fn breadcrumb_len(text: &str) -> Option<usize> {
    let words = Words::builtin();
    let label = words.automaton.leftmost_find_iter(text).next().filter(|found| found.start() == 0)?;
    let crumb = |word: &Word| word.role == Role::Opening && word.kind == "breadcrumb";
    let after = &text[label.end()..];
    let rest = after.trim_start_matches(' ').strip_prefix(['：', ':'])?;
    if !words.words[label.value() as usize].iter().any(crumb) {
        return None;
    }
    let mut at = text.len() - rest.len();
    loop {
        let step = text[at..].trim_start_matches([' ', '>', '》', '›', '»']);
        let from = text.len() - step.len();
        let end = from + step.find([' ', '>', '》', '›', '»']).unwrap_or(step.len());
        at = end;
        if !text[end..].trim_start_matches(' ').starts_with(['>', '》', '›', '»']) {
            return Some(end);
        }
    }
}

/// The footer at the end of a line, from its first label on, if a registration number or the like stands in it.
fn footer_of_line(text: &str, tail: Range<usize>, found: &mut Vec<SetAside>) {
    let words = Words::builtin();
    let mut begins = None;
    let mut sure = None;
    for matched in words.automaton.leftmost_find_iter(&text[tail.clone()]) {
        let before = &text[..tail.start + matched.start()];
        let after = &text[tail.start + matched.end()..tail.end];
        let labels = after.trim_start_matches(' ').starts_with(['：', ':']);
        let opens = before.ends_with([' ', '。', '|', '【', '（', '[']);
        for word in &words.words[matched.value() as usize] {
            let telling = match word.role {
                Role::Inside => word.kind != "registration" || is_number_after(after),
                Role::Opening => opens && labels,
                _ => false,
            };
            if telling {
                sure = sure.or(Some(word.kind));
            }
            let keeper = matches!(word.role, Role::Footer) && opens && labels;
            let cell = word.role == Role::Cell && opens;
            if telling || keeper || cell {
                begins = begins.or(Some(tail.start + matched.start()));
            }
        }
    }
    if let (Some(begins), Some(_)) = (begins, sure) {
        found.push(SetAside { range: begins..tail.end, kind: "footer" });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::lines;

    fn aside(text: &str) -> Vec<(&str, &'static str)> {
        let found = scan_boilerplate(text, &lines(text));
        found.into_iter().map(|stretch| (&text[stretch.range], stretch.kind)).collect()
    }

    #[test]
    fn a_word_alone_stays_and_two_go() {
        assert_eq!(aside("正文：\n打印\n正文二"), []);
        assert_eq!(aside("下载\n打印\n松坪县工作报告"), [("下载", "button"), ("打印", "button")]);
    }

    #[test]
    fn a_breadcrumb_over_lines() {
        let text = "您的位置:\n首页\n>\n松坪要闻\n松坪要闻\n2026年政府工作报告\n各位代表：";
        let found = aside(text);
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found.iter().all(|(_, kind)| matches!(*kind, "breadcrumb" | "navigation")));
    }

    #[test]
    fn a_document_on_one_line() {
        let text = "当前位置: 首页 > 政务公开 > 工作报告 松坪县2023年工作报告 发布时间:2024-02-27 浏览次数:1286 字号:[大 中 小] 2023年,全县办结78件。\
                    全年良好。 上一篇:没有了 主办:松坪县人民政府 X ICP备00000123号-1";
        let found = aside(text);
        let texts: Vec<&str> = found.iter().map(|(text, _)| *text).collect();
        let footer = "上一篇:没有了 主办:松坪县人民政府 X ICP备00000123号-1";
        assert_eq!(
            texts,
            ["当前位置: 首页 > 政务公开 > 工作报告", "浏览次数:1286", "字号:[大 中 小]", footer]
        );
    }

    #[test]
    fn body_text_stays() {
        for text in [
            "全年依法注销ICP备案主体78个，公网安备核查42家。",
            "联系电话：0000-6612345\n松坪县人民政府\n2024年3月1日",
            "主办单位：松坪县司法局\n承办单位：松坪县律师协会",
            "国务院：\n现将有关情况报告如下。",
            "大\n36所\n小\n128所",
        ] {
            assert_eq!(aside(text), [], "{text}");
        }
    }
}
