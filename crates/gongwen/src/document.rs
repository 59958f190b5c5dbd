//! The output types: what [`analyze`](crate::analyze) returns and what the JSON output holds.
//!
//! `受理行政复议案件78件。` → one [`Indicator`] `{text: "78件", value: 78, unit: "件", bound: exact, kind: count,
//! name: "受理行政复议案件", …}`.
//!
//! The field names are the output contract: adding one is a minor version, changing one a major.

/// A string that needs no allocation where it is short.
pub use compact_str::CompactString;
use schemars::JsonSchema;
use serde::Serialize;

use crate::explanation::Explanations;
pub use crate::quantity::{Bound, Number};
pub use crate::text::span::Span;
use crate::text::span::serialize_spanned;

/// Version of the output contract, written into every JSON document.
pub const SCHEMA_VERSION: &str = "1";

/// What was found in one text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Document {
    /// Length of the source in code points.
    pub chars: usize,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// The documents of a file that holds several, in reading order; empty for one. Then `metadata` holds what the file says
    /// of itself and what all its documents say alike.
    pub parts: Vec<Part>,
    /// What a page sets round the document and no record is read from: menus, breadcrumbs, buttons, footers; in reading order.
    pub boilerplate: Vec<Boilerplate>,
    /// The outline, in reading order.
    pub sections: Vec<Section>,
    /// Every reported figure, in reading order.
    pub indicators: Vec<Indicator>,
    /// Every document number (发文字号), in reading order.
    pub doc_numbers: Vec<DocumentNumber>,
    /// Every provision of a statute (法律、法规、规章) that is cited, and every statute cited as a whole, in reading order.
    pub statutes: Vec<Statute>,
    /// Every document and plan cited by title or number, in reading order.
    pub citations: Vec<Citation>,
    /// Tables of a fixed format, such as those of an information-disclosure annual report (政府信息公开工作年度报告), in reading
    /// order. Their figures are in none of the other fields.
    pub tables: Vec<Table>,
    /// Every number or quantity scanned, before it is decided whether it is an indicator; only with
    /// [`Options::quantities`](crate::Options::quantities).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantities: Option<Vec<QuantityRecord>>,
    /// Why the figures are what they are; only with [`Options::evidence`](crate::Options::evidence).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanations: Option<Explanations>,
    /// What looked suspicious.
    pub diagnostics: Vec<Diagnostic>,
    /// The text as it was read, where its font map was broken (see [`text::repair`](mod@crate::text::repair)): character for
    /// character as long as the source. Names, units and titles are in its words, the `text` of each record is the source's.
    #[serde(skip)]
    pub repaired_text: Option<String>,
}

/// What a document says about itself: title (标题), document number (发文字号), dates and genre.
///
/// Source of the terms: GB/T 9704-2012 clause 7, 《党政机关公文处理工作条例》 article 9.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Metadata {
    /// Title (标题, GB/T 9704-2012 7.3.1), lines joined.
    pub title: Option<String>,
    /// The document's own number (发文字号, 7.2.5), apart from those it cites: its [`DocumentNumber::key`].
    pub document_number: Option<String>,
    /// The issuing agency (发文机关, 7.2.4 and 7.3.5).
    pub issuing_agency: Option<String>,
    /// The signature (发文机关署名, 7.3.5): the agencies that sign, joined with `、`.
    pub signature: Option<String>,
    /// Date of issue (成文日期, 7.3.5) as ISO 8601 `YYYY-MM-DD`; the day of delivery or publication where the text gives no other.
    pub date_of_issue: Option<String>,
    /// Day of publication (发布日期) as ISO 8601 `YYYY-MM-DD`.
    pub publication_date: Option<String>,
    /// Where a page has the text from (来源).
    pub source: Option<String>,
    /// Addressees (主送机关, 7.3.2).
    pub addressees: Vec<String>,
    /// Titles of the attachments (附件说明, 7.3.4).
    pub attachments: Vec<String>,
    /// Copied agencies (抄送机关, 7.4.2).
    pub copied_agencies: Vec<String>,
    /// Urgency (紧急程度, 7.2.3): `特急`, `加急`.
    pub urgency: Option<String>,
    /// Classification and its term (密级和保密期限, 7.2.2): `机密★1年`.
    pub classification: Option<String>,
    /// Document type (文种): one of the fifteen of article 8 of the 条例, such as `通知`, `报告`, `意见`.
    pub document_type: Option<String>,
    /// Genre of the content, such as `rule_of_law_report`, `work_report`.
    pub genre: Option<Genre>,
    /// The year the document reports on.
    pub report_year: Option<i32>,
    /// The division whose document it is; none for organs of the state.
    pub region: Option<Region>,
    /// Where each of the above was read; what came from a [hint](crate::Hints) has no place.
    pub evidence: Evidence,
}

/// Where each metadata field was read. A field that has a value and no place here is known from outside the text.
#[derive(Clone, Debug, Default, PartialEq, Serialize, JsonSchema)]
pub struct Evidence {
    /// Place of the title.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<Span>,
    /// Place of the document's own number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<Span>,
    /// Place of the issuing agency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issuing_agency: Option<Span>,
    /// Place of the signature.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<Span>,
    /// Place of the date of issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date_of_issue: Option<Span>,
    /// Place of the day of publication.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication_date: Option<Span>,
    /// Place of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<Span>,
    /// Place of the list of addressees.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub addressees: Option<Span>,
    /// Place of the list of attachments.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachments: Option<Span>,
    /// Place of the list of copied agencies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copied_agencies: Option<Span>,
    /// Place of the urgency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub urgency: Option<Span>,
    /// Place of the classification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<Span>,
    /// Place of the words that give the type: the title, or the number of an order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_type: Option<Span>,
    /// Place of the words that give the genre.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub genre: Option<Span>,
    /// Place of the words that give the report year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub report_year: Option<Span>,
    /// Place of the region's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<Span>,
}

/// The division (行政区划) whose document it is, as it was in the year of the document: that of its issue, else the one it
/// reports on.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Region {
    /// Its name in that year; as the document writes it where the table of divisions has no such name.
    pub name: String,
    /// Its code (行政区划代码, GB/T 2260) in that year; none where several divisions are called so and nothing decides, and
    /// for what the table does not have.
    pub adcode: Option<String>,
    /// Its level.
    pub level: RegionLevel,
    /// The province-level division it is in, itself if it is one.
    pub province: Option<String>,
    /// The prefecture-level division it is in, itself if it is one; none for what is right under a province.
    pub prefecture: Option<String>,
    /// For a township or a zone: the county-level division it is in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub county: Option<String>,
    /// What its area is called today, if it has another name or code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_name: Option<String>,
    /// The code of that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub current_adcode: Option<String>,
    /// The divisions that are called so, likeliest first, if there is more than one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<RegionCandidate>,
}

impl Region {
    /// A region of which only the name is known.
    pub(crate) fn unlisted(name: String) -> Self {
        Self {
            name,
            adcode: None,
            level: RegionLevel::County,
            province: None,
            prefecture: None,
            county: None,
            current_name: None,
            current_adcode: None,
            candidates: Vec::new(),
        }
    }
}

/// Level of a [`Region`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RegionLevel {
    /// 省, 自治区, 直辖市, 特别行政区.
    Province,
    /// 地级市, 地区, 自治州, 盟.
    Prefecture,
    /// 县, 县级市, 市辖区, 自治县, 旗.
    County,
    /// 镇, 乡, 街道: in no table here.
    Township,
    /// 开发区, 高新区 and the like: no division, and in no table here.
    Zone,
}

/// A division that the name of a [`Region`] may mean.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct RegionCandidate {
    /// Its name with what it is in: `江苏省南京市鼓楼区`.
    pub name: String,
    /// Its code.
    pub adcode: String,
    /// Its share of the evidence, 0 to 1.
    pub score: f32,
    /// The evidence: `in 江苏省; 南京市 named in the text`.
    pub because: String,
}

/// One of several documents in a file (`第一篇：…`).
#[derive(Clone, Debug, Default, PartialEq, JsonSchema)]
pub struct Part {
    /// Where it stands.
    #[schemars(flatten)]
    pub span: Span,
    /// What it says about itself.
    pub metadata: Metadata,
}

serialize_spanned!(Part { span, metadata });

/// A stretch that is no part of the document.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
pub struct Boilerplate {
    /// Where it stands.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
    /// What it is: `navigation`, `breadcrumb`, `font_size`, `button`, `view_count`, `neighbours`, `related`, `editor`, `page_number`,
    /// `source_link`, `dialog`, `footer`, `registration`.
    pub kind: &'static str,
}

serialize_spanned!(Boilerplate { span, text, kind });

/// What kind of document it is by content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// 法治政府建设情况报告, 依法行政工作总结.
    RuleOfLawReport,
    /// 政府工作报告.
    WorkReport,
    /// 政府信息公开工作年度报告.
    DisclosureReport,
    /// 国民经济和社会发展统计公报.
    StatisticalCommunique,
    /// 预算执行情况报告.
    BudgetReport,
    /// 规划, 计划, 实施方案, 行动方案.
    Plan,
    /// 办法, 规定, 细则, 若干措施.
    Measures,
    /// 条例.
    Regulation,
    /// 批复, 复函, 答复.
    Reply,
    /// 意见, and the notices that issue them.
    Opinions,
    /// 公告, 通告.
    Announcement,
    /// 决定, 决议.
    Decision,
    /// 纪要.
    Minutes,
    /// 通知, 通报, 函, 请示 and the like without a more telling content.
    Notice,
}

/// One heading and the section it opens.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Section {
    /// Position in reading order, from 0.
    pub id: usize,
    /// The enclosing section.
    pub parent: Option<usize>,
    /// Depth in the numbering system of GB/T 9704-2012 7.3.3 and of statutes.
    pub level: Level,
    /// The marker as written: `一、`, `(一)`, `第一章`.
    pub marker: CompactString,
    /// The marker's number.
    pub number: u32,
    /// The title without its marker.
    pub title: String,
    /// The heading: marker and title.
    #[schemars(flatten)]
    pub span: Span,
    /// One past the last code point of the section's text, subsections included.
    pub body_end: usize,
    /// Whether body text follows on the heading's own line.
    pub run_in: bool,
    /// Markers from the top, such as `一/(一)`.
    pub path: CompactString,
}

serialize_spanned!(Section { id, parent, level, marker, number, title, span, body_end, run_in, path });

/// Heading level. GB/T 9704-2012 7.3.3 numbers `一、` `（一）` `1.` `（1）`; statutes add 章, 节, 条; compilations 篇.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 第一篇, 第一编, 第一部分.
    Part,
    /// 第一章.
    Chapter,
    /// 第一节.
    Section,
    /// 第一条.
    Article,
    /// `一、`.
    H1,
    /// `（一）`.
    H2,
    /// `1.`.
    H3,
    /// `（1）`.
    H4,
    /// `①`.
    H5,
}

/// One reported figure: a value with its unit that measures something in the world.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Indicator {
    /// From the first character of the number to the last of the unit; `余` and `多` inside, `约` and `以上` outside.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: CompactString,
    /// The number, multipliers multiplied out; percents keep their figure (58.75% is 58.75).
    pub value: Number,
    /// Upper end of a range.
    pub value_max: Option<Number>,
    /// Unit without multiplier: `元`, `人次`, `%`, `百分点`; empty where there is none.
    pub unit: CompactString,
    /// Whether the figure is exact, a minimum, a maximum, about right, or a range.
    pub bound: Bound,
    /// What sort of figure it is.
    pub kind: Kind,
    /// For a change or difference: up or down (above or below).
    pub direction: Option<Direction>,
    /// What is measured, in the words of the value's own clause.
    pub name: CompactString,
    /// `name` with what earlier clauses give: the name that can stand alone as a column header.
    pub full_name: CompactString,
    /// The time the value speaks of, ISO 8601: `2021`, `2021/2025`, `2025-06`.
    pub period: Option<CompactString>,
    /// Done, or planned.
    pub status: Status,
    /// What a change or difference is measured against.
    pub comparison: Option<Comparison>,
    /// [`Section::id`] of the innermost section.
    pub section: Option<usize>,
    /// The sentence it stands in, code points `[start, end)`.
    pub sentence: (usize, usize),
    /// Shared by records of one statement: level and growth of one thing, `分别` lists, `由A提高到B`.
    pub group: usize,
    /// The share of records like this one whose value, unit and name are right on annotated documents, 0 to 1.
    pub confidence: f32,
    /// The construction that gave the name.
    pub rule: Rule,
    /// The harmonised indicator of `dicts/concepts.toml` that it is a figure of, whatever words name it: `gdp.growth`,
    /// `admin_reconsideration.accepted`.
    pub concept: Option<&'static str>,
}

serialize_spanned!(Indicator {
    span,
    text,
    value,
    value_max,
    unit,
    bound,
    kind,
    direction,
    name,
    full_name,
    period,
    status,
    comparison,
    section,
    sentence,
    group,
    confidence,
    rule,
    concept
});

/// What sort of figure an [`Indicator`] is (`gold/GUIDE.md` section 1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 件, 人, 项, 家, …
    Count,
    /// 元, 美元, …
    Money,
    /// A share or a rate.
    Percent,
    /// The amount by which something rose or fell.
    Change,
    /// A length of time.
    Duration,
    /// A physical quantity.
    Measure,
    /// 倍, fractions, bare ratios.
    Ratio,
    /// 第3位.
    Rank,
    /// 分.
    Score,
    /// The distance from a comparator: 高于全国0.4个百分点.
    Difference,
}

/// Direction of a change or a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Rose; lies above.
    Up,
    /// Fell; lies below.
    Down,
}

/// Achieved, or only planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Done; is so.
    Actual,
    /// Plan, goal, requirement, entitlement.
    Target,
}

/// What a change or difference is measured against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Year on year: 同比, 比上年, and bare 增长 in an annual review.
    Yoy,
    /// On the previous month or quarter: 环比.
    Qoq,
    /// 年均.
    AnnualAverage,
    /// Since a named time: 比2020年.
    Since,
    /// Another place or standard: 高于全国.
    Vs,
}

/// The construction that gave an indicator its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// `受理行政复议案件78件`: the words before the value.
    PostNominal,
    /// `17件行政诉讼案件`: the words after it, with the verb before it.
    PreNominal,
    /// `黄金、白银产量分别增长5%、3%`: one subject a value.
    Distributed,
    /// `（其中刑事1077件）`: a part of the figure before.
    Breakdown,
    /// `，增长21.8%`: all of the name comes from an earlier clause.
    Inherited,
    /// No words were found to name it.
    Unnamed,
}

/// A document number (发文字号): 机关代字, 年份 and 发文顺序号 (《党政机关公文处理工作条例》 article 9 (五)).
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct DocumentNumber {
    /// Where it stands.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
    /// `机关代字〔年份〕序号号` for all bracket forms, spaces and leading zeros: `鲁政办发〔2019〕63号`; a number without an agency
    /// code as it is written, without spaces: `国令第707号`, `2021年第38号公告`.
    pub canonical: String,
    /// The one writing for all of this number, whatever its words and characters: `国务院令第707号` for `国令第707号`,
    /// `2013年第2号令` for `令〔2013〕2号`. Two numbers are the same if their keys are.
    pub key: String,
    /// Which form it has.
    pub form: DocumentNumberForm,
    /// 机关代字, such as `鲁政办发`; none for orders, announcements and others that name their agency.
    pub agency_code: Option<String>,
    /// Year, if it is given and not redacted.
    pub year: Option<i32>,
    /// Serial number (发文顺序号).
    pub serial: Option<u32>,
    /// The document's own number, or one it cites.
    pub role: DocumentNumberRole,
    /// Title in 《》 beside it.
    pub cited_title: Option<String>,
    /// Who may have issued it, likeliest first; empty where nothing tells.
    pub issuers: Vec<Issuer>,
}

serialize_spanned!(DocumentNumber {
    span,
    text,
    canonical,
    key,
    form,
    agency_code,
    year,
    serial,
    role,
    cited_title,
    issuers
});

/// An agency that may have issued a document number.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Issuer {
    /// Its name in the year of the number, in full: `鲁甸县人民政府办公室`.
    pub name: String,
    /// Code of its division; none for organs of the state.
    pub adcode: Option<String>,
    /// Its share of the evidence, 0 to 1.
    pub score: f32,
    /// The strongest evidence for it.
    pub because: IssuerReason,
}

/// Why an [`Issuer`] may have issued a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum IssuerReason {
    /// The number names it: `国务院令第722号`.
    NumberNamesIt,
    /// It is known to write this code: `国办发`.
    KnownCode,
    /// It signs the document whose own number this is.
    Signature,
    /// It stands right before the number: `苏州市住房和城乡建设局苏住建规〔2011〕4号`.
    WordsBefore,
    /// The title beside the number begins with it: `《安徽省人民政府关于…》`.
    CitedTitle,
    /// The document's division has this abbreviation, and the document or its site says whose it is.
    DocumentRegion,
    /// A division above or below the document's has it.
    RelatedRegion,
    /// A province or a city has this abbreviation (简称).
    Abbreviation,
    /// The name of a division begins with it.
    RegionName,
}

/// Form of a document number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentNumberForm {
    /// `国办发〔2019〕5号`.
    Standard,
    /// `国务院令第722号`.
    Order,
    /// `2020年第5号公告`.
    NoticeNo,
    /// `国务院办公厅函〔2004〕12号`: a letter numbered without an agency code.
    Letter,
    /// `专题会议纪要〔2020〕12号`.
    Minutes,
    /// An announcement of a people's congress, numbered within its 届: `公告〔十三届〕第5号`.
    Legislature,
}

/// Whose number it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum DocumentNumberRole {
    /// The document's own.
    Own,
    /// One it cites.
    Cited,
}

/// A statute that is cited, or one provision of it; a list of provisions is one record each.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Statute {
    /// From its title to the provision; of a later provision of a list that alone.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
    /// Title without 《》; where the text has a short one that it defined, the full title. None for the document itself, where
    /// it has no title.
    pub title: Option<String>,
    /// The title as it stands here, where that is a short one.
    pub short_title: Option<String>,
    /// Whether it is the document itself (本办法, 本条).
    pub own: bool,
    /// Number of the order (令) that stands beside it: its [`DocumentNumber::key`].
    pub document_number: Option<String>,
    /// Article without its 第: `三十条`, `一百二十条之一`.
    pub article: Option<String>,
    /// Its number.
    pub article_number: Option<u32>,
    /// Last article of `第七条至第九条`.
    pub article_end: Option<u32>,
    /// Paragraph (款).
    pub paragraph: Option<u32>,
    /// Item (项).
    pub item: Option<u32>,
    /// What the reference does.
    pub kind: CitationKind,
    /// The words that say so.
    pub trigger: Option<Trigger>,
    /// The sentence it stands in, code points `[start, end)`.
    pub sentence: (usize, usize),
}

serialize_spanned!(Statute {
    span,
    text,
    title,
    short_title,
    own,
    document_number,
    article,
    article_number,
    article_end,
    paragraph,
    item,
    kind,
    trigger,
    sentence
});

/// A document or plan that is cited.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Citation {
    /// Title and number with the bracket between or behind them.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
    /// Document or plan.
    pub class: CitationClass,
    /// Title without 《》; where the text has a short one that it defined, the full title. None for a number alone.
    pub title: Option<String>,
    /// The title as it stands here, where that is a short one.
    pub short_title: Option<String>,
    /// Document number: its [`DocumentNumber::key`].
    pub document_number: Option<String>,
    /// The agency that issued it, as the text says.
    pub issuing_agency: Option<String>,
    /// The day, month or year it was issued, where that is written beside it: `2009-03-05`, `2009-03`, `2009`.
    pub date: Option<String>,
    /// What the reference does.
    pub kind: CitationKind,
    /// The words that say so.
    pub trigger: Option<Trigger>,
    /// The sentence it stands in, code points `[start, end)`.
    pub sentence: (usize, usize),
}

serialize_spanned!(Citation {
    span,
    text,
    class,
    title,
    short_title,
    document_number,
    issuing_agency,
    date,
    kind,
    trigger,
    sentence
});

/// What a [`Citation`] refers to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CitationClass {
    /// An official document.
    Document,
    /// A plan (规划, 计划) without a number.
    Plan,
}

/// What a reference does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// Names what the document, or what it tells of, rests on: 根据, 依照.
    Basis,
    /// Hands it on: 印发, 转发.
    Transmittal,
    /// Ends it: 废止.
    Repeal,
    /// Anything else.
    #[default]
    Mention,
}

/// Words that decide the kind of a reference.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema)]
pub struct Trigger {
    /// Where they stand.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
}

serialize_spanned!(Trigger { span, text });

/// A table whose format fixes its rows and columns (国办公开办函〔2021〕30号).
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Table {
    /// Which one: `disclosure.publication`, `disclosure.applications`, `disclosure.review`.
    pub kind: String,
    /// From its head to its last cell.
    #[schemars(flatten)]
    pub span: Span,
    /// The cells that are not empty, in reading order.
    pub cells: Vec<Cell>,
}

serialize_spanned!(Table { kind, span, cells });

/// A cell of a [`Table`].
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Cell {
    /// Table, row and column, whatever the table looks like in this document: `applications.received.natural_person`.
    pub name: String,
    /// The labels of its row and column in the format: `本年新收政府信息公开申请数量/自然人`.
    pub label: String,
    /// The number in it; none where it holds `/` or words.
    pub value: Option<Number>,
    /// Where its text stands.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: String,
}

serialize_spanned!(Cell { name, label, value, span, text });

/// A number or quantity as scanned, before it is decided whether it is an indicator.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct QuantityRecord {
    /// Where it stands.
    #[schemars(flatten)]
    pub span: Span,
    /// The source at `span`.
    pub text: CompactString,
    /// The number, multiplied out.
    pub value: Number,
    /// Upper end of a range.
    pub value_max: Option<Number>,
    /// Unit without multiplier.
    pub unit: CompactString,
    /// Bound.
    pub bound: Bound,
}

serialize_spanned!(QuantityRecord { span, text, value, value_max, unit, bound });

/// Something suspicious in the text, or something done to it that the reader should know.
#[derive(Clone, Debug, PartialEq, JsonSchema)]
pub struct Diagnostic {
    /// Where.
    #[schemars(flatten)]
    pub span: Span,
    /// Stable name of the finding, such as `heading-skip`.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// What it may mean, or what to do.
    pub hint: String,
}

serialize_spanned!(Diagnostic { span, code, message, hint });
