//! `Layer::Metadata`: what a document says of itself, what was found in it, and what it was read from; `Layer::Sections`: a
//! heading, its place in the outline, and what it heads.
//!
//! `一、概况` → `a.txt,0,,h1,一,一、,1,概况,0,4,21,false,`

use gongwen::{Document, Region, Section};

use super::{Field, Note, boolean, end, id, integer, list, path, start, text, word};
use crate::value::Value;

pub(crate) fn sections<'a>() -> Vec<Field<'a, &'a Section>> {
    vec![
        path(),
        integer(
            "section",
            "节",
            ("Number of the heading in the document, from 0", "标题在文档中的序号，从0起"),
            |_, section| section.id.into(),
        ),
        integer(
            "parent",
            "上级节",
            ("section of the heading above it", "上级标题的序号（section）"),
            |_, section| section.parent.into(),
        ),
        text(
            "level",
            "层级",
            (
                "part, chapter, section, article, or h1 (一、) h2 (（一）) h3 (1.) h4 (（1）) h5 (①)",
                "part（篇）、chapter（章）、section（节）、article（条），或h1（一、）、h2（（一））、h3（1.）、h4（（1））、h5（①）",
            ),
            |_, section| word(section.level),
        ),
        text(
            "section_path",
            "章节序号",
            ("Markers from the top: 一/(一)", "自上而下的序号：一/(一)"),
            |_, section| section.path.as_str().into(),
        ),
        text(
            "marker",
            "序号",
            ("The marker as written: 一、, (一), 第一章", "序号的原文：一、，(一)，第一章"),
            |_, section| section.marker.as_str().into(),
        ),
        integer("number", "序数", ("The marker's number", "序号的数值"), |_, section| {
            section.number.into()
        }),
        text("title", "标题", ("The heading without its marker", "标题，不含序号"), |_, section| {
            section.title.as_str().into()
        }),
        start(),
        end(),
        integer(
            "body_end",
            "正文止",
            (
                "One past the last character of its text, subsections included",
                "所辖正文的终止位置（不含），包括下级标题",
            ),
            |_, section| section.body_end.into(),
        ),
        boolean(
            "run_in",
            "与正文同行",
            ("Whether text follows on the heading's own line", "标题之后是否同行接正文"),
            |_, section| section.run_in.into(),
        ),
        id(),
    ]
}

pub(crate) fn metadata<'a>() -> Vec<Field<'a, &'a Document>> {
    let mut columns = vec![path()];
    columns.extend(said());
    columns.extend(region());
    columns.extend(found());
    columns
}

/// What the document says of itself.
fn said<'a>() -> Vec<Field<'a, &'a Document>> {
    vec![
        text(
            "title",
            "标题",
            ("Title (GB/T 9704-2012 7.3.1)", "标题（GB/T 9704-2012 7.3.1）"),
            |_, document| document.metadata.title.as_deref().into(),
        ),
        text(
            "document_number",
            "发文字号",
            ("The document's own number, as its key (7.2.5)", "本文的发文字号（文号键，7.2.5）"),
            |_, document| document.metadata.document_number.as_deref().into(),
        ),
        text(
            "issuing_agency",
            "发文机关",
            ("The issuing agency (7.2.4, 7.3.5)", "发文机关（7.2.4、7.3.5）"),
            |_, document| document.metadata.issuing_agency.as_deref().into(),
        ),
        text(
            "signature",
            "署名",
            ("The agencies that sign, joined with 、 (7.3.5)", "发文机关署名，多个以顿号分隔（7.3.5）"),
            |_, document| document.metadata.signature.as_deref().into(),
        ),
        text(
            "date_of_issue",
            "成文日期",
            ("Date of issue as YYYY-MM-DD (7.3.5)", "成文日期，YYYY-MM-DD（7.3.5）"),
            |_, document| document.metadata.date_of_issue.as_deref().into(),
        ),
        text(
            "publication_date",
            "发布日期",
            ("Day of publication as YYYY-MM-DD", "发布日期，YYYY-MM-DD"),
            |_, document| document.metadata.publication_date.as_deref().into(),
        ),
        text(
            "source",
            "来源",
            ("Where a page has the text from", "网页所注的来源"),
            |_, document| document.metadata.source.as_deref().into(),
        ),
        list(
            "addressees",
            "主送机关",
            ("Addressees (7.3.2)", "主送机关（7.3.2）"),
            |_, document| document.metadata.addressees.clone().into(),
        ),
        list(
            "attachments",
            "附件",
            ("Titles of the attachments (7.3.4)", "附件说明中的附件标题（7.3.4）"),
            |_, document| document.metadata.attachments.clone().into(),
        ),
        list(
            "copied_agencies",
            "抄送机关",
            ("Copied agencies (7.4.2)", "抄送机关（7.4.2）"),
            |_, document| document.metadata.copied_agencies.clone().into(),
        ),
        text(
            "urgency",
            "紧急程度",
            ("特急 or 加急 (7.2.3)", "特急或加急（7.2.3）"),
            |_, document| document.metadata.urgency.as_deref().into(),
        ),
        text(
            "classification",
            "密级和保密期限",
            ("Classification and its term (7.2.2)", "密级和保密期限（7.2.2）"),
            |_, document| document.metadata.classification.as_deref().into(),
        ),
        text(
            "document_type",
            "文种",
            ("One of the fifteen types of official documents, such as 通知", "十五种公文之一，如通知、报告"),
            |_, document| document.metadata.document_type.as_deref().into(),
        ),
        text(
            "genre",
            "内容类型",
            (
                "What it is by content, such as work_report or rule_of_law_report",
                "内容类型，如work_report（政府工作报告）、rule_of_law_report（法治政府建设报告）",
            ),
            |_, document| word(document.metadata.genre),
        ),
        integer(
            "report_year",
            "报告年度",
            ("The year the document reports on", "文档所报告的年度"),
            |_, document| document.metadata.report_year.into(),
        ),
        integer(
            "parts",
            "篇数",
            ("Documents in the file, where there are several; else 0", "一个文件含多篇文档时的篇数，否则为0"),
            |_, document| document.parts.len().into(),
        ),
    ]
}

/// The division whose document it is.
fn region<'a>() -> Vec<Field<'a, &'a Document>> {
    fn of<'a>(document: &'a Document, value: fn(&'a Region) -> Value) -> Value {
        document.metadata.region.as_ref().map_or(Value::Missing, value)
    }
    let note: Note = (
        "The division whose document it is, as it was called in the document's year; none for organs of the state",
        "文档所属的行政区划，用当年名称；国家机关没有",
    );
    vec![
        text("region", "地区", note, |_, document| of(document, |region| region.name.as_str().into())),
        text(
            "adcode",
            "行政区划代码",
            (
                "Its code in that year (GB/T 2260); none where nothing decides between namesakes",
                "当年的行政区划代码（GB/T 2260）；同名而无从判断的没有",
            ),
            |_, document| of(document, |region| region.adcode.as_deref().into()),
        ),
        text(
            "level",
            "级别",
            (
                "province, prefecture, county, township or zone",
                "province（省级）、prefecture（地级）、county（县级）、township（乡级）或zone（开发区等）",
            ),
            |_, document| of(document, |region| word(region.level)),
        ),
        text(
            "province",
            "省级",
            ("The province-level division it is in, itself if it is one", "所属的省级区划，省级则为其自身"),
            |_, document| of(document, |region| region.province.as_deref().into()),
        ),
        text(
            "prefecture",
            "地级",
            ("The prefecture-level division it is in, itself if it is one", "所属的地级区划，地级则为其自身"),
            |_, document| of(document, |region| region.prefecture.as_deref().into()),
        ),
    ]
}

/// What was found in it, and what it was read from.
fn found<'a>() -> Vec<Field<'a, &'a Document>> {
    vec![
        integer(
            "chars",
            "字数",
            ("Unicode code points of the text", "正文的字符数"),
            |_, document| document.chars.into(),
        ),
        integer("sections", "标题数", ("Headings found", "标题个数"), |_, document| {
            document.sections.len().into()
        }),
        integer("indicators", "指标数", ("Figures found", "指标个数"), |_, document| {
            document.indicators.len().into()
        }),
        integer(
            "doc_numbers",
            "文号数",
            ("Document numbers found", "发文字号个数"),
            |_, document| document.doc_numbers.len().into(),
        ),
        text(
            "encoding",
            "编码",
            ("The encoding the text was read in, by its WHATWG name", "读取时的编码（WHATWG名称）"),
            |record, _| record.encoding().into(),
        ),
        text(
            "format",
            "格式",
            ("Format of the file: txt, docx, pdf, …", "文件格式：txt、docx、pdf等"),
            |record, _| record.format().into(),
        ),
        text(
            "sha256",
            "SHA-256",
            (
                "SHA-256 of the file's bytes (of the text for a .jsonl document), lower-case hex",
                "文件内容的SHA-256（.jsonl为正文的），小写十六进制",
            ),
            |record, _| record.sha256().into(),
        ),
        id(),
    ]
}
