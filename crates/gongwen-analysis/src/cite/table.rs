//! The network as tables: its edges, its nodes, and what is cited and not in the corpus.
//!
//! `d1` cites `x1` → a row `d1,x1,basis,1,…` of `edges`, whose ids lead to the rows of `nodes` in a workbook

use gongwen_export::{Column, Link, Sheet, Value};

use super::{Edge, Network, Node, kind_name};

const NUMBER: (&str, &str) = ("Its document number, as the key of all its writings", "发文字号（文号键）");
const YEAR: (&str, &str) = ("Year it was issued, or its number is of", "发文年份，或文号中的年份");
const CLASS: (&str, &str) =
    ("document, plan or statute", "document（公文）、plan（规划、计划）或statute（法规）");
const READ: (&str, &str) = ("Whether it was read: in the corpus", "是否在语料内");
const LEVEL: (&str, &str) = (
    "national, province, prefecture, county, township or zone",
    "national（国家）、province（省级）、prefecture（地级）、county（县级）、township（乡级）或zone（开发区等）",
);

/// One row an edge: who cites, whom, how; then what both are.
#[must_use]
pub fn edges(network: &Network) -> Sheet {
    let columns = vec![
        Column::text("source", "引用文档编号").note("id of the node that cites", "引用文档的编号"),
        Column::text("target", "被引文件编号").note("id of the node that is cited", "被引文件的编号"),
        Column::text("kind", "引用方式").note(
            "basis (根据), transmittal (印发), repeal (废止) or mention",
            "basis（依据）、transmittal（印发、转发）、repeal（废止）或mention（提及）",
        ),
        Column::integer("count", "次数").note("How often", "引用次数"),
        Column::text("source_title", "引用文档").note("Title of the document that cites", "引用文档的标题"),
        Column::text("source_number", "引用文档字号").note(NUMBER.0, NUMBER.1),
        Column::text("source_region", "引用文档地区").note("Whose it is", "引用文档所属的地区"),
        Column::integer("source_year", "引用文档年份").note(YEAR.0, YEAR.1),
        Column::path("source_path", "文件").note("The document that cites", "引用文档的路径"),
        Column::text("target_title", "被引文件").note("Title of what is cited", "被引文件的标题"),
        Column::text("target_number", "被引文件字号").note(NUMBER.0, NUMBER.1),
        Column::text("target_class", "被引文件类别").note(CLASS.0, CLASS.1),
        Column::text("target_agency", "被引文件机关").note("The agency that issued it", "被引文件的发文机关"),
        Column::text("target_level", "被引文件层级").note(LEVEL.0, LEVEL.1),
        Column::integer("target_year", "被引文件年份").note(YEAR.0, YEAR.1),
        Column::boolean("target_read", "语料内").note(READ.0, READ.1),
        Column::list("articles", "条").note("Articles that are cited", "所引的条"),
        Column::text("sentence", "所在句").note("The first sentence that cites it", "引用它的第一个句子"),
    ];
    let mut sheet = Sheet::new("edges", "引用关系", columns);
    sheet.rows = network.edges.iter().map(|edge| edge_row(network, edge)).collect();
    sheet
}

/// One row a node: the documents read and what they cite.
#[must_use]
pub fn nodes(network: &Network) -> Sheet {
    node_sheet("nodes", "文件", network.nodes.iter())
}

/// One row a node that was not read, most cited first: what the corpus lacks.
#[must_use]
pub fn unresolved(network: &Network) -> Sheet {
    node_sheet("unresolved", "语料外文件", network.unresolved())
}

fn node_sheet<'a>(name: &'static str, label: &'static str, nodes: impl Iterator<Item = &'a Node>) -> Sheet {
    let columns = vec![
        Column::text("id", "编号").note(
            "d1 for the first document read, x1 for the most cited outside",
            "编号：读取的文档为d1、d2……，语料外的为x1、x2……",
        ),
        Column::text("class", "类别").note(CLASS.0, CLASS.1),
        Column::boolean("read", "语料内").note(READ.0, READ.1),
        Column::text("title", "标题").note("Title", "标题"),
        Column::text("document_number", "发文字号").note(NUMBER.0, NUMBER.1),
        Column::text("agency", "发文机关").note("The agency that issued it", "发文机关"),
        Column::text("level", "层级").note(LEVEL.0, LEVEL.1),
        Column::text("region", "地区").note("Whose it is", "所属的地区"),
        Column::text("adcode", "行政区划代码")
            .note("Code of the region (GB/T 2260)", "地区的行政区划代码（GB/T 2260）"),
        Column::integer("year", "年份").note(YEAR.0, YEAR.1),
        Column::integer("cited", "被引次数").note("How often it is cited", "被引用的次数"),
        Column::integer("citing", "引用文档数").note("By how many documents", "引用它的文档数"),
        Column::path("path", "文件").note("Its path, if it was read", "路径，仅读取的文档有"),
    ];
    let mut sheet = Sheet::new(name, label, columns);
    sheet.rows = nodes.map(node_row).collect();
    sheet
}

fn edge_row(network: &Network, edge: &Edge) -> Vec<Value> {
    let (source, target) = (&network.nodes[edge.source], &network.nodes[edge.target]);
    let id = |node: &Node, at| Value::from(node.id.as_str()).linked(Link::row("nodes", at));
    vec![
        id(source, edge.source),
        id(target, edge.target),
        kind_name(edge.kind).into(),
        edge.count.into(),
        source.title.as_deref().into(),
        source.document_number.as_deref().into(),
        source.region.as_deref().into(),
        source.year.into(),
        source.path.as_deref().into(),
        target.title.as_deref().into(),
        target.document_number.as_deref().into(),
        target.class.name().into(),
        target.agency.as_deref().into(),
        target.level.into(),
        target.year.into(),
        target.read.into(),
        edge.articles.clone().into(),
        edge.sentences.first().into(),
    ]
}

fn node_row(node: &Node) -> Vec<Value> {
    vec![
        node.id.as_str().into(),
        node.class.name().into(),
        node.read.into(),
        node.title.as_deref().into(),
        node.document_number.as_deref().into(),
        node.agency.as_deref().into(),
        node.level.into(),
        node.region.as_deref().into(),
        node.adcode.as_deref().into(),
        node.year.into(),
        node.cited.into(),
        node.citing.into(),
        node.path.as_deref().into(),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_is_of_the_kind_of_its_column_and_ids_lead_to_their_nodes() {
        let node = |id: &str| Node { id: id.to_owned(), title: Some("意见".to_owned()), ..Node::default() };
        let edge = Edge {
            source: 0,
            target: 1,
            kind: gongwen::CitationKind::Basis,
            count: 2,
            articles: vec!["三条".to_owned()],
            sentences: vec!["根据《意见》制定。".to_owned()],
        };
        let network =
            Network { nodes: vec![node("d1"), node("x1")], edges: vec![edge], ..Network::default() };
        for sheet in [edges(&network), nodes(&network), unresolved(&network)] {
            assert!(!sheet.rows.is_empty(), "{}", sheet.name);
            for row in &sheet.rows {
                assert_eq!(row.len(), sheet.columns.len(), "{}", sheet.name);
                let wrong = sheet.columns.iter().zip(row).find(|(column, value)| !column.kind.holds(value));
                assert_eq!(wrong, None, "{}", sheet.name);
            }
        }
        let Value::Linked(target) = &edges(&network).rows[0][1] else { panic!() };
        assert_eq!(nodes(&network).rows[target.1.row][0], "x1".into());
    }
}
