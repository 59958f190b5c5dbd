//! What holds for any text: nothing panics, and every record names the stretch of the source it was read from.

use gongwen::{Document, Options, Span, analyze};
use proptest::prelude::*;

/// Texts made of what the stages look for, besides any Unicode at all.
fn texts() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "关于",
        "2021年度",
        "法治政府建设",
        "工作的报告",
        "的通知",
        "西充县人民政府",
        "国务院",
        "令",
        "公告",
        "一、",
        "（一）",
        "1.",
        "(1)",
        "第一章",
        "第二条",
        "第一篇:",
        "①",
        "总则",
        "目录",
        "附件：",
        "2022年3月21日",
        "二〇一四年十二月",
        "《",
        "》",
        "国办发",
        "财库",
        "〔",
        "2019",
        "〕",
        "[X]",
        "（",
        "）",
        "第",
        "号",
        "5",
        "、",
        "6号",
        "，",
        "。",
        "；",
        "：",
        "\n",
        "\n\n",
        " ",
        "  ",
        "\u{3000}",
        "— 5 —",
        "时间:",
        "发文字号",
        "成文日期",
        "受理案件",
        "７８",
        "件",
        "增长",
        "％",
        "\u{FEFF}",
        "\0",
        "⼀",
        "_",
        "|",
        "在云南省第十四届",
    ]);
    prop_oneof![
        prop::collection::vec(pieces, 0..50).prop_map(|pieces| pieces.concat()),
        "\\PC{0,80}",
        any::<String>()
    ]
}

/// Every place that a document names.
fn spans(document: &Document) -> Vec<Span> {
    let evidence = &document.metadata.evidence;
    let metadata = [
        evidence.title,
        evidence.document_number,
        evidence.issuing_agency,
        evidence.date_of_issue,
        evidence.report_year,
    ];
    let mut spans: Vec<Span> = metadata.into_iter().flatten().collect();
    spans.extend(document.sections.iter().map(|section| section.span));
    spans.extend(document.doc_numbers.iter().map(|number| number.span));
    spans.extend(document.indicators.iter().map(|indicator| indicator.span));
    spans.extend(document.diagnostics.iter().map(|diagnostic| diagnostic.span));
    spans
}

proptest! {
    #[test]
    fn every_span_lies_in_the_source(source in texts()) {
        let document = analyze(&source, &Options::default());
        prop_assert_eq!(document.chars, source.chars().count());
        for span in spans(&document) {
            let text = span.text(&source);
            prop_assert_eq!(source[..span.byte_start].chars().count(), span.start);
            prop_assert_eq!(text.chars().count(), span.end - span.start);
        }
        for number in &document.doc_numbers {
            prop_assert_eq!(&number.text, number.span.text(&source));
        }
    }

    #[test]
    fn sections_nest(source in texts()) {
        let document = analyze(&source, &Options::default());
        let mut before = 0;
        for section in &document.sections {
            prop_assert!(before <= section.span.start && section.span.end <= section.body_end);
            prop_assert!(section.body_end <= document.chars);
            before = section.span.start;
            if let Some(parent) = section.parent {
                let parent = &document.sections[parent];
                prop_assert!(parent.id < section.id && parent.level < section.level);
                prop_assert!(section.body_end <= parent.body_end);
            }
        }
    }

    #[test]
    fn the_same_text_gives_the_same_document(source in texts()) {
        prop_assert_eq!(analyze(&source, &Options::default()), analyze(&source, &Options::default()));
    }
}
