//! The title (标题, GB/T 9704-2012 7.3.1) and what it says: the type of document, whose it is.
//!
//! `松坪县人民政府` / `关于2021年度法治政府建设工作的报告` → title on two lines, type `报告`, agency `松坪县人民政府`.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use gongwen_dicts::builtin;

use super::date::{date_at, first_year};
use super::metadata::Found;
use super::signature::AGENCY_ENDS;
use crate::text::char_set::CharSet;
use crate::text::normalize::normalize;
use crate::text::word_set::WordSet;

/// Bytes of the shortest line that is a title without naming its subject: six characters.
const SHORT_TITLE_BYTES: usize = 18;

/// The title: the first lines that name their kind, `…关于…的通知`, `…2021年…总结`; failing that, a short line that ends
/// as a title does.
pub(super) fn title(text: &str, head: &[Range<usize>]) -> Option<Found<String>> {
    let telling = (0..head.len()).find_map(|at| {
        let range = joined_title(text, &head[at..])?;
        let value = despaced(&text[range.clone()]);
        let dated = first_year(text, range.clone()).is_some();
        let report = value.contains("工作报告") || value.contains("年度报告");
        let acts = || begins_with_agency(&value) && names_its_kind(&value);
        (value.contains("关于") || dated || report || acts()).then_some(range)
    });
    let range = telling.or_else(|| {
        let short = |segment: &&Range<usize>| {
            segment.len() >= SHORT_TITLE_BYTES && is_title(&text[(*segment).clone()])
        };
        head.iter().find(short).cloned()
    })?;
    Some(Found::at(despaced(&text[range.clone()]).into_owned(), range))
}

/// The title that is known from outside, `hint`, where whole segments of the head spell it: what the words of its lines do
/// not tell (`国务院办公厅` / `对第2741号提案的` / `答复`), a page's table of properties does.
pub(super) fn title_of_hint(text: &str, head: &[Range<usize>], hint: &str) -> Option<Found<String>> {
    /// Shorter ones are names of channels: 通知公告.
    const SHORTEST: usize = 6;
    let hint = normalize(hint).text;
    let hint = despaced(&hint);
    if hint.chars().count() < SHORTEST {
        return None;
    }
    (0..head.len()).find_map(|at| {
        let mut left = hint.as_ref();
        for segment in &head[at..] {
            left = left.strip_prefix(despaced(&text[segment.clone()]).as_ref())?;
            if left.is_empty() {
                return Some(Found::at(hint.to_string(), head[at].start..segment.end));
            }
        }
        None
    })
}

/// The heading of a news page: the line right above the one with its date and source.
pub(super) fn headline(text: &str, head: &[Range<usize>], below: usize) -> Option<Found<String>> {
    let at = head.iter().position(|segment| segment.end > below)?;
    let range = head.get(at.checked_sub(1)?)?.clone();
    let value = despaced(&text[range.clone()]);
    let len = value.chars().count();
    ((8..=60).contains(&len) && is_title_part(&value) && !value.contains(['，', ',']))
        .then(|| Found::at(value.into_owned(), range))
}

/// The title that the first segment begins, joined with up to four more where it is broken.
fn joined_title(text: &str, segments: &[Range<usize>]) -> Option<Range<usize>> {
    let start = segments.first()?.start;
    let mut acts = false;
    for (count, segment) in segments.iter().take(5).enumerate() {
        let line = &text[segment.clone()];
        let whole = &text[start..segment.end];
        if is_title(whole) {
            return (!acts || names_its_kind(whole)).then_some(start..segment.end);
        }
        if !is_title_part(line) {
            return None;
        }
        // Only a line that begins like a title may be broken.
        if count == 0 && !line.contains("关于") && !line.ends_with(['府', '厅', '局', '委', '办', '室', '会'])
        {
            acts = begins_with_agency(line);
            if !acts {
                return None;
            }
        }
    }
    None
}

/// Whether a title ends as `…第4626号提案的答复` does: the headline `县司法局对案卷开展评查` goes on with no other line.
fn names_its_kind(title: &str) -> bool {
    /// 的实施意见
    const LONGEST_KIND: usize = 4;
    let kind = without_bracket(title).rsplit_once('的').map(|(_, kind)| despaced(kind).chars().count());
    kind.is_some_and(|chars| chars <= LONGEST_KIND)
}

/// Where the word stands that follows the agency in a title: `国务院办公厅|转发国家地震局关于…`; whoever forwards it
/// issues it.
pub(super) fn behind_agency(title: &str) -> Option<usize> {
    static BEHIND: WordSet = WordSet::of(&["关于", "转发", "批转", "印发", "对"]);
    BEHIND.find(title)
}

/// Whether a title begins as `国务院办公厅对全国政协十届四次会议第4626号提案的答复` does.
fn begins_with_agency(title: &str) -> bool {
    behind_agency(title).is_some_and(|end| title[..end].trim_end().ends_with(AGENCY_ENDS))
}

fn is_title_part(line: &str) -> bool {
    static NEVER: CharSet = CharSet::of("。；：:;！？>");
    !NEVER.is_in(line) && !line.ends_with(['，', ',']) && date_at(line).is_none()
}

/// Whether `line` reads as a whole title: ends with a kind of document, with or without a bracket after it.
pub(super) fn is_title(line: &str) -> bool {
    // Nearly every line of a head is decided by its last character.
    let last = without_bracket(line.trim_end()).chars().next_back();
    if !last.is_some_and(|last| LAST_LETTERS.contains(&last)) {
        return false;
    }
    let line = despaced(line);
    let words = without_bracket(&line);
    let len = line.chars().count();
    (5..=150).contains(&len)
        && is_title_part(&line)
        && !line.starts_with(['《', '（', '('])
        // 松坪市人民政府令 heads an order, whose title follows.
        && (!words.ends_with('令') || words.contains("关于"))
        && (document_type(words).is_some() || ends_as_title(words))
}

/// The last letters of the words a title ends with.
static LAST_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| {
    let documents = &builtin().documents;
    let types = documents.document_type.iter().flat_map(|record| record.names.iter().chain([&record.name]));
    let ends = documents.title_end.iter().flat_map(|record| &record.words);
    let mut letters: Vec<char> = types.chain(ends).filter_map(|word| word.chars().next_back()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
});

/// Whether a title ends in a word that is no type of document: 总结, 方案.
fn ends_as_title(title: &str) -> bool {
    let records = &builtin().documents.title_end;
    records.iter().flat_map(|record| &record.words).any(|end| title.ends_with(end.as_str()))
}

/// `行动计划（2021—2023年）` → `行动计划`
pub(super) fn without_bracket(title: &str) -> &str {
    if !title.ends_with(['）', ')']) {
        return title;
    }
    title.rfind(['（', '(']).map_or(title, |open| title[..open].trim_end())
}

/// The type (文种) a title ends with.
pub(super) fn document_type(title: &str) -> Option<&'static str> {
    let words = without_bracket(title);
    let mut records = builtin().documents.document_type.iter();
    records.find(|record| record.ends(words)).map(|record| record.name.as_str())
}

/// A title without the spaces that set its letters wide.
pub(super) fn despaced(title: &str) -> Cow<'_, str> {
    if title.contains(char::is_whitespace) {
        Cow::Owned(title.chars().filter(|c| !c.is_whitespace()).collect())
    } else {
        Cow::Borrowed(title)
    }
}
