//! `分别`: several subjects and as many values, each its own.
//!
//! `黄金、白银产量分别增长5%、3%` → `黄金产量`, `白银产量`; `安置率和帮教率分别为94.9%、98.7%` → `安置率`, `帮教率`.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::clause;
use super::figure::Figure;
use super::name::{self, Name};
use crate::document::{Bound, Rule};
use crate::lexicon::{Class, Lexicon};
use crate::text::word_set::WordSet;

/// The longest noun of `dicts/heads.toml` that `item` ends in and has more than.
fn shared_head(item: &str) -> Option<&'static str> {
    static HEADS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let mut heads: Vec<&str> =
            gongwen_dicts::builtin().heads.iter().flat_map(|head| &head.words).map(String::as_str).collect();
        heads.sort_unstable_by_key(|head| std::cmp::Reverse(head.len()));
        heads
    });
    HEADS.iter().find(|head| item.len() > head.len() && item.ends_with(**head)).copied()
}

/// Gives each of `values` values its subject out of the list `subjects`; `None` where they do not pair up.
#[must_use]
pub fn distribute(subjects: &str, values: usize) -> Option<Vec<String>> {
    if values < 2 {
        return None;
    }
    let items = pairing(subjects, values)?;
    let last = *items.last()?;
    // 第一、二、三产业增加值
    if let Some(names) = ordinals(&items) {
        return Some(names);
    }
    // 对东盟、欧盟进出口: the preposition is every item's.
    let all = items[0].strip_prefix('对').filter(|_| !items[1..].iter().any(|item| item.starts_with('对')));
    let first = all.unwrap_or(items[0]);
    let head = head_of(first, &items);
    let first_prefix =
        shared_prefix(&items).or_else(|| shared_owner(&items)).or(all.map(|_| "对".to_owned()));
    let complete = |item: &str| {
        shared_head(item).is_some() || item.ends_with(['率', '数', '额', '量', '值', '费', '款'])
    };
    // 进口货值、入境游客、新增企业、免税销售额: where one has its own, all have.
    let head = head.filter(|_| !items[..items.len() - 1].iter().any(|item| complete(item)));
    // 城市低保、农村低保标准: the rest of the noun, where an item has its beginning.
    let begun = |head: &str| {
        let starts = head.char_indices().skip(2).map(|(at, _)| at);
        starts.filter(|at| items[..items.len() - 1].iter().any(|item| item.ends_with(&head[..*at]))).last()
    };
    let head = head.map(|head| &head[begun(head).unwrap_or(0)..]);
    let names = items.iter().enumerate().map(|(index, item)| {
        let prefix = first_prefix.as_deref().filter(|prefix| index > 0 && !item.starts_with(prefix));
        let head = head.filter(|_| *item != last);
        [prefix.unwrap_or_default(), item, head.unwrap_or_default()].concat()
    });
    Some(names.collect())
}

/// As many items as there are values.
fn pairing(list: &str, values: usize) -> Option<Vec<&str>> {
    let joined = items(list);
    if joined.len() == values {
        return Some(joined);
    }
    if joined.len() < values {
        return None;
    }
    // 金融业、软件和信息服务业: 和 inside an item.
    let paused: Vec<&str> = list.split('、').filter(|item| !item.is_empty()).collect();
    if paused.len() == values {
        return Some(paused);
    }
    // 全省与外地货物贸易、对外投资和利用外资: only the last 和 joins items.
    let start = list.find('、').map_or(0, |pause| pause + '、'.len_utf8());
    let mut merged = items(&list[start..]);
    merged.insert(0, list[..start].trim_end_matches('、'));
    (start > 0 && merged.len() == values).then_some(merged)
}

/// The noun behind the last item that belongs to all.
fn head_of<'t>(first: &str, items: &[&'t str]) -> Option<&'t str> {
    let last = *items.last()?;
    let known = shared_head(last).map(|head| &last[last.len() - head.len()..]);
    // 国家级、省级、市级企业技术中心
    let graded = items[..items.len() - 1].iter().all(|item| item.ends_with('级'));
    if let Some((_, noun)) = last.split_once('级').filter(|(_, noun)| graded && !noun.is_empty()) {
        return Some(noun);
    }
    let chars = first.chars().count();
    if chars == 2 {
        // 城镇、农村居民人均可支配收入: what the last item has beyond the length of the first is the head of both.
        let parallel = last
            .char_indices()
            .skip(chars)
            // 水产|品 is one word: the head begins after it.
            .find(|(_, c)| !matches!(c, '品' | '果' | '物' | '类' | '业' | '区' | '镇' | '员' | '者' | '工'))
            .map(|(at, _)| &last[at..])
            .filter(|head| !head.starts_with('“'));
        return parallel.or(known);
    }
    // 先进制造业、高技术制造业增加值占规上工业比重: from the measure that has the share.
    let of_share =
        last.find('占').map(|share| &last[share - shared_head(&last[..share]).map_or(0, str::len)..]);
    of_share.or(known)
}

/// `城乡居民收入` → `城镇居民收入`, `乡村居民收入`: by the characters that the text has, 城 and 乡.
fn town_and_country(subject: &str) -> Option<[String; 2]> {
    /// What there is of both; 城乡建设 is one thing.
    static SHARED: WordSet = WordSet::of(&[
        "居民",
        "低保",
        "最低生活保障",
        "特困",
        "常住",
        "人均",
        "户籍",
        "医疗救助",
        "社会救助",
    ]);
    let (before, after) = subject.split_once("城乡").filter(|(_, after)| SHARED.begins(after))?;
    Some(["城镇", "乡村"].map(|part| [before, part, after].concat()))
}

/// `第一`, `二`, `三产业增加值` → `第一产业增加值`, `第二产业增加值`, `第三产业增加值`.
fn ordinals(items: &[&str]) -> Option<Vec<String>> {
    let (last, before) = items.split_last()?;
    let number = |item: &str| {
        let item = item.strip_prefix('第').unwrap_or(item);
        let mut chars = item.chars();
        chars
            .next()
            .filter(|c| crate::quantity::numeral::digit(*c).is_some())
            .map(|c| (c, chars.as_str().to_owned()))
    };
    let (last, head) = number(last)?;
    let first = before.first()?.starts_with('第') && !head.is_empty();
    let mut names = Vec::with_capacity(items.len());
    for item in before {
        let (digit, rest) = number(item)?;
        if !first || !rest.is_empty() {
            return None;
        }
        names.push(format!("第{digit}{head}"));
    }
    names.push(format!("第{last}{head}"));
    Some(names)
}

/// The items of a list joined by 、, 和, 与, 及.
#[must_use]
pub fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let mut start = 0;
    let mut depth = 0_i32;
    let mut skip_until = 0;
    for (at, c) in list.char_indices() {
        if at < skip_until {
            continue;
        }
        match c {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth -= 1,
            '、' | '和' | '与' | '及' if depth == 0 && !joins_word(list, at) => {
                items.push(&list[start..at]);
                start = at + c.len_utf8();
            }
            '以' if depth == 0 && list[at..].starts_with("以及") => {
                items.push(&list[start..at]);
                start = at + "以及".len();
                skip_until = start;
            }
            _ => {}
        }
    }
    items.push(&list[start..]);
    items.retain(|item| !item.is_empty());
    items
}

/// Whether 和, 与 or 及 at `at` is part of a word: 和谐, 参与, 普及.
fn joins_word(list: &str, at: usize) -> bool {
    const WORDS: [(&str, usize); 11] = [
        ("和谐", 0),
        ("和平", 0),
        ("和美", 0),
        ("参与", 3),
        ("普及", 3),
        ("涉及", 3),
        ("惠及", 3),
        ("及格", 0),
        ("及时", 0),
        ("共和", 3),
        ("饱和", 3),
    ];
    WORDS.iter().any(|(word, offset)| {
        at.checked_sub(*offset)
            .is_some_and(|start| list.is_char_boundary(start) && list[start..].starts_with(word))
    })
}

/// What the first item gives the others: `生产安全事故` in `生产安全事故起数、死亡人数`.
fn shared_prefix(items: &[&str]) -> Option<String> {
    const OWN_HEADS: [&str; 8] = ["起数", "件数", "人数", "数量", "总量", "总额", "面积", "户数"];
    let first = items.first()?;
    let head = OWN_HEADS.iter().find(|head| first.ends_with(**head))?;
    let prefix = first.strip_suffix(head)?;
    let short = items[1..].iter().all(|item| item.chars().count() <= 5);
    (short && prefix.chars().count() >= 4).then(|| prefix.to_owned())
}

/// Whose measures the items are, where the later ones are measures alone: `省属企业` in `省属企业营业收入、利润`.
fn shared_owner(items: &[&str]) -> Option<String> {
    static OWNERS: WordSet = WordSet::of(&[
        "企业",
        "产业",
        "行业",
        "园区",
        "单位",
        "公司",
        "机构",
        "银行",
        "制造业",
        "服务业",
        "机场",
        "港口",
    ]);
    let lexicon = Lexicon::builtin();
    let (first, later) = items.split_first()?;
    let measure = lexicon.suffix(first, Class::ATTRIBUTE)?;
    let owner = &first[..first.len() - measure.len()];
    let bare = |item: &&str| lexicon.suffix(item, Class::ATTRIBUTE).is_some_and(|measure| measure == *item);
    (OWNERS.ends(owner) && !later.is_empty() && later.iter().all(bare)).then(|| owner.to_owned())
}

/// `分别` and its like: gives the values of a list their subjects.
pub(super) fn share_out<'t>(text: &'t str, figures: &mut [Figure<'_, 't>]) {
    let mut index = 0;
    while index < figures.len() {
        let run = run(&figures[index..]);
        let names = if run > 1 { subjects(text, &figures[index], run) } else { None };
        if let Some(names) = names {
            let first = figures[index].left.clone();
            // 分别从7家、4家增加到10家、6家: the levels of the same.
            let levels = &figures[index + run..];
            let paired = first.starts_pair
                && levels.first().is_some_and(|next| next.left.level)
                && self::run(levels) == run;
            let runs = if paired { 2 } else { 1 };
            for (figure, name) in figures[index..index + run * runs].iter_mut().zip(names.iter().cycle()) {
                figure.name = name.clone();
                figure.rule = Rule::Distributed;
                if figure.left.change.is_none() {
                    figure.left.change = first.change;
                    figure.left.comparison = first.comparison;
                }
                figure.left.target |= first.target;
            }
            if paired {
                figures[index..index + run].iter_mut().for_each(|figure| figure.left.starts_pair = true);
            }
            for start in (0..runs).map(|pair| index + run * pair) {
                share_bound(&mut figures[start..start + run]);
            }
            index += run * runs;
            continue;
        }
        if run > 1 && figures[index].left.respectively {
            let first = figures[index].clone();
            for (place, figure) in figures[index..index + run].iter_mut().enumerate() {
                figure.pair = Some((place, run));
                figure.name = first.name.clone();
                figure.left.change = figure.left.change.or(first.left.change);
                figure.left.comparison = figure.left.comparison.or(first.left.comparison);
            }
            share_bound(&mut figures[index..index + run]);
        } else if run > 1 && figures[index].name.is_empty() && follows_list(&figures[..index], run) {
            // 城乡居民收入分别达到3万元和1万元，年均增长7%和9%
            let change = figures[index].left.change;
            for (place, figure) in figures[index..index + run].iter_mut().enumerate() {
                figure.pair = Some((place, run));
                figure.left.change = figure.left.change.or(change);
            }
        } else if run > 1 && figures[index].left.change.is_some() {
            // 上升5.4%、3.1%: later values of a list are changes like the first.
            let change = figures[index].left.change;
            for figure in &mut figures[index + 1..index + run] {
                figure.left.change = figure.left.change.or(change);
            }
        }
        index += run;
    }
}

/// Whether the last figures are as many values, each with a subject of its own.
fn follows_list(before: &[Figure<'_, '_>], values: usize) -> bool {
    let list = before.len().checked_sub(values).map(|start| &before[start..]);
    list.is_some_and(|list| {
        list.iter().all(|figure| figure.rule == Rule::Distributed)
            && list.iter().skip(1).all(|figure| figure.slot.boundary == clause::Boundary::Pause)
    })
}

/// How many figures, from the first on, are a list of values: nothing but pauses between them.
fn run(figures: &[Figure<'_, '_>]) -> usize {
    let Some(first) = figures.first() else { return 0 };
    let goes_on = |next: &&Figure<'_, '_>| {
        next.slot.boundary == clause::Boundary::Pause
            && next.left.atoms.is_empty()
            && next.rule != Rule::PreNominal
            // 之比从1.7:1提升至2.5:1; 专家号31万个、增长46%: of the same.
            && !next.left.level
            // 增长30.4%、连续24个月保持…
            && !next.left.lasting
            // 总额增长116.2%、达到23.2万亿元
            && !(next.left.measured && next.slot.quantity.kind != first.slot.quantity.kind)
            && (next.left.change.is_none() || first.left.change.is_some())
    };
    1 + figures[1..].iter().take_while(goes_on).count()
}

/// The names of a run of values by the list before the first.
fn subjects<'t>(text: &'t str, first: &Figure<'_, 't>, values: usize) -> Option<Vec<Name<'t>>> {
    if first.rule != Rule::PostNominal {
        return None;
    }
    // 标准、品牌分别新增12项和44项: what stands behind 分别 is each one's.
    let parted = first.left.atoms.iter().rposition(|atom| atom.word == "分别");
    let (list, behind) = match parted {
        Some(at) => {
            (name::join(text, &first.left.atoms[..at]), name::join(text, &first.left.atoms[at + 1..]))
        }
        None if first.left.respectively => (name::join(text, &first.left.atoms), Cow::Borrowed("")),
        None => (first.name.text(text), Cow::Borrowed("")),
    };
    let whole = (values == 2 && first.left.respectively).then(|| town_and_country(&list)).flatten();
    let names = whole.map(Vec::from).or_else(|| distribute(&list, values))?;
    // 改造供热、燃气管网800公里、600公里: all of them are.
    let verb = first.name.verb.as_ref();
    let acts = !verb.is_empty() && first.name.subject.is_empty() && first.left.change.is_none();
    let shared = |name: &str| acts && list.starts_with(verb) && !name.starts_with(verb);
    let name = |mut object: String| {
        if shared(&object) {
            object.insert_str(0, verb);
        }
        // 分别从每人每月209元…
        if !behind.starts_with(['从', '由']) {
            object.push_str(&behind);
        }
        Name { object: Cow::Owned(object), ..Name::default() }
    };
    Some(names.into_iter().map(name).collect())
}

/// `分别突破1.5万亿元、1.4万亿元`, `分别增长10%、35%以上`: a bound at either end of the list bounds all of it.
fn share_bound(figures: &mut [Figure<'_, '_>]) {
    let [first, .., last] = figures else { return };
    let before = first.slot.quantity.outer.start < first.slot.quantity.range.start;
    let after = last.slot.quantity.range.end < last.slot.quantity.outer.end;
    let shared = if before {
        first.bound
    } else if after {
        last.bound
    } else {
        return;
    };
    for figure in figures {
        if figure.bound == Bound::Exact {
            figure.bound = shared;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_gets_its_subject() {
        for (subjects, expected) in [
            ("黄金、白银产量", &["黄金产量", "白银产量"][..]),
            ("安置率和帮教率", &["安置率", "帮教率"]),
            ("化学需氧量、二氧化硫排放量", &["化学需氧量", "二氧化硫排放量"]),
            ("生产安全事故起数、死亡人数", &["生产安全事故起数", "生产安全事故死亡人数"]),
            ("地表水、近岸海域水质优良比例", &["地表水水质优良比例", "近岸海域水质优良比例"]),
            ("参与率与和谐指数", &["参与率", "和谐指数"]),
        ] {
            assert_eq!(distribute(subjects, expected.len()).unwrap(), expected, "{subjects}");
        }
        assert_eq!(distribute("黄金、白银产量", 3), None);
        assert_eq!(distribute("60岁、70岁", 2).unwrap(), ["60岁", "70岁"], "an item that no hanzi begins");
    }
}
