//! What stands beside the text: a table for each kind of record, whose rows and places name each other.
//!
//! figure 12 → `<mark id="i12">78件</mark>` in the text, `<tr id="r-i12">…<a href="#i12">78件</a>` beside it

use std::borrow::Cow;

use gongwen::{Document, Indicator, Metadata, Section, Span, Status};

use super::article::{Id, Look, Mark};
use super::html::Html;
use super::shown::{Shown, excerpt};
use crate::Language;

/// A table beside the text.
#[derive(Debug)]
pub(crate) struct Table<'a> {
    /// Its id.
    pub(crate) name: &'static str,
    pub(crate) label: &'static str,
    /// Labels of the columns: place, what, two short ones; empty where there is none.
    columns: [&'static str; 4],
    pub(crate) rows: Vec<Row<'a>>,
}

/// A record.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    id: Id,
    look: Look,
    /// Where it stands; none for what is said of the whole file.
    range: Option<std::ops::Range<usize>>,
    place: Cow<'a, str>,
    what: Cow<'a, str>,
    /// Short remarks below it.
    notes: Vec<String>,
    /// Notes in English whatever the language of the page.
    english: Vec<&'a str>,
    short: [Cow<'a, str>; 2],
}

/// Longest words of a place in a row.
const PLACE: usize = 40;
/// A finding about a longer stretch is no underline but a place where it begins.
const LONGEST_FINDING: usize = 300;

/// The tables of `document`, in the order they are shown; some may be empty.
pub(crate) fn tables<'a>(document: &'a Document, shown: &Shown<'a>, language: Language) -> Vec<Table<'a>> {
    let page = Page { document, shown, language };
    let mut tables = vec![page.figures(), page.numbers(), page.citations(), page.cells()];
    tables.extend([page.metadata(), page.diagnostics()]);
    tables
}

/// The places of all rows.
pub(crate) fn marks(tables: &[Table<'_>]) -> Vec<Mark> {
    let mark = |row: &Row<'_>| Some(Mark { range: row.range.clone()?, look: row.look, id: row.id });
    tables.iter().flat_map(|table| &table.rows).filter_map(mark).collect()
}

struct Page<'p, 'a> {
    document: &'a Document,
    shown: &'p Shown<'a>,
    language: Language,
}

impl<'a> Page<'_, 'a> {
    fn figures(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let rows = self.document.indicators.iter().enumerate();
        Table {
            name: "figures",
            label: word("Figures", "数值"),
            columns: [
                word("Value", "数值"),
                word("What", "指标"),
                word("Period", "时期"),
                word("Status", "性质"),
            ],
            rows: rows.filter(|(_, i)| self.shown.holds(&i.span)).map(|(i, f)| self.figure(i, f)).collect(),
        }
    }

    fn figure(&self, i: usize, figure: &'a Indicator) -> Row<'a> {
        let language = self.language;
        let mut notes = vec![language.kind(figure.kind).to_owned()];
        notes.extend(figure.comparison.map(|comparison| language.comparison(comparison).to_owned()));
        notes.extend(figure.direction.map(|direction| language.direction(figure.kind, direction).to_owned()));
        notes.extend(value(figure, language));
        let section = figure.section.and_then(|id| self.document.sections.get(id));
        notes.extend(section.map(|section| format!("§ {}", section.path)));
        let confidence = (figure.confidence * 100.0).round();
        notes.push(language.pick("confidence ", "置信度").to_owned() + &format!("{confidence}%"));
        let name = if figure.full_name.is_empty() { &figure.name } else { &figure.full_name };
        let unnamed = language.pick("(no name found)", "（未找到名称）");
        Row {
            look: if figure.status == Status::Actual { Look::Achieved } else { Look::Planned },
            what: if name.is_empty() { unnamed.into() } else { name.as_str().into() },
            notes,
            short: [
                figure.period.as_deref().unwrap_or_default().into(),
                language.status(figure.status).into(),
            ],
            ..self.row(Id('i', i), &figure.span)
        }
    }

    fn numbers(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let rows = self.document.doc_numbers.iter().enumerate().filter(|(_, n)| self.shown.holds(&n.span));
        let row = |(i, number): (usize, &'a gongwen::DocumentNumber)| {
            let issuer = number.issuers.first();
            let mut notes = Vec::new();
            notes.extend(
                number.cited_title.as_ref().map(|title| format!("《{}》", title.trim_matches(['《', '》']))),
            );
            if number.canonical != number.text {
                notes.push(number.canonical.clone());
            }
            notes.extend(issuer.map(|issuer| {
                let (because, score) =
                    (self.language.because(issuer.because), (issuer.score * 100.0).round());
                format!("{because} {score}%")
            }));
            // The others stay visible: which agency wrote a code is often a guess.
            let others = number.issuers.iter().skip(1).take(2);
            notes.extend(others.map(|other| format!("{} {}%", other.name, (other.score * 100.0).round())));
            Row {
                look: Look::DocumentNumber,
                what: issuer
                    .map_or(word("issuer unknown", "发文机关不明"), |issuer| issuer.name.as_str())
                    .into(),
                notes,
                short: ["".into(), self.language.role(number.role).into()],
                ..self.row(Id('n', i), &number.span)
            }
        };
        Table {
            name: "numbers",
            label: word("Document numbers", "文号"),
            columns: [word("Number", "文号"), word("Issued by", "发文机关"), "", word("Role", "作用")],
            rows: rows.map(row).collect(),
        }
    }

    fn citations(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let statutes = self.document.statutes.iter().enumerate().filter(|(_, s)| self.shown.holds(&s.span));
        let statutes = statutes.map(|(i, statute)| {
            let mut what = statute.title.clone().unwrap_or_else(|| word("this document", "本文").to_owned());
            if let Some(article) = &statute.article {
                what.push_str(&format!("第{article}"));
            }
            let mut notes = vec![word("statute", "法规").to_owned()];
            notes.extend(statute.document_number.clone());
            Row {
                look: Look::Statute,
                what: what.into(),
                notes,
                short: ["".into(), self.language.citation(statute.kind).into()],
                ..self.row(Id('l', i), &statute.span)
            }
        });
        let citations = self.document.citations.iter().enumerate().filter(|(_, c)| self.shown.holds(&c.span));
        let citations = citations.map(|(i, citation)| {
            let title =
                citation.title.as_ref().or(citation.document_number.as_ref()).unwrap_or(&citation.text);
            let mut notes = Vec::new();
            notes.extend(citation.title.as_ref().and(citation.document_number.clone()));
            notes.extend(citation.issuing_agency.clone());
            notes.extend(citation.date.clone());
            Row {
                look: Look::Citation,
                what: title.as_str().into(),
                notes,
                short: ["".into(), self.language.citation(citation.kind).into()],
                ..self.row(Id('c', i), &citation.span)
            }
        });
        let mut rows: Vec<_> = statutes.chain(citations).collect();
        rows.sort_by_key(|row| row.range.as_ref().map(|range| range.start));
        Table {
            name: "citations",
            label: word("Citations", "引用"),
            columns: [word("In the text", "原文"), word("Cited", "所引"), "", word("How", "方式")],
            rows,
        }
    }

    fn cells(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let cells = self.document.tables.iter().flat_map(|table| &table.cells).enumerate();
        let row = |(i, cell): (usize, &'a gongwen::Cell)| Row {
            look: Look::Cell,
            what: cell.label.as_str().into(),
            ..self.row(Id('e', i), &cell.span)
        };
        Table {
            name: "cells",
            label: word("Tables", "表格"),
            columns: [word("Cell", "单元格"), word("Row and column", "行列名称"), "", ""],
            rows: cells.filter(|(_, cell)| self.shown.holds(&cell.span)).map(row).collect(),
        }
    }

    fn metadata(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let metadata = &self.document.metadata;
        let fields = fields(metadata, self.language).into_iter().enumerate();
        let row = |(i, (label, value, span)): (usize, (&'static str, Cow<'a, str>, Option<Span>))| {
            let span = span.filter(|span| self.shown.holds(span));
            let is_title = span.is_some() && span == metadata.evidence.title;
            let row = self.row(Id('m', i), &span.unwrap_or_default());
            let look = if is_title { Look::Title } else { Look::Metadata };
            Row { look, place: label.into(), what: value, ..row }
        };
        Table {
            name: "metadata",
            label: word("About", "信息"),
            columns: [word("Field", "项目"), word("Value", "内容"), "", ""],
            rows: fields.map(row).collect(),
        }
    }

    fn diagnostics(&self) -> Table<'a> {
        let word = |english, chinese| self.language.pick(english, chinese);
        let row = |(i, finding): (usize, &'a gongwen::Diagnostic)| {
            let span = &finding.span;
            // Readers of files speak of the whole file, at an empty span.
            let is_place = span.start < span.end && span.byte_start < self.shown.source.len();
            let is_short = self.shown.holds(span) && span.byte_end - span.byte_start <= LONGEST_FINDING;
            let place = match (is_place, is_short) {
                (true, true) => excerpt(self.shown.words(span), PLACE),
                (true, false) => word("from here", "由此处起").into(),
                (false, _) => word("whole file", "全文").into(),
            };
            let end = if is_short { span.byte_end } else { span.byte_start };
            Row {
                look: Look::Diagnostic,
                range: is_place.then_some(span.byte_start..end),
                place,
                what: self.language.diagnostic(finding.code).into(),
                english: vec![finding.message.as_str(), finding.hint.as_str()],
                ..self.row(Id('d', i), &Span::default())
            }
        };
        Table {
            name: "diagnostics",
            label: word("Diagnostics", "诊断"),
            columns: [word("Place", "位置"), word("Finding", "问题"), "", ""],
            rows: self.document.diagnostics.iter().enumerate().map(row).collect(),
        }
    }

    /// What rows of all kinds share.
    fn row(&self, id: Id, span: &Span) -> Row<'a> {
        let is_place = span.start < span.end;
        Row {
            id,
            look: Look::Metadata,
            range: is_place.then(|| span.bytes()),
            place: if is_place { excerpt(self.shown.words(span), PLACE) } else { "".into() },
            what: "".into(),
            notes: Vec::new(),
            english: Vec::new(),
            short: ["".into(), "".into()],
        }
    }
}

/// The value as a number, with its bound; nothing where it is written so: `186.4亿元` → `18,640,000,000元`.
fn value(figure: &Indicator, language: Language) -> Option<String> {
    let number = figure.value.to_string();
    let between = figure.text.strip_prefix(&number).and_then(|rest| rest.strip_suffix(figure.unit.as_str()));
    let bound = language.bound(figure.bound);
    if bound.is_none() && figure.value_max.is_none() && matches!(between, Some("" | "个")) {
        return None;
    }
    let mut value = bound.map_or(String::new(), |bound| bound.to_owned() + language.pick(" ", ""));
    value.push_str(&grouped(&number));
    value.extend(figure.value_max.map(|most| format!("–{}", grouped(&most.to_string()))));
    Some(value + &figure.unit)
}

/// `18640000000.5` → `18,640,000,000.5`.
fn grouped(number: &str) -> String {
    let (sign, rest) = number.strip_prefix('-').map_or(("", number), |rest| ("-", rest));
    let whole = rest.split_once('.').map_or(rest, |(whole, _)| whole);
    let mut out = sign.to_owned();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out + &rest[whole.len()..]
}

/// Label, value and place of what a document says about itself.
fn fields(metadata: &Metadata, language: Language) -> Vec<(&'static str, Cow<'_, str>, Option<Span>)> {
    let word = |english, chinese| language.pick(english, chinese);
    let evidence = &metadata.evidence;
    let mut fields = Vec::new();
    let mut field = |english, chinese, value: Option<Cow<'_, str>>, span| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            fields.push((word(english, chinese), Cow::<str>::Owned(value.into_owned()), span));
        }
    };
    let text = |value: &Option<String>| value.clone().map(Cow::Owned);
    let list = |values: &[String]| Some(Cow::Owned(values.join("；")));
    field("Title", "标题", text(&metadata.title), evidence.title);
    field("Document number", "发文字号", text(&metadata.document_number), evidence.document_number);
    field("Issuing agency", "发文机关", text(&metadata.issuing_agency), evidence.issuing_agency);
    field("Signature", "署名", text(&metadata.signature), evidence.signature);
    field("Date of issue", "成文日期", text(&metadata.date_of_issue), evidence.date_of_issue);
    field("Published", "发布日期", text(&metadata.publication_date), evidence.publication_date);
    field("Source", "来源", text(&metadata.source), evidence.source);
    field("Addressees", "主送机关", list(&metadata.addressees), evidence.addressees);
    field("Attachments", "附件", list(&metadata.attachments), evidence.attachments);
    field("Copied to", "抄送机关", list(&metadata.copied_agencies), evidence.copied_agencies);
    field("Urgency", "紧急程度", text(&metadata.urgency), evidence.urgency);
    field("Classification", "密级", text(&metadata.classification), evidence.classification);
    field("Type", "文种", text(&metadata.document_type), evidence.document_type);
    let genre = metadata.genre.map(|genre| Cow::Borrowed(language.genre(genre)));
    field("Genre", "体裁", genre, evidence.genre);
    field(
        "Report year",
        "报告年度",
        metadata.report_year.map(|year| year.to_string().into()),
        evidence.report_year,
    );
    let region = metadata.region.as_ref().map(|region| {
        let mut parts = vec![region.name.clone()];
        let above = [&region.county, &region.prefecture, &region.province];
        parts.extend(above.into_iter().flatten().filter(|name| **name != region.name).cloned());
        parts.push(language.level(region.level).to_owned());
        parts.extend(region.adcode.clone());
        parts.join(" · ").into()
    });
    field("Region", "地区", region, evidence.region);
    fields
}

impl Table<'_> {
    /// Whether a place of it is marked so; statutes and other citations are marked alike.
    pub(crate) fn is_marked(&self, class: &str) -> bool {
        let class_of = |row: &Row<'_>| match row.look {
            Look::Statute => Look::Citation.class(),
            Look::Title => Look::Metadata.class(),
            look => look.class(),
        };
        self.rows.iter().any(|row| row.range.is_some() && class_of(row) == class)
    }

    /// The table itself; its caption is said, not shown, where tabs name it.
    ///
    /// A long one is several, each laid out as it is scrolled to: a browser would take ten seconds for all of it.
    pub(crate) fn write(&self, html: &mut Html, language: Language) {
        /// Rows of a part.
        const PART: usize = 300;
        if self.rows.len() <= PART {
            return self.write_part(html, language, &self.rows);
        }
        for rows in self.rows.chunks(PART) {
            html.raw("<div class=\"k\">");
            self.write_part(html, language, rows);
            html.raw("</div>\n");
        }
    }

    fn write_part(&self, html: &mut Html, language: Language, rows: &[Row<'_>]) {
        html.raw("<table>\n<caption>").text(self.label).raw("</caption>\n<thead><tr>");
        for column in self.columns.iter().filter(|column| !column.is_empty()) {
            html.raw("<th scope=\"col\">").text(column).raw("</th>");
        }
        html.raw("</tr></thead>\n<tbody lang=\"zh-CN\">\n");
        for row in rows {
            row.write(html, self.columns, language);
        }
        html.raw("</tbody>\n</table>\n");
    }
}

impl Row<'_> {
    fn write(&self, html: &mut Html, columns: [&'static str; 4], language: Language) {
        html.raw("<tr").attribute("id", format_args!("r-{}", self.id));
        match self.look {
            Look::Achieved => _ = html.raw(" class=\"f\""),
            Look::Planned => _ = html.raw(" class=\"g\""),
            _ => {}
        }
        html.raw("><td>");
        if self.range.is_some() {
            html.raw("<a")
                .attribute("href", format_args!("#{}", self.id))
                .raw(">")
                .text(&self.place)
                .raw("</a>");
        } else {
            html.text(&self.place);
        }
        html.raw("</td><td>").text(&self.what);
        if !self.notes.is_empty() {
            html.raw("<small").attribute("lang", language.tag()).raw(">");
            html.text(&self.notes.join(language.pick(", ", "，"))).raw("</small>");
        }
        for note in &self.english {
            html.raw("<small lang=\"en\">").text(note).raw("</small>");
        }
        html.raw("</td>");
        for (short, _) in self.short.iter().zip(&columns[2..]).filter(|(_, column)| !column.is_empty()) {
            html.raw("<td>").text(short).raw("</td>");
        }
        html.raw("</tr>\n");
    }
}

/// The outline as nested lists, and the marks of its headings.
pub(crate) fn outline(html: &mut Html, sections: &[Section], shown: &Shown<'_>) -> Vec<Mark> {
    let mut marks = Vec::new();
    // Depths of the sections that are open, which an outline may skip levels of.
    let mut depths: Vec<usize> = Vec::with_capacity(sections.len());
    let mut open = 0;
    for (i, section) in sections.iter().enumerate() {
        let depth = section.parent.and_then(|parent| depths.get(parent)).map_or(1, |depth| depth + 1);
        let depth = depth.min(open + 1);
        depths.push(depth);
        if !shown.holds(&section.span) {
            continue;
        }
        let id = Id('s', i);
        if depth > open {
            html.raw("\n<ol>");
            open += 1;
        } else {
            html.raw("</li>");
            while open > depth {
                html.raw("\n</ol></li>");
                open -= 1;
            }
        }
        html.raw("\n<li><a").attribute("href", format_args!("#{id}")).raw("><span>").text(&section.marker);
        html.raw("</span> ").text(&excerpt(&section.title, PLACE)).raw("</a>");
        let depth = u8::try_from(depth.min(5)).unwrap_or(5);
        marks.push(Mark { range: section.span.bytes(), look: Look::Heading(depth), id });
    }
    for _ in 0..open {
        html.raw("</li></ol>");
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_stand_in_threes() {
        for (number, shown) in
            [("1", "1"), ("999", "999"), ("1000", "1,000"), ("-1234567.25", "-1,234,567.25")]
        {
            assert_eq!(grouped(number), shown);
        }
    }

    #[test]
    fn a_value_is_said_where_it_is_not_written() {
        let said = |text: &str| {
            let document = gongwen::analyze(text, &gongwen::Options::default());
            value(&document.indicators[0], Language::Chinese)
        };
        assert_eq!(said("受理行政复议案件78件。"), None);
        assert_eq!(said("受理行政复议案件1.2万件。").as_deref(), Some("12,000件"));
        assert_eq!(said("受理行政复议案件300余件。").as_deref(), Some("不少于300件"));
    }

    #[test]
    fn the_outline_nests_and_its_links_lead_to_headings() {
        let text = "一、总体情况\n甲。\n（一）受理情况\n乙。\n（二）审结情况\n丙。\n二、存在问题\n丁。\n";
        let document = gongwen::analyze(text, &gongwen::Options::default());
        let mut html = Html::default();
        let marks = outline(&mut html, &document.sections, &Shown::new(text, &document));
        let html = html.finish();
        assert_eq!(marks.len(), 4);
        assert_eq!(html.matches("<ol>").count(), 2);
        assert_eq!(html.matches("<li>").count(), html.matches("</li>").count());
        assert_eq!(html.matches("<ol>").count(), html.matches("</ol>").count());
        assert!(html.contains("<a href=\"#s3\"><span>二、</span> 存在问题</a>"), "{html}");
    }
}
