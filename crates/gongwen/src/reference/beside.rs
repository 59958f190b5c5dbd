//! What stands beside a title or a provision: its number, its bracket, its short title; and what it is called without 《》.
//!
//! `国发〔2004〕20号《决定》`, `《决定》（2004年7月 国发〔2004〕20号，以下简称《决定》）`

use std::ops::Range;
use std::sync::LazyLock;

use super::citation::Doing;
use super::document_number::Number;
use super::issued::{agency_at_end, date_in};
use super::kind;
use super::short::{Cited, LONGEST_SHORT};
use super::title::{Class, Known, is_agency, is_generic, known_class};
use crate::document::{DocumentNumberForm as Form, DocumentNumberRole as Role};
use crate::text::word_set::WordSet;

/// What stands beside a title.
#[derive(Debug, Default)]
pub(super) struct Beside {
    /// Of the title with its number.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Canonical document number.
    pub(super) number: Option<String>,
    pub(super) form: Option<Form>,
    /// What the title is called from here on.
    pub(super) short: Option<String>,
    pub(super) date: Option<String>,
}

/// Reads the number before or behind the title at `title`, and the bracket behind it. `numbers` are those of the text, in order;
/// what is before `from` belongs to another reference.
pub(super) fn beside(text: &str, numbers: &[Number], from: usize, title: &Range<usize>) -> Beside {
    let mut beside = Beside { start: title.start, end: title.end, ..Beside::default() };
    let next = numbers.partition_point(|number| number.range.start < title.end);
    let take = |number: &Number, beside: &mut Beside| {
        beside.number = Some(number.key.clone());
        beside.form = Some(number.form);
    };
    // 《办法》财库〔2022〕3号
    if let Some(number) = numbers.get(next)
        && number.role == Role::Cited
        && text[title.end..number.range.start].trim().is_empty()
    {
        take(number, &mut beside);
        beside.end = number.range.end;
    }
    // 《办法》（试行）（财库〔2022〕3号）
    for _ in 0..2 {
        let Some(bracket) = bracket_at(text, beside.end) else { break };
        let inside = &text[bracket.clone()];
        let number = numbers.get(next).filter(|number| bracket.contains(&number.range.start));
        let short = definition_in(inside);
        let date = date_in(inside);
        let edition =
            ["试行", "暂行", "修订", "修正", "草案", "稿"].iter().any(|edition| inside.contains(edition));
        // Another title in it is another reference.
        let other = short.is_none() && inside.contains('《');
        if other || number.is_none() && short.is_none() && date.is_none() && !edition {
            break;
        }
        if let Some(number) = number.filter(|_| beside.number.is_none()) {
            take(number, &mut beside);
        }
        beside.short = beside.short.or(short);
        beside.date = beside.date.or(date);
        beside.end = bracket.end;
    }
    // 财库〔2022〕3号《办法》
    let before = next.checked_sub(1).and_then(|before| numbers.get(before));
    if beside.number.is_none()
        && let Some(number) = before.filter(|number| number.range.start >= from && number.role == Role::Cited)
        && number.range.end <= title.start
        && is_joint(&text[number.range.end..title.start])
    {
        take(number, &mut beside);
        beside.start = number.range.start;
    }
    beside
}

/// What stands between a number and the title it belongs to.
fn is_joint(between: &str) -> bool {
    let joint = between.trim_matches([' ', '）', ')', '，', ',']);
    ["", "文件", "文", "印发的", "文件印发的", "印发", "文印发的", "号", "下发的", "发布的", "公布的", "通知"]
        .contains(&joint)
}

/// Whether the title of the number that ends at `end` follows it.
pub(super) fn title_follows(text: &str, end: usize) -> bool {
    const FAR: usize = 30;
    let mut until = (end + FAR).min(text.len());
    while !text.is_char_boundary(until) {
        until -= 1;
    }
    text[end..until].find('《').is_some_and(|at| is_joint(&text[end..end + at]))
}

/// The bracket that begins at `at`, itself included.
pub(super) fn bracket_at(text: &str, at: usize) -> Option<Range<usize>> {
    const LONGEST: usize = 160;
    let rest = text[at..].trim_start_matches(' ');
    let start = text.len() - rest.len();
    let mut depth = 0;
    for (place, c) in rest.char_indices().take(LONGEST) {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' if depth == 1 => return Some(start..start + place + c.len_utf8()),
            '）' | ')' => depth -= 1,
            '\n' => return None,
            _ if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The short title a bracket gives: `（国发〔2004〕20号，以下简称《决定》）` → `决定`.
pub(super) fn definition_in(bracket: &str) -> Option<String> {
    let (at, word) = definitions()
        .filter_map(|word| Some((bracket.find(word)?, word)))
        .min_by_key(|(at, word)| (*at, usize::MAX - word.len()))?;
    // 统称 is what several are called together.
    if word.contains('统') {
        return None;
    }
    let round = ['为', '：', ':', ' ', '“', '”', '"', '《', '》', '）', ')', '‘', '’', '。', '〈', '〉'];
    let short = bracket[at + word.len()..].trim_matches(round);
    let short = short.split(['，', ',', '；', '、', '”', '》']).next().unwrap_or_default();
    (!short.is_empty() && short.chars().count() <= LONGEST_SHORT).then(|| short.to_owned())
}

/// Whether `text`, which a title follows, says that the title is a short one.
pub(super) fn definition_before(text: &str) -> bool {
    let text = text.trim_end_matches(['“', '"', '：', ':', '为', ' ', '‘']);
    definitions().any(|word| text.ends_with(word))
}

fn definitions() -> impl Iterator<Item = &'static str> {
    gongwen_dicts::builtin().citations.definition.iter().flat_map(|record| &record.words).map(String::as_str)
}

/// What a title is, by its number, what it stands for, its end, and what is done with it; none for what is no document.
pub(super) fn class_of(title: &str, known: Option<&Cited>, beside: &Beside, doing: &Doing) -> Option<Class> {
    /// 《意见》 is a document, 《家里家外》 is none although it was printed.
    const SHORTEST_UNKNOWN: usize = 6;
    match beside.form {
        Some(Form::Standard) => return Some(Class::Document),
        // A standard has a number too, and is none: （GB/T 9704—2012）.
        None if known.is_none() && beside.number.is_none() => {}
        _ => {}
    }
    if let Some(known) = known {
        return Some(known.class);
    }
    match known_class(title) {
        Some(Known::Is(class)) => Some(class),
        Some(Known::Work) => None,
        None => {
            let told = doing.trigger.is_some() || title.starts_with("关于") || beside.number.is_some();
            (told && title.chars().count() >= SHORTEST_UNKNOWN).then_some(Class::Document)
        }
    }
}

/// The agency a title begins with: `国务院关于…`, `中共中央办公厅 国务院办公厅印发〈…〉的通知`.
pub(super) fn agency_of_title(title: &str) -> Option<String> {
    static ABOUT: WordSet = WordSet::of(&["关于", "印发", "转发", "批转", "对"]);
    let agency = title[..ABOUT.find(title)?].trim();
    is_agency(agency).then(|| agency.to_owned())
}

/// The rule that carries out a law, named behind it: `《…法》及其实施条例` → its place and its title.
pub(super) fn its_rule(text: &str, end: usize, law: &str) -> Option<(Range<usize>, String)> {
    const RULES: [&str; 6] = ["实施条例", "实施细则", "实施办法", "实施规则", "实施规定", "实施意见"];
    let rest = ["及其", "和其", "及", "以及其", "与其"]
        .iter()
        .filter_map(|joint| text[end..].strip_prefix(joint))
        .next()?;
    let rule = RULES.iter().find(|rule| rest.starts_with(**rule))?;
    let start = text.len() - rest.len();
    Some((start..start + rule.len(), format!("{law}{rule}")))
}

/// The title without 《》 right before a number in a bracket: `省政府关于加快粮食收储的意见（松政发〔2021〕3号）`.
pub(super) fn bare_title(text: &str, from: usize, number: &Number) -> Option<Range<usize>> {
    const LONGEST: usize = 240;
    let mut from = from.max(number.range.start.saturating_sub(LONGEST));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    let before = text.get(from..number.range.start)?.trim_end_matches([' ', '（', '(', '〔']);
    let bracketed = text[from + before.len()..number.range.start].contains(['（', '(']);
    let marks = before
        .rfind(['，', '；', '。', '：', '》', '\n'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let clause = &before[marks..];
    let about = clause.rfind("关于")?;
    let title = &clause[about..];
    let is_title =
        bracketed && title.chars().count() >= 6 && matches!(known_class(title), Some(Known::Is(_)));
    let agency = agency_at_end(&clause[..about]).map_or(0, str::len);
    is_title.then(|| from + marks + about - agency..from + before.len())
}

/// The letters that `text` ends with, as many as a name without 《》 may have.
pub(super) fn letters_at_end(text: &str) -> &str {
    const LONGEST: usize = 30;
    let letter = |c: &char| matches!(c, '\u{3400}'..='\u{9FFF}');
    let len: usize = text.chars().rev().take(LONGEST).take_while(letter).map(char::len_utf8).sum();
    &text[text.len() - len..]
}

/// `…按本办法` → the bytes of `本办法`.
pub(super) fn own_word(run: &str) -> Option<usize> {
    word_behind(run, &["本"]).map(|(_, len)| len)
}

/// `…依照该条例` → `条例` and the bytes of `该条例`.
pub(super) fn that_word(run: &str) -> Option<(&str, usize)> {
    word_behind(run, &["该", "上述", "前述", "此"])
}

fn word_behind<'t>(run: &'t str, pronouns: &[&str]) -> Option<(&'t str, usize)> {
    const LONGEST: usize = 18;
    let (at, pronoun) = pronouns
        .iter()
        .filter_map(|pronoun| Some((run.rfind(pronoun)?, pronoun)))
        .max_by_key(|(at, _)| *at)?;
    let word = &run[at + pronoun.len()..];
    (word.len() <= LONGEST && !word.is_empty() && is_generic(word)).then_some((word, run.len() - at))
}

/// The statute that `run` ends with: `依照行政处罚法` → `行政处罚法`.
pub(super) fn statute_at_end(run: &str) -> Option<&str> {
    let verbs = kind::before(run, 0..run.len()).map_or(0, |trigger| trigger.range.end);
    let cut = LEADS.iter().filter_map(|word| run.rfind(word).map(|at| at + word.len())).max().unwrap_or(0);
    let name = &run[verbs.max(cut)..];
    let is_statute =
        matches!(known_class(name), Some(Known::Is(Class::Statute))) && name.chars().count() >= 2;
    is_statute.then_some(name)
}

/// Whether a statute, or an article of the document itself, may begin behind `run`.
pub(super) fn leads(run: &str) -> bool {
    LEADS.iter().any(|word| run.ends_with(word))
}

/// What stands before a statute without 《》.
static LEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    "根据 依据 依照 按照 参照 对照 违反 适用 符合 以及 及 和 与 或者 对 由 将 在 了 的 除 经 等"
        .split(' ')
        .collect()
});
