//! Titles in 《》: where they stand, what they are, and what two writings of one have in common.
//!
//! ```
//! use gongwen::reference::title::{Class, Key, class};
//! assert_eq!(class("优化营商环境条例"), Some(Class::Statute));
//! assert_eq!(class("松坪市总体规划（2018—2035年）"), Some(Class::Plan));
//! assert_eq!(class("松坪日报"), None);
//! assert_eq!(
//!     Key::of("国务院关于印发《个人所得税专项附加扣除暂行办法》的通知").subject,
//!     Key::of("个人所得税专项附加扣除暂行办法").subject
//! );
//! ```

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::landmark::{Landmark, Landmarks};
use crate::text::char_set::CharSet;
use crate::text::word_set::first_characters;

/// What a title names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A law, a regulation, a rule, a treaty: what has articles.
    Statute,
    /// An official document.
    Document,
    /// A plan (规划, 计划).
    Plan,
}

/// What `title`, without its own 《》, names by its end (`dicts/citations.toml`); none for newspapers, books, films and meetings,
/// and for an end that tells nothing.
#[must_use]
pub fn class(title: &str) -> Option<Class> {
    match known_class(title)? {
        Known::Is(class) => Some(class),
        Known::Work => None,
    }
}

/// What the end of a title tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    Is(Class),
    /// A newspaper, a book, a film: nothing that is cited here.
    Work,
}

/// What the longest known end of `title` tells; none where it has no known end.
pub(super) fn known_class(title: &str) -> Option<Known> {
    let words = Words::builtin();
    let bare = without_brackets_after(title.trim());
    // From the longest tail to the shortest.
    let tails = bare.char_indices().filter(|(at, _)| bare.len() - at <= words.longest);
    // Looked up only where an end begins so.
    for (at, _) in tails.filter(|(_, first)| words.first.contains(*first)) {
        let Some(entries) = words.ends.get(&bare[at..]) else { continue };
        let fits =
            |entry: &&Entry| entry.begins.is_empty() || entry.begins.iter().any(|b| bare.starts_with(b));
        if let Some(entry) = entries.iter().find(fits) {
            return Some(entry.class);
        }
    }
    None
}

/// Whether `title` is only a word for a kind of document (`意见`, `实施方案`), which names one only where it was defined.
#[must_use]
pub fn is_generic(title: &str) -> bool {
    /// What may stand before the word without saying what the document is about.
    const MODIFIERS: [&str; 12] =
        ["新", "实施", "工作", "总体", "专项", "暂行", "指导", "若干", "决定", "规划", "行动", "管理"];
    let bare = without_brackets_after(title.trim());
    let mut bare = bare.strip_suffix("草案").filter(|rest| !rest.is_empty()).unwrap_or(bare);
    if bare == "宪法" {
        return false;
    }
    loop {
        if bare.is_empty() || Words::builtin().ends.contains_key(bare) {
            return true;
        }
        let Some(rest) = MODIFIERS.iter().find_map(|modifier| bare.strip_prefix(modifier)) else {
            return false;
        };
        bare = rest;
    }
}

/// What the writings of one title have in common: no spaces, quotes and brackets round it, no agency before it, nothing of the
/// notice that printed it.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What the document is about and what it is: `加快发展体育产业的指导意见`.
    pub subject: String,
    /// The agency the title begins with: `国务院办公厅`.
    pub agency: Option<String>,
}

impl Key {
    /// The key of a title, with or without its own 《》.
    ///
    /// ```
    /// use gongwen::reference::title::Key;
    /// let key = Key::of("《国务院办公厅关于加快发展体育产业的指导意见（试行）》");
    /// assert_eq!((key.subject.as_str(), key.agency.as_deref()), ("加快发展体育产业的指导意见", Some("国务院办公厅")));
    /// assert_eq!(Key::of("中华人民共和国水法").subject, "水法");
    /// ```
    #[must_use]
    pub fn of(title: &str) -> Self {
        let bare: String = title.chars().filter_map(fold).collect();
        let mut agency = None;
        let mut subject = bare.as_str();
        // A notice may print what another printed.
        for _ in 0..3 {
            let trimmed = without_editions(subject);
            let Some((issuer, inner)) = printed(trimmed) else { break };
            agency = agency.or(issuer);
            subject = inner;
        }
        subject = without_editions(subject);
        if let Some((issuer, rest)) = subject.split_once("关于").filter(|(_, rest)| !rest.is_empty()) {
            if issuer.is_empty() {
                subject = rest;
            } else if is_agency(issuer) {
                // Of two, the one that wrote it and not the one that printed it.
                agency = Some(issuer);
                subject = rest;
            }
        }
        let subject =
            subject.strip_prefix("中华人民共和国").filter(|rest| !rest.is_empty()).unwrap_or(subject);
        Self { subject: subject.to_owned(), agency: agency.map(str::to_owned) }
    }

    /// Whether both may be titles of one document: one subject, and agencies that do not contradict each other.
    #[must_use]
    pub fn fits(&self, other: &Self) -> bool {
        let agencies = match (&self.agency, &other.agency) {
            (Some(one), Some(other)) => same_agency(one, other),
            _ => true,
        };
        agencies && self.subject == other.subject
    }
}

/// Whether two names may be one agency's: `省政府办公厅` is `山东省人民政府办公厅`, `国务院` is not `国务院办公厅`.
#[must_use]
pub fn same_agency(one: &str, other: &str) -> bool {
    let (short, long) =
        if one.chars().count() <= other.chars().count() { (one, other) } else { (other, one) };
    let mut rest = long.chars();
    short.chars().last() == long.chars().last() && short.chars().all(|c| rest.any(|l| l == c))
}

/// A character of a key: quotes, brackets and spaces have none, dashes are one.
fn fold(c: char) -> Option<char> {
    match c {
        '《' | '》' | '〈' | '〉' | '<' | '>' | '“' | '”' | '"' | '‘' | '’' | '\'' | '＂' | '「' | '」' => {
            None
        }
        c if c.is_whitespace() => None,
        '(' => Some('（'),
        ')' => Some('）'),
        '—' | '–' | '－' | '-' | '~' | '～' | '―' | '至' => Some('-'),
        '，' | ',' | '、' => None,
        c => Some(c),
    }
}

/// The title a notice prints: `国务院关于印发X的通知` → (国务院, X).
fn printed(title: &str) -> Option<(Option<&str>, &str)> {
    const VERBS: [&str; 12] = [
        "关于印发",
        "关于转发",
        "关于批转",
        "关于发布",
        "关于公布",
        "关于颁布",
        "关于下发",
        "印发",
        "转发",
        "批转",
        "关于颁发",
        "发布",
    ];
    const ENDS: [&str; 5] = ["的通知", "的公告", "的函", "的令", "的通告"];
    let body = ENDS.iter().find_map(|end| title.strip_suffix(end))?;
    let (at, verb) = VERBS
        .iter()
        .filter_map(|verb| Some((body.find(verb)?, verb)))
        .min_by_key(|(at, verb)| (*at, verb.len()))?;
    let verb = VERBS
        .iter()
        .filter(|longer| body[at..].starts_with(**longer))
        .max_by_key(|v| v.len())
        .unwrap_or(verb);
    let issuer = &body[..at];
    if !issuer.is_empty() && !is_agency(issuer) {
        return None;
    }
    let inner = &body[at + verb.len()..];
    let inner = inner.strip_prefix("实施").filter(|rest| rest.starts_with("中华")).unwrap_or(inner);
    (!inner.is_empty()).then_some(((!issuer.is_empty()).then_some(issuer), inner))
}

/// What a notice with this title prints: `关于印发《松坪市停车管理办法》的通知` → `松坪市停车管理办法`.
pub(super) fn printed_title(title: &str) -> Option<&str> {
    let (_, inner) = printed(title.trim())?;
    let bare = inner.strip_prefix(['《', '〈', '<']).and_then(|rest| rest.strip_suffix(['》', '〉', '>']));
    Some(bare.unwrap_or(inner))
}

/// `体育产业指导意见（试行）` → `体育产业指导意见`; the years a plan is for stay.
fn without_editions(title: &str) -> &str {
    const EDITIONS: [&str; 12] = [
        "试行",
        "暂行",
        "修订",
        "修正",
        "草案",
        "征求意见稿",
        "送审稿",
        "节选",
        "摘要",
        "稿",
        "全文",
        "修改",
    ];
    let mut bare = title;
    while let Some(open) = bare.strip_suffix('）').and_then(|inner| inner.rfind('（')) {
        let inside = &bare[open + '（'.len_utf8()..bare.len() - '）'.len_utf8()];
        if !EDITIONS.iter().any(|edition| inside.contains(edition)) {
            break;
        }
        bare = &bare[..open];
    }
    if bare.is_empty() { title } else { bare }
}

/// Without the brackets a title ends with: `…办法（试行）`, `…规划（2018—2035年）`.
pub(super) fn without_brackets_after(title: &str) -> &str {
    let mut bare = title;
    while let Some(inner) = bare.strip_suffix(['）', ')', '〉', '>', '”', '"']) {
        let opening = match bare.chars().next_back() {
            Some('）' | ')') => inner.rfind(['（', '(']),
            _ => Some(inner.len()),
        };
        let Some(open) = opening else { break };
        bare = inner[..open].trim_end();
    }
    if bare.is_empty() { title } else { bare }
}

/// Whether `name` ends like an agency's, and nothing in it is of a sentence.
pub(super) fn is_agency(name: &str) -> bool {
    let letters =
        || name.chars().all(|c| matches!(c, '\u{3400}'..='\u{9FFF}' | '、' | ' ' | 'X' | '×' | '（' | '）'));
    let verb = || NOT_AGENCY_ENDS.iter().any(|end| name.ends_with(end));
    // The end first: most words end as no agency does.
    ends_like_agency(name) && (2..=60).contains(&name.chars().count()) && letters() && !verb()
}

/// Whether `text` ends with a character that the names of agencies end with.
pub(super) fn ends_like_agency(text: &str) -> bool {
    text.ends_with(AGENCY_ENDS)
}

/// Verbs and meetings that end like an agency.
const NOT_AGENCY_ENDS: [&str; 22] = [
    "签署",
    "部署",
    "会议",
    "全会",
    "大会",
    "举办",
    "主办",
    "承办",
    "督办",
    "交办",
    "批办",
    "进行",
    "执行",
    "施行",
    "实行",
    "推行",
    "现行",
    "发行",
    "试行",
    "法院部",
    "其中",
    "集中",
];

/// What the names of agencies end with.
const AGENCY_ENDS: [char; 22] = [
    '院', '府', '部', '委', '局', '署', '会', '厅', '办', '室', '行', '组', '央', '社', '团', '庭', '司',
    '处', '中', '校', '企', '站',
];

/// The titles of `text`, in order: from a 《 to the 》 that closes it, those inside others left out. One pass; a title is on one
/// line and no longer than [`TITLE_LIMIT`].
pub(super) fn titles(text: &str, landmarks: &Landmarks) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    let mut last = 0;
    for (at, mark) in landmarks.references() {
        if !matches!(mark, Landmark::Title | Landmark::TitleEnd) {
            continue;
        }
        // What was opened on an earlier line, or too long ago, is closed nowhere.
        if !open.is_empty() && memchr::memchr(b'\n', &text.as_bytes()[last..at]).is_some() {
            open.clear();
        }
        open.retain(|start| at - start <= TITLE_LIMIT);
        last = at;
        if mark == Landmark::Title {
            // Titles do not nest this deep: the 》 are lost.
            if open.len() < DEEPEST {
                open.push(at);
            }
        } else if let Some(start) = open.pop() {
            // One inside another goes where the other closes too.
            while found.last().is_some_and(|inner: &Range<usize>| inner.start > start) {
                found.pop();
            }
            found.push(start..at + '》'.len_utf8());
        }
    }
    found
}

/// Titles inside titles: three were seen.
const DEEPEST: usize = 8;

/// The title in 《》 that stands right before the number, or right after it: `《纲要》（中发〔2015〕36号）`,
/// `财库〔2022〕3号《办法》`.
pub(super) fn cited_title(text: &str, number: &Range<usize>) -> Option<Range<usize>> {
    let before = text[..number.start].trim_end_matches([' ', '（', '(', '，', ',']);
    if before.ends_with('》') {
        return opening_of(before).map(|open| open..before.len());
    }
    let after =
        text[number.end..].trim_start_matches(' ').strip_prefix("文件").unwrap_or(&text[number.end..]);
    let start = text.len() - after.len();
    let len = after.starts_with('《').then(|| closing_of(after))??;
    Some(start..start + len)
}

/// Bytes looked at for the other end of a title: the longest real one had half of it.
const TITLE_LIMIT: usize = 600;

/// The 《 that the 》 at the end of `text` closes.
fn opening_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev().take(TITLE_LIMIT / 3) {
        match c {
            '》' => depth += 1,
            '《' if depth == 1 => return Some(at),
            '《' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// One past the 》 that closes the 《 at the start of `text`.
fn closing_of(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().take(TITLE_LIMIT / 3) {
        match c {
            '《' => depth += 1,
            '》' if depth == 1 => return Some(at + c.len_utf8()),
            '》' => depth -= 1,
            '\n' => return None,
            _ => {}
        }
    }
    None
}

/// The ends of `dicts/citations.toml`.
struct Words {
    ends: FxHashMap<&'static str, Vec<Entry>>,
    /// Their first characters.
    first: Box<CharSet>,
    /// Bytes of the longest.
    longest: usize,
}

struct Entry {
    class: Known,
    begins: &'static [String],
}

impl Words {
    fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let mut ends: FxHashMap<&str, Vec<Entry>> = FxHashMap::default();
            for record in &gongwen_dicts::builtin().citations.title {
                let class = match record.class.as_str() {
                    "statute" => Known::Is(Class::Statute),
                    "document" => Known::Is(Class::Document),
                    "plan" => Known::Is(Class::Plan),
                    _ => Known::Work,
                };
                for end in &record.ends {
                    ends.entry(end).or_default().push(Entry { class, begins: &record.begins });
                }
            }
            // What asks for a beginning goes before what takes any.
            #[allow(clippy::iter_over_hash_type, reason = "each list is sorted by itself")]
            for entries in ends.values_mut() {
                entries.sort_by_key(|entry| entry.begins.is_empty());
            }
            let longest =
                gongwen_dicts::builtin().citations.title.iter().flat_map(|r| &r.ends).map(String::len).max();
            let all = gongwen_dicts::builtin().citations.title.iter().flat_map(|record| &record.ends);
            let first = first_characters(all.map(String::as_str));
            Words { ends, first, longest: longest.unwrap_or(0) }
        });
        &WORDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        titles(text, &Landmarks::of(text)).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn titles_hold_others_and_end_with_their_line() {
        assert_eq!(found("《甲》和《关于印发《乙》的通知》"), ["《甲》", "《关于印发《乙》的通知》"]);
        assert_eq!(found("《甲《乙》丙"), ["《乙》"]);
        assert_eq!(found("《甲\n乙》《丙》"), ["《丙》"]);
        assert_eq!(found("》《甲》《"), ["《甲》"]);
        assert_eq!(found(&format!("《{}《乙》》", "甲".repeat(400))), ["《乙》"]);
    }

    #[test]
    fn writings_of_one_title_have_one_key() {
        let one = [
            "国务院办公厅关于加快发展体育产业的指导意见",
            "《关于加快发展体育产业的指导意见》",
            "国务院办公厅 关于加快发展体育产业的指导意见（试行）",
            "国务院关于印发〈关于加快发展体育产业的指导意见〉的通知",
        ];
        for title in one {
            assert!(Key::of(title).fits(&Key::of(one[1])), "{title}: {:?}", Key::of(title));
        }
        assert!(!Key::of("国务院关于投资的决定").fits(&Key::of("省政府关于投资的决定")));
        assert!(Key::of("山东省人民政府关于投资的决定").fits(&Key::of("省政府关于投资的决定")));
        assert!(!Key::of("松坪市总体规划（2018—2035年）").fits(&Key::of("松坪市总体规划（2010—2020年）")));
        assert_eq!(Key::of("").subject, "");
        assert_eq!(Key::of("关于").subject, "关于");
    }

    #[test]
    fn generic_titles() {
        for title in ["意见", "实施方案", "条例", "办法（试行）", "规划纲要", "工作规则"]
        {
            assert!(is_generic(title), "{title}");
        }
        for title in ["宪法", "水法", "农业法", "行政处罚法", "关于加强基层治理的意见"]
        {
            assert!(!is_generic(title), "{title}");
        }
    }
}
