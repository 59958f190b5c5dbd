//! The page of one document: its outline, its text with the records marked, and their rows beside it.
//!
//! [`Record`] → one HTML file that needs no other, and that reads as text where no script runs

use gongwen::Document;

use super::article;
use super::html::Html;
use super::rows::{self, Table};
use super::shown::Shown;
use crate::{Language, Record};

const STYLE: &str = concat!(include_str!("base.css"), include_str!("document.css"));
const SCRIPT: &str = include_str!("document.js");

/// Kinds of marks that can be told apart in the text and shown or not: class, English, Chinese.
const LEGEND: [(&str, &str, &str); 7] = [
    ("f", "achieved", "实绩"),
    ("g", "planned", "目标"),
    ("n", "document number", "文号"),
    ("c", "citation", "引用"),
    ("e", "table cell", "单元格"),
    ("m", "about the document", "文档信息"),
    ("d", "diagnostic", "诊断"),
];

/// The page of `record`.
///
/// ```
/// use gongwen_export::{Language, Record, Source, report};
/// let text = "全年受理行政复议案件78件。<script>alert(1)</script>";
/// let document = gongwen::analyze(text, &gongwen::Options::default());
/// let source = Source { path: "a.txt", id: None, sha256: "", encoding: "UTF-8", format: "txt" };
/// let page = report::document_page(&Record::new(source, &document, text), Language::Chinese);
/// assert!(page.contains("<mark class=\"f\" id=\"i0\">78件</mark>。&lt;script&gt;alert(1)&lt;/script&gt;</p>"));
/// ```
#[must_use]
pub fn document_page(record: &Record<'_>, language: Language) -> String {
    let (document, path) = (record.document(), record.path());
    let shown = Shown::new(record.source_text(), document);
    let title = title(record);
    let mut html = Html::default();
    html.head(language.tag(), title, STYLE, SCRIPT);
    let word = |english, chinese| language.pick(english, chinese);
    html.raw("<body>\n<a class=\"skip\" href=\"#text\">").text(word("Skip to the text", "跳到正文"));
    html.raw("</a>\n<header>\n<p class=\"back\"><a href=\"../index.html\">← ");
    html.text(word("All documents", "全部文档"))
        .raw("</a></p>\n<h1 lang=\"zh-CN\">")
        .text(title)
        .raw("</h1>\n");
    html.raw("<p class=\"facts\">");
    facts(&mut html, record, language);
    html.raw("</p>\n<p class=\"path\">").text(path).raw("</p>\n</header>\n<div class=\"layout\">\n");

    let tables = rows::tables(document, &shown, language);
    let mut marks = contents(&mut html, document, &shown, language);
    marks.extend(rows::marks(&tables));
    marks.extend(document.boilerplate.iter().map(|boilerplate| article::Mark {
        range: boilerplate.span.bytes(),
        look: article::Look::Boilerplate,
        id: article::Id('b', 0),
    }));
    html.raw("<main>\n");
    legend(&mut html, &tables, document, language);
    html.raw("<article id=\"text\" tabindex=\"-1\" lang=\"zh-CN\">");
    article::write(&mut html, &shown, marks);
    html.raw("</article>\n");
    if shown.left_out > 0 {
        html.raw("<p class=\"note\">").text(word("The page ends here. ", "页面到此为止。"));
        html.text(word("Characters left out: ", "略去字数：")).shown(shown.left_out);
        html.text(word(
            "; gongwen extract gives the records of all of it.",
            "；gongwen extract可输出全文的记录。",
        ));
        html.raw("</p>\n");
    }
    html.raw("</main>\n");
    beside(&mut html, &tables, language);
    html.raw("</div>\n<script>").raw(SCRIPT).raw("</script>\n</body>\n</html>\n");
    html.finish()
}

/// The title, or what the file is called.
pub(super) fn title<'a>(record: &Record<'a>) -> &'a str {
    let title = record.document().metadata.title.as_deref().map(str::trim).filter(|title| !title.is_empty());
    title.unwrap_or_else(|| record.path().rsplit(['/', '\\']).next().unwrap_or(record.path()))
}

/// Region, year, genre and how long it is.
fn facts(html: &mut Html, record: &Record<'_>, language: Language) {
    let (document, metadata) = (record.document(), &record.document().metadata);
    let mut facts: Vec<String> = Vec::new();
    if let Some(region) = &metadata.region {
        let province = region.province.as_ref().filter(|province| **province != region.name);
        facts.push(province.map_or(String::new(), |province| format!("{province} ")) + &region.name);
    }
    facts.extend(super::corpus::year(metadata).map(|year| year.to_string() + language.pick("", "年")));
    facts.extend(metadata.genre.map(|genre| language.genre(genre).to_owned()));
    facts.extend(metadata.document_number.clone());
    facts.push(document.chars.to_string() + language.pick(" characters", "字"));
    facts.push(format!("{}, {}", record.format(), record.encoding()));
    for fact in facts {
        html.raw("<span>").text(&fact).raw("</span> ");
    }
}

/// The outline; gives the marks of its headings.
fn contents(
    html: &mut Html,
    document: &Document,
    shown: &Shown<'_>,
    language: Language,
) -> Vec<article::Mark> {
    let label = language.pick("Outline", "目录");
    html.raw("<nav").attribute("aria-label", label).raw("><details open><summary>").text(label);
    html.raw("</summary>");
    let marks = rows::outline(html, &document.sections, shown);
    if marks.is_empty() {
        html.raw("<p class=\"note\">").text(language.pick("No headings.", "没有标题层次。")).raw("</p>");
    }
    html.raw("</details></nav>\n");
    marks
}

/// What the marks mean; with a script each can be hidden.
fn legend(html: &mut Html, tables: &[Table<'_>], document: &Document, language: Language) {
    html.raw("<fieldset class=\"legend\"><legend>").text(language.pick("Marks", "标记")).raw("</legend>");
    for (class, english, chinese) in LEGEND {
        if tables.iter().any(|table| table.is_marked(class)) {
            html.raw("<label><input type=\"checkbox\" checked").attribute("value", class);
            html.raw("> <span class=\"sign\"><span").attribute("class", class).raw(">");
            html.text(language.pick(english, chinese)).raw("</span></span></label> ");
        }
    }
    if document.repaired_text.is_some() {
        html.raw("<label><input type=\"checkbox\" checked value=\"x\"> <span class=\"x\">");
        html.text(language.pick("repaired characters", "修复后的字")).raw("</span></label> ");
    }
    html.raw("</fieldset>\n");
}

/// The tables, one shown at a time where a script runs.
fn beside(html: &mut Html, tables: &[Table<'_>], language: Language) {
    let word = |english, chinese| language.pick(english, chinese);
    html.raw("<aside id=\"rows\"")
        .attribute("aria-label", word("Records", "记录"))
        .raw(">\n<div class=\"bar\">");
    html.raw("<div class=\"tabs\" role=\"tablist\"")
        .attribute("aria-label", word("Kinds of records", "记录种类"));
    html.raw(" hidden>");
    let tables = || tables.iter().filter(|table| !table.rows.is_empty());
    for (i, table) in tables().enumerate() {
        html.raw("<button type=\"button\" role=\"tab\"").attribute("id", format_args!("tab-{}", table.name));
        html.attribute("aria-controls", format_args!("panel-{}", table.name))
            .attribute("aria-selected", i == 0);
        html.raw(">").text(table.label).raw(" <span class=\"count\">").shown(table.rows.len());
        html.raw("</span></button>");
    }
    html.raw(
        "</div><button type=\"button\" id=\"fold\" aria-expanded=\"true\" aria-controls=\"panels\" hidden>",
    );
    html.text(word("Rows", "记录"))
        .raw("</button></div>\n<form class=\"find\" role=\"search\" hidden><input");
    html.attribute("aria-label", word("Filter the rows", "筛选记录"));
    html.attribute("placeholder", word("Filter the rows", "筛选记录"));
    html.raw(" id=\"find\" type=\"search\" autocomplete=\"off\"><select id=\"status\"");
    html.attribute("aria-label", word("Achieved or planned", "实绩或目标"));
    let statuses = [("", "All", "全部"), ("f", "Achieved", "实绩"), ("g", "Planned", "目标")];
    html.raw(">");
    for (value, english, chinese) in statuses {
        html.raw("<option").attribute("value", value).raw(">").text(word(english, chinese)).raw("</option>");
    }
    html.raw("</select></form>\n<p id=\"told\" class=\"told\" role=\"status\"></p>\n<div id=\"panels\">\n");
    for table in tables() {
        html.raw("<section").attribute("id", format_args!("panel-{}", table.name));
        html.attribute("data-tab", format_args!("tab-{}", table.name)).raw(">\n");
        table.write(html, language);
        html.raw("</section>\n");
    }
    html.raw("</div>\n<p class=\"keys\" hidden>");
    html.text(word(
        "Keys: ↑ ↓ row, Enter to its place and back, n p next and previous place, / filter.",
        "按键：↑ ↓ 选行，回车在记录与原文间往返，n、p 上下一处，/ 筛选。",
    ));
    html.raw("</p>\n</aside>\n");
}
