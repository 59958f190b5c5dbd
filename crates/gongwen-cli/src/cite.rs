//! `gongwen cite`: documents in, their citation network out.
//!
//! inputs → read and decode → analyze → what each cites (on worker threads) → network of all → CSV, GraphML, JSON or HTML

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result};
use gongwen_analysis::cite::{Edge, Network, Node, Reading, graphml, kind_name, page};
use gongwen_export::Flat;
use serde_json::json;

use crate::args::{GraphFormat, GraphTable};
use crate::console::Console;
use crate::reading;
use crate::settings::Cite as Settings;
use crate::{batch, writing};

/// Columns of the edges: who cites, whom, how; then what both are.
const EDGES: &[(&str, &str)] = &[
    ("source", "引用文档编号"),
    ("target", "被引文件编号"),
    ("kind", "引用方式"),
    ("count", "次数"),
    ("source_title", "引用文档"),
    ("source_number", "引用文档字号"),
    ("source_region", "引用文档地区"),
    ("source_year", "引用文档年份"),
    ("source_path", "文件"),
    ("target_title", "被引文件"),
    ("target_number", "被引文件字号"),
    ("target_class", "被引文件类别"),
    ("target_agency", "被引文件机关"),
    ("target_level", "被引文件层级"),
    ("target_year", "被引文件年份"),
    ("target_read", "语料内"),
    ("articles", "条"),
    ("sentence", "所在句"),
];

/// Columns of the nodes, and of what is not in the corpus.
const NODES: &[(&str, &str)] = &[
    ("id", "编号"),
    ("class", "类别"),
    ("read", "语料内"),
    ("title", "标题"),
    ("document_number", "发文字号"),
    ("agency", "发文机关"),
    ("level", "层级"),
    ("region", "地区"),
    ("adcode", "行政区划代码"),
    ("year", "年份"),
    ("cited", "被引次数"),
    ("citing", "引用文档数"),
    ("path", "文件"),
];

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    batch::silence_contained_panics();
    let console = Console::new(settings.console);
    let language = console.language();
    writing::refuse_overwriting(settings.output.as_ref(), &settings.reading, language)?;
    let (target, name) = writing::open_output(settings.output.as_ref(), language)?;

    let options = gongwen::Options::default();
    let mut readings = Vec::new();
    let run = reading::each(
        &settings.reading,
        &console,
        |loaded| {
            let document = gongwen::analyze(&loaded.text, &reading::with_hints(&options, loaded));
            Ok(Reading::of(&document, &loaded.text, &loaded.path))
        },
        |reading| {
            readings.push(reading);
            Ok(())
        },
    )?;
    let network = Network::build(readings);
    let write = || {
        let mut out = BufWriter::new(target);
        write_network(&network, settings, language.page_language(), &mut out)?;
        out.into_inner().map_err(|error| error.into_error())?.commit()
    };
    write().with_context(|| language.cannot_write(&name))?;
    console.info(&language.network(&network, run.failed));
    if settings.output.is_some() {
        show_unresolved(&network, &console);
    }
    if let Some(output) = &settings.output {
        console.info(&language.written(&output.to_string_lossy()));
    }
    Ok(run.exit_code())
}

/// The first few of what the corpus lacks.
fn show_unresolved(network: &Network, console: &Console) {
    const SHOWN: usize = 5;
    if network.unresolved().len() == 0 {
        return;
    }
    console.info(console.language().most_cited_outside());
    for node in network.unresolved().take(SHOWN) {
        let number = node.document_number.as_ref().filter(|_| node.title.is_some());
        let number = number.map(|number| format!(" {number}")).unwrap_or_default();
        console.info(&format!("{:>6} × {}{number}", node.cited, node.name()));
    }
}

fn write_network(
    network: &Network,
    settings: &Settings,
    language: page::Language,
    out: &mut impl Write,
) -> io::Result<()> {
    match settings.format {
        GraphFormat::Graphml => graphml::write(network, out),
        GraphFormat::Html => page::write(network, language, out),
        GraphFormat::Json => {
            serde_json::to_writer(&mut *out, &as_json(network))?;
            out.write_all(b"\n")
        }
        GraphFormat::Csv => {
            let (columns, rows): (_, Vec<serde_json::Value>) = match settings.table {
                GraphTable::Edges => {
                    (EDGES, network.edges.iter().map(|edge| edge_row(network, edge)).collect())
                }
                GraphTable::Nodes => (NODES, network.nodes.iter().map(node_row).collect()),
                GraphTable::Unresolved => (NODES, network.unresolved().map(node_row).collect()),
            };
            let csv = Flat::new(columns, settings.labels);
            out.write_all(&csv.head()?)?;
            out.write_all(&csv.rows(&rows)?)
        }
    }
}

/// The network with ids instead of places, and what is not in the corpus once more.
fn as_json(network: &Network) -> serde_json::Value {
    let edge = |edge: &Edge| {
        json!({
            "source": network.nodes[edge.source].id, "target": network.nodes[edge.target].id,
            "kind": kind_name(edge.kind), "count": edge.count, "articles": edge.articles, "sentences": edge.sentences,
        })
    };
    json!({
        "documents": network.documents(),
        "references": network.references,
        "outside": network.outside,
        "own": network.own,
        "nameless": network.nameless,
        "nodes": network.nodes,
        "edges": network.edges.iter().map(edge).collect::<Vec<_>>(),
        "unresolved": network.unresolved().map(|node| &node.id).collect::<Vec<_>>(),
    })
}

fn edge_row(network: &Network, edge: &Edge) -> serde_json::Value {
    let (source, target) = (&network.nodes[edge.source], &network.nodes[edge.target]);
    json!({
        "source": source.id, "target": target.id, "kind": kind_name(edge.kind), "count": edge.count,
        "source_title": source.title, "source_number": source.document_number, "source_region": source.region,
        "source_year": source.year, "source_path": source.path,
        "target_title": target.title, "target_number": target.document_number, "target_class": target.class,
        "target_agency": target.agency, "target_level": target.level, "target_year": target.year,
        "target_read": target.read, "articles": edge.articles.join("；"), "sentence": edge.sentences.first(),
    })
}

fn node_row(node: &Node) -> serde_json::Value {
    // The fields of a node are its columns.
    serde_json::to_value(node).unwrap_or_default()
}
