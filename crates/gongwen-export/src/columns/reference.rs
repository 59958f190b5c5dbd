//! `Layer::DocNumbers`, `Layer::Statutes`, `Layer::Citations`: which document cites what, how; then where to check it.
//!
//! `鲁政办发〔2019〕63号` → `a.txt,…,鲁政办发〔2019〕63号,…,cited,standard,鲁政办发,2019,63,…`

use gongwen::{Citation, DocumentNumber, Statute};

use super::{Field, boolean, document_title, end, id, integer, list, path, start, text, word};
use crate::sentence::sentence;

const KIND: (&str, &str) = (
    "What the reference does: basis (根据), transmittal (印发), repeal (废止) or mention",
    "引用方式：basis（依据）、transmittal（印发、转发）、repeal（废止）或mention（提及）",
);
const TRIGGER: (&str, &str) = ("The words that say so", "据以判断的词语");
const TEXT: (&str, &str) = ("The reference as the document writes it", "在文档中的写法");
const SENTENCE: (&str, &str) =
    ("The sentence it stands in, 500 characters on each side at most", "所在句，前后至多各500字");
const SHORT_TITLE: (&str, &str) =
    ("The title as it stands here, where that is a short one", "此处所用的简称");

pub(crate) fn doc_numbers<'a>() -> Vec<Field<'a, &'a DocumentNumber>> {
    vec![
        path(),
        document_title(),
        text(
            "canonical",
            "发文字号",
            (
                "The number with standard brackets and without spaces; one without an agency code as it is written",
                "规范写法的发文字号；没有机关代字的照原文",
            ),
            |_, number| number.canonical.as_str().into(),
        ),
        text(
            "key",
            "文号键",
            (
                "The one writing for all of this number: two numbers are the same if their keys are",
                "同一文号各种写法的统一形式，可用于比对和合并",
            ),
            |_, number| number.key.as_str().into(),
        ),
        text(
            "role",
            "本文或引用",
            ("own: the document's own number; cited: of another", "own（本文的）或cited（所引用的）"),
            |_, number| word(number.role),
        ),
        text(
            "form",
            "形式",
            (
                "standard, order, notice_no, letter, minutes or legislature",
                "standard（标准）、order（令）、notice_no（公告号）、letter（函）、minutes（纪要）或legislature（人大公告）",
            ),
            |_, number| word(number.form),
        ),
        text(
            "agency_code",
            "机关代字",
            ("Code of the agency, such as 鲁政办发", "机关代字，如鲁政办发"),
            |_, number| number.agency_code.as_deref().into(),
        ),
        integer("year", "年份", ("Year in the number", "文号中的年份"), |_, number| {
            number.year.into()
        }),
        integer("serial", "顺序号", ("Serial number", "发文顺序号"), |_, number| {
            number.serial.into()
        }),
        text(
            "cited_title",
            "所引标题",
            ("Title in 《》 beside it", "文号旁书名号中的标题"),
            |_, number| number.cited_title.as_deref().into(),
        ),
        text(
            "issuer",
            "发文机关（推定）",
            ("The likeliest agency to have issued it", "最可能的发文机关"),
            |_, number| number.issuers.first().map(|issuer| issuer.name.as_str()).into(),
        ),
        text(
            "issuer_adcode",
            "发文机关区划代码",
            (
                "Code of the issuer's division (GB/T 2260); none for organs of the state",
                "发文机关的行政区划代码（GB/T 2260），国家机关没有",
            ),
            |_, number| number.issuers.first().and_then(|issuer| issuer.adcode.as_deref()).into(),
        ),
        list(
            "issuers",
            "可能的发文机关",
            ("All agencies that may have issued it, likeliest first", "全部可能的发文机关，可能性大的在前"),
            |_, number| number.issuers.iter().map(|issuer| issuer.name.clone()).collect::<Vec<_>>().into(),
        ),
        text("text", "原文", TEXT, |_, number| number.text.as_str().into()),
        start(),
        end(),
        id(),
    ]
}

pub(crate) fn statutes<'a>() -> Vec<Field<'a, &'a Statute>> {
    vec![
        path(),
        document_title(),
        text(
            "statute",
            "法规",
            (
                "Title of the statute without 《》, in full where the text defined a short one",
                "法规名称，不含书名号；简称已还原为全称",
            ),
            |_, statute| statute.title.as_deref().into(),
        ),
        text("short_title", "简称", SHORT_TITLE, |_, statute| statute.short_title.as_deref().into()),
        boolean(
            "own",
            "本文",
            ("Whether it is the document itself (本办法, 本条)", "是否指本文（本办法、本条）"),
            |_, statute| statute.own.into(),
        ),
        text(
            "document_number",
            "令号",
            ("Number of the order beside it, as its key", "旁边的令号（文号键）"),
            |_, statute| statute.document_number.as_deref().into(),
        ),
        text(
            "article",
            "条",
            ("Article without its 第: 三十条, 一百二十条之一", "条，不含“第”：三十条、一百二十条之一"),
            |_, statute| statute.article.as_deref().into(),
        ),
        integer("article_number", "条序", ("Number of the article", "条的序数"), |_, statute| {
            statute.article_number.into()
        }),
        integer(
            "article_end",
            "条止",
            ("Last article of 第七条至第九条", "连续数条的末条"),
            |_, statute| statute.article_end.into(),
        ),
        integer("paragraph", "款", ("Paragraph (款)", "款"), |_, statute| statute.paragraph.into()),
        integer("item", "项", ("Item (项)", "项"), |_, statute| statute.item.into()),
        text("kind", "引用方式", KIND, |_, statute| word(statute.kind)),
        text("trigger", "依据词", TRIGGER, |_, statute| {
            statute.trigger.as_ref().map(|trigger| trigger.text.as_str()).into()
        }),
        text("text", "原文", TEXT, |_, statute| statute.text.as_str().into()),
        text("sentence", "所在句", SENTENCE, |record, statute| {
            sentence(record.source_text(), statute.span, statute.sentence).into()
        }),
        start(),
        end(),
        id(),
    ]
}

pub(crate) fn citations<'a>() -> Vec<Field<'a, &'a Citation>> {
    vec![
        path(),
        document_title(),
        text(
            "class",
            "类别",
            (
                "document, or plan (a 规划 or 计划 without a number)",
                "document（公文）或plan（没有文号的规划、计划）",
            ),
            |_, citation| word(citation.class),
        ),
        text(
            "cited_title",
            "所引标题",
            (
                "Title without 《》, in full where the text defined a short one",
                "所引文件的标题，不含书名号；简称已还原为全称",
            ),
            |_, citation| citation.title.as_deref().into(),
        ),
        text("short_title", "简称", SHORT_TITLE, |_, citation| citation.short_title.as_deref().into()),
        text(
            "document_number",
            "发文字号",
            ("Its document number, as the key", "所引文件的发文字号（文号键）"),
            |_, citation| citation.document_number.as_deref().into(),
        ),
        text(
            "issuing_agency",
            "发文机关",
            ("The agency that issued it, as the text says", "文中所写的发文机关"),
            |_, citation| citation.issuing_agency.as_deref().into(),
        ),
        text(
            "date",
            "日期",
            (
                "When it was issued, as written beside it: 2009-03-05, 2009-03 or 2009",
                "旁边所写的发文日期：2009-03-05、2009-03或2009",
            ),
            |_, citation| citation.date.as_deref().into(),
        ),
        text("kind", "引用方式", KIND, |_, citation| word(citation.kind)),
        text("trigger", "依据词", TRIGGER, |_, citation| {
            citation.trigger.as_ref().map(|trigger| trigger.text.as_str()).into()
        }),
        text("text", "原文", TEXT, |_, citation| citation.text.as_str().into()),
        text("sentence", "所在句", SENTENCE, |record, citation| {
            sentence(record.source_text(), citation.span, citation.sentence).into()
        }),
        start(),
        end(),
        id(),
    ]
}
