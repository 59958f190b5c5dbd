//! What is set aside inside lines: labels with values, and the ends of a document on one line.
//!
//! `松坪县2023年工作总结 浏览次数：1286 字号：[大 中 小]` → `浏览次数：1286`, `字号：[大 中 小]`

use std::ops::Range;

use gongwen_dicts::BoilerplateRole as Role;
use memchr::memmem;

use super::SetAside;
use super::judge::{EDGES, LINE_LIMIT, Word, Words, is_number_after};

/// The labels with values inside a line: `浏览次数：1286`, `字号：大 中 小`.
pub(super) fn values(text: &str, line: Range<usize>, found: &mut Vec<SetAside>) {
    // A value stands behind a colon.
    if !text[line.clone()].contains(':') && !text[line.clone()].contains("：") {
        return;
    }
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
pub(super) fn edges_of_line(
    text: &str,
    line: Range<usize>,
    first: bool,
    last: bool,
    found: &mut Vec<SetAside>,
) {
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
