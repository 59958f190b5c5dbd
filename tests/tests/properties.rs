//! What holds for every string: nothing panics, spans name the text, widths and spaces make no difference.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

use std::fmt::Write;

use gongwen::quantity::numeral::{parse, to_chinese};
use gongwen::quantity::scan::scan;
use gongwen::text::normalize::normalize;
use gongwen::{Document, Options, analyze};
use gongwen_tests::invariants;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::RngSeed;

/// Fragments that open, close, cut or continue something the extraction reads.
const FRAGMENTS: &[&str] = &[
    "《",
    "》",
    "《中华人民共和国水法》",
    "（以下简称《意见》）",
    "国发〔2009〕12号",
    "根据",
    "第三条",
    "第一款",
    "本办法",
    "前款",
    "同时废止",
    "一",
    "十",
    "二十三",
    "百分之",
    "三分之一",
    "万",
    "亿",
    "余",
    "多",
    "几",
    "半",
    "点",
    "成",
    "第",
    "翻了一番",
    "倍",
    "0",
    "7",
    "78",
    "2023",
    "1,234",
    "5.67",
    "１２",
    "４·３％",
    "3.0",
    "1.2.3",
    "99999999999999999999999999999",
    "廿五",
    "件",
    "人次",
    "万元",
    "亿元",
    "%",
    "％",
    "个",
    "个百分点",
    "亩",
    "微克/立方米",
    "件(次)",
    "工作日",
    "元/人",
    "‰",
    "年",
    "月",
    "日",
    "2023年",
    "“十四五”时期",
    "去年",
    "今年以来",
    "五年来",
    "到2027年",
    "全年",
    "1至6月",
    "9点30分",
    "约",
    "近",
    "超过",
    "不少于",
    "以上",
    "以内",
    "左右",
    "至",
    "到",
    "-",
    "—",
    "～",
    "由",
    "增长",
    "下降",
    "提高到",
    "同比",
    "高于全省",
    "分别",
    "均",
    "其中",
    "受理",
    "建成",
    "行政复议案件",
    "全县",
    "黄金、白银产量",
    "力争",
    "拟",
    "，",
    "。",
    "；",
    "：",
    "、",
    "（",
    "）",
    "(",
    ")",
    "“",
    "”",
    "‘",
    "’",
    "\"",
    "《",
    "》",
    "〔",
    "〕",
    "【",
    "】",
    "[",
    "]",
    "一、",
    "（一）",
    "1.",
    "（1）",
    "①",
    "第一章",
    "第一条",
    "第一篇:",
    "第二篇：",
    "当前位置：",
    "首页",
    " > ",
    "|",
    "打印",
    "【字号：",
    "浏览次数：36",
    "版权所有",
    "ICP备05070218号",
    "主办：",
    "相关链接",
    "来源：",
    "发文机关：",
    "标  题：",
    "发布时间:",
    "附件：",
    "抄送：",
    "机密★1年",
    "文件",
    "松坪县人民政府",
    "关于印发方案的通知",
    "2022年工作总结",
    "二〇二一年三月五日",
    "各位代表：",
    "第六届全国人民代表大会第三次会议",
    "国办发〔2019〕5号",
    "国务院令第722号",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\u{3000}",
    "\u{A0}",
    "\n\n",
    "\n— 5 —\n",
    "\u{C}",
    "\u{2028}",
    "\0",
    "\u{FEFF}",
    "\u{200B}",
    "\u{AD}",
    "\u{E000}",
    "\u{F8FF}",
    "\u{10FFFF}",
    "\u{FFFD}",
    "\u{301}",
    "⽂",
    "金",
    "👩‍👩‍👧",
    "a",
    "G60",
    "PM2.5",
    "km",
    "MW",
    "http://a.gov.cn/1.html",
    "0539-8312206",
    "蜀ICP备05029665号-1",
    "关于",
    "报告",
    "的",
];

fn fragments() -> impl Strategy<Value = String> {
    proptest::collection::vec(select(FRAGMENTS), 0..40).prop_map(|parts| parts.concat())
}

/// The same strings every run, so that a failure is the change's own; `PROPTEST_CASES=100000` looks further, at others.
fn config(cases: u32) -> ProptestConfig {
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    }
    let rng_seed = RngSeed::Fixed(20_250_901);
    ProptestConfig { cases, rng_seed, failure_persistence: None, ..ProptestConfig::default() }
}

fn everything(text: &str) -> Document {
    analyze(text, &Options { quantities: true, evidence: true, ..Options::default() })
}

fn check(text: &str) -> Result<(), TestCaseError> {
    let document = everything(text);
    invariants::check(text, &document).map_err(TestCaseError::fail)?;
    prop_assert_eq!(&document, &everything(text), "the same text gave two documents");
    let json = serde_json::to_value(&document).map_err(|error| TestCaseError::fail(error.to_string()))?;
    prop_assert_eq!(json["chars"].as_u64(), Some(text.chars().count() as u64));
    Ok(())
}

/// Value, unit and bound of every quantity of `text`.
fn values(text: &str) -> Vec<String> {
    let document = everything(text);
    let quantities = document.quantities.iter().flatten();
    quantities.map(|q| format!("{} {:?} {} {:?}", q.value, q.value_max, q.unit, q.bound)).collect()
}

/// Digits, letters, `.` and `%` in full width.
fn full_width(text: &str) -> String {
    let wide = |c: char| match c {
        '0'..='9' | '%' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        c => c,
    };
    text.chars().map(wide).collect()
}

/// A space on either side of every number, as PDF extraction leaves it.
fn spaced(text: &str) -> String {
    let mut out = String::new();
    let mut in_number = false;
    for c in text.chars() {
        let number = c.is_ascii_digit() || c == '.' && in_number;
        if number != in_number {
            out.push(' ');
        }
        in_number = number;
        out.push(c);
    }
    out
}

/// A figure as reports write it: number, multiplier, unit.
fn figure() -> impl Strategy<Value = String> {
    let number = prop_oneof![
        (1u32..10_000).prop_map(|n| n.to_string()),
        (1u32..1_000, 0u32..100).prop_map(|(whole, part)| format!("{whole}.{part:02}")),
    ];
    let multiplier = select(&["", "万", "亿"][..]);
    let unit = select(&["件", "人次", "元", "%", "亩", "个", "家", "公里", "户"][..]);
    (number, multiplier, unit).prop_map(|(number, multiplier, unit)| match unit {
        "%" => format!("{number}%"),
        _ => format!("{number}{multiplier}{unit}"),
    })
}

/// A sentence of one to four clauses with a figure each.
fn sentence() -> impl Strategy<Value = String> {
    let subject =
        select(&["受理行政复议案件", "投入专项经费", "森林覆盖率达到", "新建公路", "全市培训人员共"][..]);
    proptest::collection::vec((subject, figure()), 1..5).prop_map(|clauses| {
        let mut text = String::new();
        for (at, (subject, figure)) in clauses.iter().enumerate() {
            let _ = write!(text, "{}{subject}{figure}", if at == 0 { "" } else { "，" });
        }
        text + "。"
    })
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn any_string(text in any::<String>()) {
        check(&text)?;
    }

    #[test]
    fn any_text_of_the_planes_reports_use(text in "[一-龥0-9０-９，。；：、（）()“”《》〔〕%％.\\-— \n\u{3000}\u{0}\u{E000}-\u{E010}]{0,120}") {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn any_string_of_what_matters(text in fragments()) {
        check(&text)?;
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn widths_make_no_difference(text in sentence()) {
        prop_assert_eq!(values(&full_width(&text)), values(&text));
    }

    #[test]
    fn spaces_make_no_difference(text in sentence()) {
        prop_assert_eq!(values(&spaced(&text)), values(&text));
    }

    #[test]
    fn each_figure_of_a_sentence_is_found(text in sentence()) {
        let digits = text.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|run| !run.is_empty()).count();
        prop_assert_eq!(analyze(&text, &Options::default()).indicators.len(), digits, "{}", text);
    }

    #[test]
    fn numbers_written_in_chinese_read_back(number in prop_oneof![
        0u64..200_000, 0u64..10_000_000_000, 0u64..10_000_000_000_000_000,
    ]) {
        let written = to_chinese(number);
        prop_assert_eq!(parse(&written).map(|value| value.to_string()), Some(number.to_string()), "{}", written);
    }

    #[test]
    fn numbers_in_both_scripts_are_one_quantity(number in 10u64..100_000_000) {
        let value = |text: String| scan(&text).first().map(|found| (found.value, found.unit.clone()));
        let arabic = value(format!("受理案件{number}件"));
        prop_assert!(arabic.is_some());
        prop_assert_eq!(arabic, value(format!("受理案件{}件", to_chinese(number))));
    }

    #[test]
    fn what_is_parsed_was_written(text in fragments()) {
        // Total, and blind to the forms normalisation levels.
        prop_assert_eq!(parse(&text), parse(&normalize(&text).text));
    }

    #[test]
    fn normalising_twice_changes_nothing_more(text in sentence()) {
        let once = normalize(&spaced(&full_width(&text))).text;
        prop_assert_eq!(&normalize(&once).text, &once);
    }
}

/// A check that accepts everything would hold for every string too.
#[test]
fn each_invariant_can_fail() {
    let text = "一、总体情况\n（一）受理。2021年，全县受理行政复议案件78件，同比增长6%至8%。依据国办发〔2019〕5号文件。";
    let sound = everything(text);
    assert_eq!(invariants::check(text, &sound), Ok(()));
    type Break = (&'static str, fn(&mut Document));
    let broken: [Break; 12] = [
        ("chars", |document| document.chars += 1),
        ("bytes", |document| document.indicators[0].span.byte_start += 3),
        ("code points", |document| document.indicators[0].span.end += 1),
        ("text", |document| document.indicators[0].text.push('件')),
        ("sentence", |document| document.indicators[0].sentence.1 = document.indicators[0].span.end - 1),
        ("order", |document| document.indicators.swap(0, 1)),
        ("number", |document| document.doc_numbers[0].text.clear()),
        ("parent", |document| document.sections[1].parent = Some(1)),
        ("body", |document| document.sections[0].body_end = document.sections[1].span.start),
        ("section", |document| document.indicators[0].section = Some(0)),
        ("range", |document| document.indicators[1].value_max = Some(1.into())),
        ("direction", |document| document.indicators[1].direction = None),
    ];
    for (what, breaks) in broken {
        let mut document = sound.clone();
        breaks(&mut document);
        assert!(invariants::check(text, &document).is_err(), "{what} may be broken unseen");
    }
}

/// Strings that broke an invariant once.
#[test]
fn regressions() {
    for text in ["（一）  （一）成", "一、\u{3000}（一）一", "（一）：\t一、一", "亿三分之一二十三余"]
    {
        assert_eq!(invariants::check(text, &everything(text)), Ok(()), "{text:?}");
    }
}

/// Deep nesting and long runs of one character do no harm.
#[test]
fn extremes() {
    for unit in [
        "（", "《", "“", "一", "十", "9", "万", "第", "一、", "(一)", " ", "\n", "\0", "分之", "-", "1至",
        "由",
    ] {
        let text = unit.repeat(20_000 / unit.len());
        let document = everything(&text);
        assert_eq!(invariants::check(&text, &document), Ok(()), "{unit:?} over and over");
    }
}
