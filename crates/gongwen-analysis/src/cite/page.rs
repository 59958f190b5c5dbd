//! A network as one HTML page that needs nothing else: no network, no server, no other file.
//!
//! The data is JSON in a `<script type="application/json">`, in which every `<` is escaped, and the page's own script puts it into
//! the document as text only: what a document says is never run. A content security policy says the same.

use std::io::{self, Write};

use gongwen_export::json_for_script;
use serde::Serialize;

use super::{Network, kind_name};

/// Language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// 中文.
    Chinese,
}

/// The page with places for its data and words.
const PAGE: &str = include_str!("page.html");

/// Nodes drawn at most: the most cited and citing; all can be searched.
const DRAWN: usize = 400;

#[derive(Serialize)]
struct Data<'a> {
    nodes: &'a [super::Node],
    edges: Vec<EdgeData<'a>>,
    drawn: usize,
}

/// Source and target, kind, count, articles, sentences.
type EdgeData<'a> = (usize, usize, &'static str, usize, &'a [String], &'a [String]);

/// Writes the page of `network`.
///
/// ```
/// use gongwen_analysis::cite::{Network, Node, page};
/// let node = Node { title: Some("</script><script>alert(1)</script>".into()), ..Node::default() };
/// let mut out = Vec::new();
/// page::write(&Network { nodes: vec![node], ..Network::default() }, page::Language::English, &mut out)?;
/// let html = String::from_utf8(out)?;
/// assert!(html.starts_with("<!DOCTYPE html>") && !html.contains("<script>alert"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Where `out` fails.
pub fn write(network: &Network, language: Language, mut out: impl Write) -> io::Result<()> {
    let edges = network.edges.iter().map(|edge| {
        let (articles, sentences) = (edge.articles.as_slice(), edge.sentences.as_slice());
        (edge.source, edge.target, kind_name(edge.kind), edge.count, articles, sentences)
    });
    let data = Data { nodes: &network.nodes, edges: edges.collect(), drawn: DRAWN };
    let words = match language {
        Language::English => ENGLISH,
        Language::Chinese => CHINESE,
    };
    let words: serde_json::Map<_, _> =
        words.iter().map(|(name, text)| ((*name).to_owned(), serde_json::Value::from(*text))).collect();
    let mut rest = PAGE;
    for (place, json) in [("{{words}}", json_for_script(&words)?), ("{{data}}", json_for_script(&data)?)] {
        let Some((before, after)) = rest.split_once(place) else { continue };
        out.write_all(before.as_bytes())?;
        out.write_all(json.as_bytes())?;
        rest = after;
    }
    out.write_all(rest.as_bytes())
}

const ENGLISH: &[(&str, &str)] = &[
    ("lang", "en"),
    ("title", "Citation network"),
    ("search", "Search title, number, agency, region"),
    (
        "hint",
        "Type to search; ↓ ↑ Enter choose a node, Tab moves on, Esc closes. Drag to move, wheel or + − to zoom, 0 to fit.",
    ),
    ("most_cited", "Most cited"),
    ("found", "Found"),
    ("cites", "Cites"),
    ("cited_by", "Cited by"),
    ("nothing", "Nothing found."),
    ("class", "Class"),
    ("document_number", "Number"),
    ("agency", "Agency"),
    ("level", "Level"),
    ("region", "Region"),
    ("year", "Year"),
    ("path", "File"),
    ("read", "in the corpus"),
    ("outside", "not in the corpus"),
    ("document", "document"),
    ("plan", "plan"),
    ("statute", "statute"),
    ("basis", "basis"),
    ("transmittal", "transmittal"),
    ("repeal", "repeal"),
    ("mention", "mention"),
    ("times", "×"),
    ("drawing", "Drawing of the network"),
    ("some", "The drawing shows the best connected {shown} of {all} nodes; search finds all."),
    ("national", "national"),
    ("province", "province"),
    ("prefecture", "prefecture"),
    ("county", "county"),
    ("township", "township"),
    ("zone", "zone"),
];

const CHINESE: &[(&str, &str)] = &[
    ("lang", "zh-CN"),
    ("title", "引用网络"),
    ("search", "搜索标题、文号、机关、地区"),
    (
        "hint",
        "输入文字即可搜索；↓ ↑ 回车选择节点，Tab前往下一处，Esc关闭。拖动平移，滚轮或 + − 缩放，0 复位。",
    ),
    ("most_cited", "被引最多"),
    ("found", "搜索结果"),
    ("cites", "引用"),
    ("cited_by", "被引用"),
    ("nothing", "没有找到。"),
    ("class", "类别"),
    ("document_number", "发文字号"),
    ("agency", "发文机关"),
    ("level", "层级"),
    ("region", "地区"),
    ("year", "年份"),
    ("path", "文件"),
    ("read", "语料内"),
    ("outside", "语料外"),
    ("document", "文件"),
    ("plan", "规划"),
    ("statute", "法规"),
    ("basis", "依据"),
    ("transmittal", "印发转发"),
    ("repeal", "废止"),
    ("mention", "提及"),
    ("times", "次"),
    ("drawing", "网络图"),
    ("some", "图中只画出连接最多的{shown}个节点（共{all}个），搜索可找到全部。"),
    ("national", "国家级"),
    ("province", "省级"),
    ("prefecture", "地级"),
    ("county", "县级"),
    ("township", "乡级"),
    ("zone", "开发区"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_every_word_of_the_page() {
        let names = |words: &[(&'static str, &str)]| words.iter().map(|(name, _)| *name).collect::<Vec<_>>();
        assert_eq!(names(ENGLISH), names(CHINESE));
        for word in PAGE.split("word(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(names(ENGLISH).contains(&word), "{word} is in no language");
        }
    }

    #[test]
    fn the_page_asks_for_nothing() {
        for outside in ["http:", "https:", "src=", "@import", "innerHTML", "document.write", "eval("] {
            assert!(!PAGE.replace("http://www.w3.org/2000/svg", "").contains(outside), "{outside}");
        }
    }
}
