//! Head and foot by GB/T 9704-2012: urgency, classification, agency mark (7.2), addressees (7.3.2), attachments (7.3.4),
//! copied agencies (7.4.2).
//!
//! `各乡镇人民政府，县政府各部门：` → addressees `各乡镇人民政府`, `县政府各部门`

use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::builtin;

use super::metadata::Found;
use super::signature::{AGENCY_ENDS, is_agency};
use super::title::despaced;
use crate::text::char_set::CharSet;
use crate::text::lines::trim;
use crate::text::word_set::first_characters;

/// The mark of the head that stands alone on a line: `特急`, `机密★1年`.
pub(super) fn mark(text: &str, lines: &[Range<usize>], field: &str) -> Option<Found<String>> {
    /// Bytes of a line with a mark: urgency and classification may share it.
    const LIMIT: usize = 60;
    let records = || builtin().documents.mark.iter().filter(|record| record.field == field);
    lines.iter().filter(|line| line.len() <= LIMIT).find_map(|line| {
        let mut at = line.start;
        for cell in text[line.clone()].split("  ") {
            let range = trim(text, at..at + cell.len());
            at = (at + cell.len() + 2).min(line.end);
            if !text[range.clone()].starts_with(|first| MARK_FIRST.contains(first)) {
                continue;
            }
            let words = despaced(&text[range.clone()]);
            let level =
                records().flat_map(|record| &record.words).find(|word| words.starts_with(word.as_str()));
            if let Some(level) = level {
                let period = &words[level.len()..];
                let starred = period.starts_with(['★', '☆', '*']) && field == "classification";
                if period.is_empty() || starred {
                    return Some(Found::at(words.into_owned(), range));
                }
            }
        }
        None
    })
}

/// What the words of all marks begin with: few lines do.
static MARK_FIRST: LazyLock<Box<CharSet>> = LazyLock::new(|| {
    let words = builtin().documents.mark.iter().flat_map(|record| &record.words);
    first_characters(words.map(String::as_str))
});

/// The agency mark (发文机关标志): an agency's name with 文件 on a line of its own, or that of an order (令).
pub(super) fn agency_mark(text: &str, lines: &[Range<usize>]) -> Option<Found<String>> {
    /// Bytes of a mark: some thirty characters set wide.
    const LIMIT: usize = 180;
    lines.iter().filter(|line| line.len() <= LIMIT).find_map(|line| {
        if !text[line.clone()].ends_with(['件', '令']) {
            return None;
        }
        let words = despaced(&text[line.clone()]);
        let named = words.strip_suffix("文件").or_else(|| words.strip_suffix('令'))?;
        (is_agency(named) && named.chars().count() >= 4).then(|| Found::at(named.to_owned(), line.clone()))
    })
}

/// The addressees (主送机关): the first line after the title that ends in a colon and greets nobody.
pub(super) fn addressees(text: &str, lines: &[Range<usize>]) -> Option<Found<Vec<String>>> {
    /// Bytes of a list of addressees.
    const LIMIT: usize = 600;
    for line in lines {
        let words = &text[line.clone()];
        let Some(list) = words.strip_suffix(['：', ':']) else {
            // The text has begun.
            if words.len() > LIMIT || words.ends_with('。') {
                return None;
            }
            continue;
        };
        let plain = !list.contains(['。', '；', '：', ':', '《', '？', '！']) && list.len() <= LIMIT;
        if plain && is_addressee(list) {
            let list = list.trim_end();
            return Some(Found::at(agencies(list), line.start..line.start + list.len()));
        }
    }
    None
}

/// `各乡镇人民政府，县政府各部门`, `王某某委员`; not `现将有关情况报告如下`.
fn is_addressee(list: &str) -> bool {
    const ENDS: [&str; 14] = [
        "单位", "机构", "部门", "公司", "中心", "组织", "团体", "企业", "院校", "学校", "委员", "代表",
        "先生", "女士",
    ];
    let list = super::title::without_bracket(list.trim_end());
    let greets = list.starts_with("各位") || list.ends_with("同志们");
    let ends = list.ends_with(AGENCY_ENDS) || ENDS.iter().any(|end| list.ends_with(end));
    ends && !greets && list.chars().count() >= 3
}

/// The agencies of a list: commas part groups, and 、 parts them where each piece names an agency.
fn agencies(list: &str) -> Vec<String> {
    let mut names = Vec::new();
    for group in split(list, &['，', ',', '；', ';']) {
        let pieces = split(group, &['、']);
        let whole = pieces.iter().all(|piece| is_addressee(piece.trim()));
        let parts = if whole { pieces } else { vec![group] };
        names.extend(
            parts.iter().map(|part| despaced(part.trim()).into_owned()).filter(|name| !name.is_empty()),
        );
    }
    names
}

/// `list` cut at `marks` outside brackets.
fn split<'a>(list: &'a str, marks: &[char]) -> Vec<&'a str> {
    let mut depth = 0_i32;
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in list.char_indices() {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth -= 1,
            c if depth <= 0 && marks.contains(&c) => {
                parts.push(&list[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    parts.push(&list[start..]);
    parts
}

/// The attachments (附件说明): `附件：1.任务分工表` and the numbered lines below.
pub(super) fn attachments(text: &str, lines: &[Range<usize>]) -> Option<Found<Vec<String>>> {
    let starts = |line: &Range<usize>| {
        let words = text[line.clone()].strip_prefix("附")?.trim_start_matches(' ').strip_prefix('件')?;
        let list = words.trim_start_matches(' ').strip_prefix(['：', ':'])?.trim_start();
        (list.len() <= 3 * 300).then(|| line.end - list.len())
    };
    let (at, start) = lines.iter().enumerate().find_map(|(at, line)| Some((at, starts(line)?)))?;
    let mut names = numbered(&text[start..lines[at].end]);
    let mut end = lines[at].end;
    for line in &lines[at + 1..] {
        let words = &text[line.clone()];
        match item(words) {
            Some((number, name)) if number as usize == names.len() + 1 && words.len() <= 3 * 120 => {
                names.push(name.to_owned());
                end = line.end;
            }
            _ => break,
        }
    }
    names.retain(|name| !name.is_empty());
    (!names.is_empty()).then(|| Found::at(names, start..end))
}

/// `1.甲 2.乙` → `甲`, `乙`; a list without numbers is one name.
fn numbered(list: &str) -> Vec<String> {
    if list.is_empty() {
        return Vec::new();
    }
    let Some((1, mut rest)) = item_rest(list) else { return vec![tidy(list)] };
    let mut names = Vec::new();
    loop {
        let next = names.len() as u32 + 2;
        let cut = rest.match_indices(&next.to_string()).find(|(at, digits)| {
            let after = &rest[at + digits.len()..];
            rest[..*at].ends_with([' ', '；', ';', '，', '。']) && after.starts_with(['.', '．', '、'])
        });
        let Some((at, digits)) = cut else { break };
        names.push(tidy(&rest[..at]));
        rest =
            &rest[at + digits.len() + rest[at + digits.len()..].chars().next().map_or(0, char::len_utf8)..];
    }
    names.push(tidy(rest));
    names
}

/// Number and words of `2.任务分工表`.
fn item(line: &str) -> Option<(u32, String)> {
    item_rest(line).map(|(number, rest)| (number, tidy(rest)))
}

fn item_rest(line: &str) -> Option<(u32, &str)> {
    let digits = line.bytes().take(2).take_while(u8::is_ascii_digit).count();
    let rest = line[digits..].strip_prefix(['.', '．', '、'])?;
    Some((line[..digits].parse().ok()?, rest))
}

fn tidy(name: &str) -> String {
    despaced(name.trim().trim_end_matches(['；', ';', '。', '，'])).into_owned()
}

/// The copied agencies (抄送机关): `抄送：县委各部门，县人大常委会办公室。`
pub(super) fn copied_agencies(text: &str, lines: &[Range<usize>]) -> Option<Found<Vec<String>>> {
    /// Lines from the end in which the imprint (版记) stands.
    const TAIL: usize = 40;
    let tail = &lines[lines.len().saturating_sub(TAIL)..];
    tail.iter().find_map(|line| {
        let words = text[line.clone()].strip_prefix('抄')?.trim_start_matches(' ');
        let list = words.strip_prefix(['送', '报'])?.trim_start_matches(' ').strip_prefix(['：', ':'])?;
        let start = line.end - list.trim_start().len();
        // The imprint of a document on one line goes on with who printed it.
        let list = &text[start..line.end];
        let list = &list[..list.find('。').unwrap_or(list.len())];
        (!list.is_empty() && list.len() <= 3 * 400)
            .then(|| Found::at(agencies(list), start..start + list.len()))
    })
}
