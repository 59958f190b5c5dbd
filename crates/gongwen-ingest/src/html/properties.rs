//! What a page says about its document outside the text.
//!
//! `<meta name="ArticleTitle" content="…">`, the table `发文字号：\t国发〔2018〕43号`, the line `来源：松坪县司法局 发布日期：…`
//! → [`Hints`]
//!
//! The names of the `meta` elements are those of 《政府网站发展指引》 (国办发〔2017〕47号), annex on page tags; the labels
//! of the table are those of the catalogue that 《政府信息公开条例》 makes offices keep, in the wordings met on
//! their sites.

use dom_query::Document;
use gongwen::Hints;

use super::page::Line;

/// Labels and the field they fill, each in the wordings that sites use.
const LABELS: &[(&str, Field)] = &[
    ("标题", Field::Title),
    ("信息名称", Field::Title),
    ("文件名称", Field::Title),
    ("名称", Field::Title),
    ("发文字号", Field::DocumentNumber),
    ("文号", Field::DocumentNumber),
    ("文件编号", Field::DocumentNumber),
    ("文件字号", Field::DocumentNumber),
    ("发文机关", Field::IssuingAgency),
    ("发文机构", Field::IssuingAgency),
    ("发文单位", Field::IssuingAgency),
    ("发布机构", Field::IssuingAgency),
    ("发布机关", Field::IssuingAgency),
    ("发布单位", Field::IssuingAgency),
    ("制发机关", Field::IssuingAgency),
    ("公开主体", Field::IssuingAgency),
    ("成文日期", Field::DateOfIssue),
    ("成文时间", Field::DateOfIssue),
    ("发文日期", Field::DateOfIssue),
    ("发文时间", Field::DateOfIssue),
    ("印发日期", Field::DateOfIssue),
    ("生成日期", Field::DateOfIssue),
    ("发布日期", Field::PublicationDate),
    ("发布时间", Field::PublicationDate),
    ("公开日期", Field::PublicationDate),
    ("公开时间", Field::PublicationDate),
    ("发表时间", Field::PublicationDate),
    ("来源", Field::Source),
    ("信息来源", Field::Source),
    ("文章来源", Field::Source),
    ("稿件来源", Field::Source),
    ("稿源", Field::Source),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Title,
    DocumentNumber,
    IssuingAgency,
    DateOfIssue,
    PublicationDate,
    Source,
}

/// How many lines from the top the labels are looked for: the head of a page, menus and all.
const HEAD: usize = 120;

/// The properties of a page with these lines.
pub(super) fn hints(document: &Document, lines: &[Line]) -> Hints {
    let mut hints = Hints::default();
    let meta = |names: &[&str]| meta(document, names);
    hints.title = meta(&["articletitle"]);
    hints.publication_date = meta(&["pubdate", "publishdate", "publicationdate"]);
    hints.source = meta(&["contentsource", "source"]);
    hints.site = meta(&["sitename", "og:site_name"]);
    for line in lines.iter().take(HEAD) {
        from_line(&line.text, &mut hints);
    }
    let (title, site) = window_title(document);
    hints.title = hints.title.or(title);
    hints.site = hints.site.or(site);
    hints
}

/// The content of the first `meta` element with one of the names that has any.
fn meta(document: &Document, names: &[&str]) -> Option<String> {
    document.select("meta[content]").iter().find_map(|element| {
        let name = element.attr("name").or_else(|| element.attr("property"))?.to_ascii_lowercase();
        names.contains(&name.as_str()).then(|| clean(&element.attr("content")?)).flatten()
    })
}

/// A row of label and value cells, or a line of `label：value` words.
fn from_line(line: &str, hints: &mut Hints) {
    let cells: Vec<&str> = line.split('\t').collect();
    for (i, cell) in cells.iter().enumerate() {
        let squeezed: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(label) = squeezed.strip_suffix(['：', ':']) {
            let value = cells.get(i + 1).copied().unwrap_or_default();
            fill(label, value, hints);
            continue;
        }
        if cells.len() > 1 && LABELS.iter().any(|(label, _)| *label == squeezed) && i % 2 == 0 {
            fill(&squeezed, cells.get(i + 1).copied().unwrap_or_default(), hints);
            continue;
        }
        // `发布日期：2021-03-22 10:21 来源：松坪县司法局 字号：大 中 小`, `标 题：关于…的通知`
        if let Some((label, value)) = squeezed.split_once(['：', ':']) {
            let many = cell.matches(['：', ':']).count() > 1;
            if !many || cells.len() > 1 {
                fill(label, value, hints);
                continue;
            }
        }
        let mut words = cell.split_whitespace().peekable();
        while let Some(word) = words.next() {
            let Some((label, value)) = word.trim_start_matches(['【', '[', '（']).split_once(['：', ':'])
            else {
                continue;
            };
            let value = if value.is_empty() {
                // The value stands apart, unless it is missing and the next label follows.
                words.next_if(|next| !next.contains('：')).unwrap_or_default()
            } else {
                value
            };
            fill(label, value.trim_end_matches(['】', ']', '）']), hints);
        }
    }
}

/// The first value of a field stands: what a page repeats is its list of other documents.
fn fill(label: &str, value: &str, hints: &mut Hints) {
    let Some((_, field)) = LABELS.iter().find(|(known, _)| *known == label) else { return };
    let slot = match field {
        Field::Title => &mut hints.title,
        Field::DocumentNumber => &mut hints.document_number,
        Field::IssuingAgency => &mut hints.issuing_agency,
        Field::DateOfIssue => &mut hints.date_of_issue,
        Field::PublicationDate => &mut hints.publication_date,
        Field::Source => &mut hints.source,
    };
    if slot.is_none() {
        *slot = clean(value);
    }
}

/// `关于…的通知_松坪县人民政府` → the title and the site.
fn window_title(document: &Document) -> (Option<String>, Option<String>) {
    let Some(whole) = clean(&document.select("head title").first().text()) else { return (None, None) };
    let parts: Vec<&str> =
        whole.split(['_', '|']).flat_map(|part| part.split(" - ")).map(str::trim).collect();
    let is_site =
        |part: &str| ["政府", "网", "网站", "门户", "专栏", "平台"].iter().any(|end| part.ends_with(end));
    let site = parts.iter().skip(1).rev().find(|part| is_site(part)).and_then(|part| clean(part));
    // Some sites put their own name first.
    let title = parts.iter().find(|part| !is_site(part)).and_then(|part| clean(part));
    (title, site)
}

fn clean(value: &str) -> Option<String> {
    const LONGEST: usize = 300;
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_blank = value.is_empty() || ["无", "-", "—", "/", "null", "undefined"].contains(&value.as_str());
    (!is_blank && value.chars().count() <= LONGEST).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::super::page;
    use super::*;

    fn read(html: &str) -> Hints {
        let document = Document::from(html);
        hints(&document, &page::lines(&document, page::Hidden::LeftOut).lines)
    }

    fn some(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn the_names_of_the_guide() {
        let found = read(
            "<title>松坪县人民政府</title><meta name=ArticleTitle content='松坪县法治政府建设情况报告'><META NAME=PubDate \
             CONTENT='2021-03-22 10:21'><meta name=ContentSource content='松坪县司法局'><meta name=SiteName \
             content='松坪县人民政府门户网站'>",
        );
        assert_eq!(found.title, some("松坪县法治政府建设情况报告"));
        assert_eq!(found.publication_date, some("2021-03-22 10:21"));
        assert_eq!(found.source, some("松坪县司法局"));
        assert_eq!(found.site, some("松坪县人民政府门户网站"));
    }

    #[test]
    fn the_table_of_the_catalogue() {
        let found = read(
            "<title>关于印发办法的通知_松坪县人民政府</title><table><tr><td><b>索 引 号：</b><td>0001<td>主题分类：<td>其他\
             <tr><td>发文机关：<td>松坪县人民政府<td>成文日期：<td>2018年12月21日<tr><td>标　　题：<td colspan=3>关于印发办法的\
             通知<tr><td>发文字号：<td>松政发〔2018〕4号<td>发布日期：<td>2018年12月29日</table>",
        );
        assert_eq!(found.title, some("关于印发办法的通知"));
        assert_eq!(found.document_number, some("松政发〔2018〕4号"));
        assert_eq!(found.issuing_agency, some("松坪县人民政府"));
        assert_eq!(found.date_of_issue, some("2018年12月21日"));
        assert_eq!(found.publication_date, some("2018年12月29日"));
        assert_eq!(found.site, some("松坪县人民政府"));
    }

    #[test]
    fn the_line_under_the_title() {
        let found = read("<p>发布时间：2021-03-22 10:21 来源：松坪县司法局 字号：大 中 小</p>");
        assert_eq!(found.publication_date, some("2021-03-22"));
        assert_eq!(found.source, some("松坪县司法局"));
        assert_eq!(read("<p>【来源： 松坪日报】 作者：无").source, some("松坪日报"));
        assert_eq!(read("<p>来源： 浏览次数：7").source, None);
        assert!(read("<p>全年受理78件，数据来源：各乡镇上报。</p>").is_empty());
    }
}
