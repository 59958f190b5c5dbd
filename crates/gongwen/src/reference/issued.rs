//! Who issued a cited document and when, by the words before its title.
//!
//! `按照国务院2009年印发的` → `国务院`, `2009`

use std::ops::Range;
use std::sync::LazyLock;

use daachorse::{CharwiseDoubleArrayAhoCorasick, CharwiseDoubleArrayAhoCorasickBuilder, MatchKind};

use super::title::{ends_like_agency, is_agency};

/// The agency and the date that `clause`, which a title follows, ends with; `earlier` is what stands before the clause.
pub(super) fn issuer(earlier: &str, clause: &str) -> (Option<String>, Option<String>) {
    let without_verb = without_verb(clause.trim_end());
    let (rest, date) = match date_at_end(without_verb) {
        Some((start, date)) => (&without_verb[..start], Some(date)),
        None => (without_verb, None),
    };
    let rest = rest.trim_end_matches(['于', '在', ' ']);
    let Some(agency) = agency_at_end(rest) else {
        // 2009年印发的《…》 is dated; 2009年《…》 may be a year of the sentence.
        return (None, date.filter(|_| without_verb.len() < clause.trim_end().len()));
    };
    let before = &rest[..rest.len() - agency.len()];
    // 向国务院上报了: who was given it.
    if before.ends_with(['向', '给', '报', '请']) {
        return (None, date);
    }
    // 省水利厅会同省财政厅印发: the one that leads.
    let lead = JOINTLY.iter().find_map(|joint| {
        let before = before.strip_suffix(joint)?;
        agency_at_end(before).map(|agency| (agency, &before[..before.len() - agency.len()]))
    });
    let (agency, before) = lead.unwrap_or((agency, before));
    let date = date.or_else(|| date_at_end(before.trim_end()).map(|(_, date)| date));
    // 2009年3月5日，国务院印发《…》
    let issued = without_verb.len() < clause.trim_end().len() && before.trim().is_empty();
    let date = date
        .or_else(|| date_at_end(earlier.strip_suffix(['，', ',']).filter(|_| issued)?).map(|(_, date)| date));
    (Some(agency.to_owned()), date)
}

/// What stands between the agency that leads and another.
const JOINTLY: [&str; 3] = ["会同", "联合", "商"];

/// The date in a bracket behind a title: `（国务院2004年3月22日印发）`, but not when it was revised.
pub(super) fn date_in(bracket: &str) -> Option<String> {
    if bracket.contains("修") {
        return None;
    }
    let year = bracket.find('年')?;
    let start = year.checked_sub(4).filter(|start| bracket.is_char_boundary(*start))?;
    let len = bracket[start..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || "年月日".contains(*c))
        .map(char::len_utf8)
        .sum();
    parse_date(&bracket[start..][..len])
}

/// `国务院印发的` → `国务院`
fn without_verb(clause: &str) -> &str {
    const VERBS: [&str; 26] = [
        "印发实施",
        "审议通过",
        "印发",
        "发布",
        "颁布",
        "公布",
        "制定",
        "制订",
        "出台",
        "下发",
        "转发",
        "批转",
        "颁发",
        "通过",
        "修订",
        "上报",
        "提出",
        "编制",
        "批准",
        "签发",
        "报送",
        "实施",
        "起草",
        "呈报",
        "代拟",
        "关于",
    ];
    const ADVERBS: [&str; 8] = ["联合", "共同", "正式", "新", "近日", "最新", "已", "先后"];
    let mut rest = clause.strip_suffix(['的', '了']).unwrap_or(clause);
    for _ in 0..3 {
        let Some(shorter) = VERBS.iter().find_map(|verb| rest.strip_suffix(verb)) else { break };
        rest = shorter.trim_end_matches(['、', '和', '并', ' ']);
    }
    ADVERBS.iter().find_map(|adverb| rest.strip_suffix(adverb)).unwrap_or(rest).trim_end()
}

/// The agency, or the agencies parted by 、 or a space, that `text` ends with.
pub(super) fn agency_at_end(text: &str) -> Option<&str> {
    const LONGEST: usize = 60;
    // Most titles have no agency before them: the last character says so before any word is looked for.
    if !ends_like_agency(text.trim_end_matches(['、', ' '])) {
        return None;
    }
    let letter = |c: &char| matches!(c, '\u{3400}'..='\u{9FFF}' | '、' | ' ' | 'X' | '×');
    let len: usize = text.chars().rev().take(LONGEST).take_while(letter).map(char::len_utf8).sum();
    let run = &text[text.len() - len..];
    let words = Words::builtin();
    let cut = words
        .boundaries
        .leftmost_find_iter(run)
        .filter(|found| found.value())
        .map(|found| found.end())
        .last();
    let run = run[cut.unwrap_or(0)..].trim_start_matches(['、', ' ', '和']);
    // From the last piece back, as long as they are agencies.
    let mut start = run.len();
    loop {
        let from = run[..start]
            .trim_end_matches(['、', ' '])
            .rfind(['、', ' '])
            .map_or(0, |at| at + char_len(run, at));
        let piece = run[from..start].trim_matches(['、', ' ']);
        if !is_agency(piece) || NOT_NAMED.iter().any(|word| piece.starts_with(word)) {
            break;
        }
        start = from;
        if from == 0 {
            break;
        }
    }
    (start < run.len()).then(|| run[start..].trim())
}

/// What stands for an agency and names none.
const NOT_NAMED: [&str; 14] =
    ["我", "本", "该", "各", "其", "此", "有关", "相关", "贵", "你", "上级", "等", "他", "全体"];

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}

/// The date that `text` ends with, and where it begins: `2009年`, `2009年3月5日`.
fn date_at_end(text: &str) -> Option<(usize, String)> {
    let len: usize = text
        .chars()
        .rev()
        .take(11)
        .take_while(|&c| c.is_ascii_digit() || "年月日".contains(c))
        .map(char::len_utf8)
        .sum();
    let start = text.len() - len;
    parse_date(&text[start..]).map(|date| (start, date))
}

/// `2009年3月5日` → `2009-03-05`
fn parse_date(written: &str) -> Option<String> {
    let (year, rest) = written.split_once('年')?;
    let number = |text: &str, range: std::ops::RangeInclusive<u32>| {
        text.parse::<u32>().ok().filter(|n| range.contains(n))
    };
    let year = number(year, 1949..=2099)?;
    if rest.is_empty() {
        return Some(year.to_string());
    }
    let (month, rest) = rest.split_once('月')?;
    let month = number(month, 1..=12)?;
    if rest.is_empty() {
        return Some(format!("{year}-{month:02}"));
    }
    let day = number(rest.strip_suffix('日')?, 1..=31)?;
    Some(format!("{year}-{month:02}-{day:02}"))
}

/// Whether `gap`, between two references, joins them: `、`, `和省政府`, `的规定以及`.
pub(super) fn joins(gap: &str) -> bool {
    const LONGEST: usize = 90;
    const TAILS: [&str; 10] = ["的", "有关", "相关", "等", "规定", "要求", "精神", "文件", "部署", " "];
    const JOINTS: [&str; 8] = ["以及", "及", "和", "与", "、", "或者", "或", "暨"];
    if gap.len() > LONGEST {
        return false;
    }
    let mut rest = gap;
    while let Some(shorter) = TAILS.iter().find_map(|tail| rest.strip_prefix(tail)) {
        rest = shorter;
    }
    if rest.is_empty() {
        return gap.trim().is_empty();
    }
    let Some(behind) = JOINTS.iter().find_map(|joint| rest.strip_prefix(joint)) else { return false };
    let behind = behind.trim();
    let behind = without_verb(behind);
    let named = behind.trim_start_matches(['、', ' ']);
    named.is_empty() || agency_at_end(named).is_some_and(|agency| agency.len() == named.len())
}

/// Where the clause that ends at `end` begins: behind the last mark, no earlier than `from`.
pub(super) fn clause(text: &str, from: usize, end: usize) -> Range<usize> {
    const LONGEST: usize = 240;
    let mut start = from.max(end.saturating_sub(LONGEST));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let marks = ['，', ',', '；', ';', '：', ':', '。', '！', '？', '（', '(', '\n', '》', '!', '?'];
    let mark = text[start..end].rfind(marks).map(|at| start + at + char_len(text, start + at));
    mark.unwrap_or(start)..end
}

/// The boundaries of `dicts/citations.toml`; true where a name begins behind the word.
struct Words {
    boundaries: CharwiseDoubleArrayAhoCorasick<bool>,
}

impl Words {
    fn builtin() -> &'static Self {
        static WORDS: LazyLock<Words> = LazyLock::new(|| {
            let records = &gongwen_dicts::builtin().citations.boundary;
            let words = records.iter().flat_map(|record| {
                let cut = record.words.iter().map(|word| (word.as_str(), true));
                cut.chain(record.within.iter().map(|word| (word.as_str(), false)))
            });
            let boundaries = CharwiseDoubleArrayAhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                // Made for long texts; what is read here are clauses.
                .use_prefilter(false)
                .build_with_values(words)
                .expect("the words of dicts/ are distinct and not empty: its tests say so");
            Words { boundaries }
        });
        &WORDS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_and_when() {
        let some = |text: &str| Some(text.to_owned());
        for (clause, agency, date) in [
            ("按照国务院2009年印发的", some("国务院"), some("2009")),
            ("2018年12月4日国务院办公厅印发", some("国务院办公厅"), some("2018-12-04")),
            ("贯彻落实中共松坪市委、松坪市人民政府", some("中共松坪市委、松坪市人民政府"), None),
            ("松坪市经济和信息化局关于", some("松坪市经济和信息化局"), None),
            ("我局制定了", None, None),
            ("2019年修订的", None, some("2019")),
            ("今年以来认真学习", None, None),
        ] {
            assert_eq!(issuer("", clause), (agency, date), "{clause}");
        }
        assert_eq!(
            issuer("2024年12月22日，", "国务院办公厅印发"),
            (some("国务院办公厅"), some("2024-12-22"))
        );
        assert_eq!(issuer("", "并向国务院上报了"), (None, None));
        assert_eq!(issuer("", "省水利厅会同省财政厅上报的").0, some("省水利厅"));
        assert_eq!(date_in("国务院2004年3月22日印发"), some("2004-03-22"));
        assert_eq!(date_in("2021年修订"), None);
    }

    #[test]
    fn joints() {
        for gap in ["", "、", "和", "以及省政府", "的规定和", "、中共松坪市委", "有关规定以及省水利厅印发的"]
        {
            assert!(joins(gap), "{gap}");
        }
        for gap in ["，", "的要求，我局印发", "规定", "和其他事项的", "修订后"] {
            assert!(!joins(gap), "{gap}");
        }
    }
}
