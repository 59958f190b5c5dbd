//! The page of all documents: a table to filter and sort, and charts by year and region.
//!
//! [`Summary`] of each document → one HTML file whose script draws table and charts from a block of data

use std::io;

use gongwen::{Genre, Metadata};

use super::document::title;
use super::html::Html;
use super::name::page_name;
use crate::{Language, Record};

const STYLE: &str = concat!(include_str!("base.css"), include_str!("corpus.css"));
const SCRIPT: &str = include_str!("corpus.js");

/// What the corpus page tells of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    page: String,
    title: String,
    path: String,
    region: Option<String>,
    province: Option<String>,
    year: Option<i32>,
    genre: Option<Genre>,
    achieved: usize,
    planned: usize,
    numbers: usize,
    diagnostics: Vec<&'static str>,
}

impl Summary {
    /// Of a document whose page is named `page`.
    #[must_use]
    pub fn new(record: &Record<'_>, page: &str) -> Self {
        let document = record.document();
        let planned =
            document.indicators.iter().filter(|figure| figure.status == gongwen::Status::Target).count();
        let region = document.metadata.region.as_ref();
        Self {
            page: page.to_owned(),
            title: title(record).to_owned(),
            path: record.path().to_owned(),
            region: region.map(|region| region.name.clone()),
            province: region.and_then(|region| region.province.clone()),
            year: year(&document.metadata),
            genre: document.metadata.genre,
            achieved: document.indicators.len() - planned,
            planned,
            numbers: document.doc_numbers.len(),
            diagnostics: document.diagnostics.iter().map(|finding| finding.code).collect(),
        }
    }

    /// Figures of the document.
    #[must_use]
    pub fn figures(&self) -> usize {
        self.achieved + self.planned
    }
}

/// The name of the page of `record`.
#[must_use]
pub fn page_of(record: &Record<'_>) -> String {
    page_name(record.path(), record.sha256())
}

/// The year a document speaks of: that it reports on, else that of its issue.
pub(super) fn year(metadata: &Metadata) -> Option<i32> {
    let of = |date: &Option<String>| date.as_ref()?.get(..4)?.parse().ok();
    metadata.report_year.or_else(|| of(&metadata.date_of_issue)).or_else(|| of(&metadata.publication_date))
}

/// A row as the script reads it: page, title, file, region, province, year, genre, achieved, planned, numbers, findings, their names.
type Data<'a> = (
    &'a str,
    &'a str,
    &'a str,
    Option<&'a str>,
    Option<&'a str>,
    Option<i32>,
    Option<&'static str>,
    usize,
    usize,
    usize,
    usize,
    String,
);

/// Words the script puts into the page.
const WORDS: &[(&str, &str, &str)] = &[
    ("none", "(not known)", "（不详）"),
    ("all", "All", "全部"),
    ("documents", "documents", "份文档"),
    ("figures", "figures", "个数值"),
    ("achieved", "achieved", "实绩"),
    ("planned", "planned", "目标"),
    (
        "shown",
        "{shown} of {all} documents, {figures} figures",
        "共{all}份文档，当前{shown}份，{figures}个数值",
    ),
    ("nothing", "No document matches.", "没有符合条件的文档。"),
    ("by_year", "By year", "按年份"),
    ("by_region", "By region", "按地区"),
    ("others", "{n} others", "其他{n}个"),
    ("of_year", "{name}: {value}", "{name}：{value}"),
    ("year", "Year", "年份"),
    ("region", "Region", "地区"),
    ("count_documents", "Documents", "文档"),
    ("count_achieved", "Figures achieved", "实绩数值"),
    ("count_planned", "Figures planned", "目标数值"),
];

/// Label, what it is sorted by, and whether it holds numbers: one a column.
const COLUMNS: [(&str, &str, &str, bool); 7] = [
    ("title", "Document", "文档", false),
    ("region", "Region", "地区", false),
    ("year", "Year", "年份", true),
    ("genre", "Genre", "体裁", false),
    ("figures", "Figures", "数值", true),
    ("numbers", "Document numbers", "文号", true),
    ("diagnostics", "Diagnostics", "诊断", true),
];

/// The page of all documents, whose pages lie in the folder [`PAGES`](super::PAGES).
///
/// `failed` is how many inputs could not be read.
///
/// # Errors
/// None that is known; the data is written as JSON, which can fail in principle.
pub fn corpus_page(
    title: &str,
    summaries: &[Summary],
    failed: usize,
    language: Language,
) -> io::Result<String> {
    let word = |english, chinese| language.pick(english, chinese);
    let mut html = Html::default();
    html.head(language.tag(), title, STYLE, SCRIPT);
    html.raw("<body>\n<a class=\"skip\" href=\"#documents\">")
        .text(word("Skip to the documents", "跳到文档列表"));
    html.raw("</a>\n<header>\n<h1>").text(title).raw("</h1>\n<p class=\"facts\">");
    let sum = |of: fn(&Summary) -> usize| summaries.iter().map(of).sum::<usize>();
    let facts = [
        (summaries.len(), word("documents", "份文档")),
        (sum(Summary::figures), word("figures", "个数值")),
        (sum(|summary| summary.planned), word("of them planned", "个为目标")),
        (sum(|summary| summary.numbers), word("document numbers", "个文号")),
    ];
    for (count, what) in facts {
        html.raw("<span><b>").shown(count).raw("</b> ").text(what).raw("</span> ");
    }
    if failed > 0 {
        html.raw("<span class=\"failed\"><b>").shown(failed).raw("</b> ");
        html.text(word("inputs could not be read", "个输入未能读取")).raw("</span>");
    }
    html.raw("</p>\n</header>\n<main>\n");
    charts(&mut html, language);
    filters(&mut html, language);
    list(&mut html, summaries, language);
    html.raw("</main>\n");
    html.data(
        "words",
        &WORDS
            .iter()
            .map(|(name, english, chinese)| (*name, word(english, chinese)))
            .collect::<std::collections::BTreeMap<_, _>>(),
    )?;
    html.data("data", &summaries.iter().map(|summary| data(summary, language)).collect::<Vec<_>>())?;
    html.raw("<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    Ok(html.finish())
}

fn data(summary: &Summary, language: Language) -> Data<'_> {
    let mut findings: Vec<&'static str> = Vec::new();
    for code in &summary.diagnostics {
        let finding = language.diagnostic(code);
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    (
        &summary.page,
        &summary.title,
        &summary.path,
        summary.region.as_deref(),
        summary.province.as_deref(),
        summary.year,
        summary.genre.map(|genre| language.genre(genre)),
        summary.achieved,
        summary.planned,
        summary.numbers,
        summary.diagnostics.len(),
        findings.join(language.pick(", ", "、")),
    )
}

/// Places of the charts; the script draws them.
fn charts(html: &mut Html, language: Language) {
    let word = |english, chinese| language.pick(english, chinese);
    html.raw("<section class=\"charts\"").attribute("aria-label", word("Charts", "图表")).raw(" hidden>\n");
    html.raw("<fieldset class=\"measure\"><legend>").text(word("Count", "统计")).raw("</legend>");
    for (value, english, chinese) in [("documents", "documents", "文档"), ("figures", "figures", "数值")]
    {
        html.raw("<label><input type=\"radio\" name=\"measure\"").attribute("value", value);
        html.raw("> <span>").text(word(english, chinese)).raw("</span></label>");
    }
    html.raw("</fieldset>\n<div class=\"pair\">\n");
    for (name, english, chinese) in [("years", "By year", "按年份"), ("regions", "By region", "按地区")]
    {
        html.raw("<figure").attribute("id", name).raw("><figcaption>").text(word(english, chinese));
        html.raw("</figcaption><div class=\"chart\"></div><details><summary>")
            .text(word("As a table", "以表格查看"));
        html.raw("</summary><div class=\"table\"></div></details></figure>\n");
    }
    html.raw("</div>\n</section>\n");
}

fn filters(html: &mut Html, language: Language) {
    let word = |english, chinese| language.pick(english, chinese);
    html.raw("<form class=\"filters\" role=\"search\"").attribute("aria-label", word("Filters", "筛选"));
    html.raw(" hidden>\n<label class=\"wide\"><span>")
        .text(word("Search", "搜索"))
        .raw("</span><input id=\"q\"");
    html.attribute("placeholder", word("title, region, genre, file", "标题、地区、体裁、文件名"));
    html.raw(" type=\"search\" autocomplete=\"off\"></label>\n");
    for (name, english, chinese) in
        [("genre", "Genre", "体裁"), ("province", "Region", "地区"), ("year", "Year", "年份")]
    {
        html.raw("<label><span>").text(word(english, chinese)).raw("</span><select").attribute("id", name);
        html.raw("></select></label>\n");
    }
    html.raw("<label class=\"check\"><input type=\"checkbox\" id=\"found\"> <span>");
    html.text(word("with diagnostics", "有诊断")).raw("</span></label>\n<button type=\"reset\">");
    html.text(word("Clear", "清除")).raw("</button>\n</form>\n");
}

/// The table, which the script fills; without one a plain list of all.
fn list(html: &mut Html, summaries: &[Summary], language: Language) {
    let word = |english, chinese| language.pick(english, chinese);
    html.raw("<p id=\"told\" class=\"told\" role=\"status\"></p>\n<div class=\"scroll\" hidden>\n");
    html.raw("<table id=\"documents\" tabindex=\"-1\"><caption>").text(word("Documents", "文档列表"));
    html.raw("</caption><thead><tr>");
    for (name, english, chinese, is_number) in COLUMNS {
        html.raw("<th scope=\"col\"").attribute("data-by", name);
        html.raw(if is_number { " class=\"number\"" } else { "" }).raw("><button type=\"button\">");
        html.text(word(english, chinese)).raw("</button></th>");
    }
    html.raw("</tr></thead><tbody></tbody></table>\n</div>\n<div id=\"more\"></div>\n<noscript>\n<ul>\n");
    for summary in summaries {
        html.raw("<li><a").attribute("href", format_args!("{}/{}", super::PAGES, summary.page)).raw(">");
        html.text(&summary.title).raw("</a> ").text(summary.region.as_deref().unwrap_or_default()).raw(" ");
        html.shown(summary.year.map(|year| year.to_string()).unwrap_or_default()).raw(" ");
        html.shown(summary.figures()).text(word(" figures", "个数值")).raw("</li>\n");
    }
    html.raw("</ul>\n</noscript>\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_knows_its_words() {
        for word in SCRIPT.split("word(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(WORDS.iter().any(|(name, ..)| *name == word), "{word} has no words");
        }
        for (name, ..) in WORDS {
            assert!(SCRIPT.contains(&format!("word(\"{name}\"")), "{name} is not used");
        }
    }

    #[test]
    fn the_year_is_the_one_reported_on_before_that_of_issue() {
        let mut metadata = Metadata { date_of_issue: Some("2022-03-01".into()), ..Metadata::default() };
        assert_eq!(year(&metadata), Some(2022));
        metadata.report_year = Some(2021);
        assert_eq!(year(&metadata), Some(2021));
        assert_eq!(year(&Metadata { date_of_issue: Some("年".into()), ..Metadata::default() }), None);
    }
}
