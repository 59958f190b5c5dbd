//! `分别`: several subjects and as many values, each its own.
//!
//! `黄金、白银产量分别增长5%、3%` → `黄金产量`, `白银产量`; `安置率和帮教率分别为94.9%、98.7%` → `安置率`, `帮教率`.

/// Nouns that stand last in a list and belong to all its items: 黄金、白银*产量*.
const SHARED_HEADS: [&str; 42] = [
    "水质优良比例",
    "优良天数比例",
    "平均浓度",
    "排放总量",
    "排放量",
    "总产量",
    "产量",
    "增加值",
    "总产值",
    "产值",
    "营业收入",
    "业务收入",
    "零售额",
    "销售额",
    "贷款余额",
    "存款余额",
    "余额",
    "人均可支配收入",
    "可支配收入",
    "纯收入",
    "低保标准",
    "补助标准",
    "保障标准",
    "标准",
    "覆盖率",
    "合格率",
    "满意率",
    "参保率",
    "入学率",
    "毛入学率",
    "普及率",
    "使用率",
    "完成率",
    "达标率",
    "比重",
    "比例",
    "浓度",
    "人数",
    "面积",
    "事项",
    "案件",
    "事故",
];

/// Gives each of `values` values its subject out of the list `subjects`; `None` where they do not pair up.
#[must_use]
pub fn distribute(subjects: &str, values: usize) -> Option<Vec<String>> {
    let items = items(subjects);
    if items.len() != values || values < 2 {
        return None;
    }
    let last = items.last()?;
    let known = SHARED_HEADS
        .iter()
        .filter(|head| last.ends_with(**head) && last.len() > head.len())
        .max_by_key(|head| head.len());
    // 城镇、农村居民人均可支配收入: what the last item has beyond the length of the first is the head of both.
    let first_chars = items[0].chars().count();
    let parallel = last
        .char_indices()
        .skip(first_chars)
        // 水产|品 is one word: the head begins after it.
        .find(|(_, c)| !matches!(c, '品' | '类' | '业' | '区' | '镇' | '员' | '者' | '工'))
        .map(|(at, _)| &last[at..]);
    // 先进制造业、高技术制造业增加值占规上工业比重: from the measure that has the share.
    let of_share = last.find('占').map(|share| {
        let measure =
            SHARED_HEADS.iter().filter(|head| last[..share].ends_with(**head)).max_by_key(|head| head.len());
        &last[share - measure.map_or(0, |measure| measure.len())..]
    });
    // 第一、二、三产业增加值
    if let Some(names) = ordinals(&items) {
        return Some(names);
    }
    // 国家级、省级、市级企业技术中心
    let graded = items[..items.len() - 1].iter().all(|item| item.ends_with('级'));
    let graded =
        graded.then(|| last.split_once('级').map(|(_, noun)| noun)).flatten().filter(|noun| !noun.is_empty());
    let head = if graded.is_some() {
        graded
    } else if first_chars == 2 {
        parallel.or(known.copied())
    } else {
        of_share.or(known.copied())
    };
    let first_prefix = shared_prefix(&items);
    let complete = |item: &str| {
        SHARED_HEADS.iter().any(|head| item.ends_with(head))
            || item.ends_with(['率', '数', '额', '量', '值', '费', '款'])
    };
    let names = items.iter().enumerate().map(|(index, item)| {
        let mut name = String::new();
        if index > 0
            && let Some(prefix) = &first_prefix
            && !item.starts_with(prefix.as_str())
        {
            name.push_str(prefix);
        }
        name.push_str(item);
        if let Some(head) = head
            && index + 1 < items.len()
            && !complete(item)
        {
            name.push_str(head);
        }
        name
    });
    Some(names.collect())
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
    }
}
