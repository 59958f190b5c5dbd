//! `gongwen cite`: documents in, their citation network out.
//!
//! inputs → read and decode → analyze → what each cites (on worker threads) → network of all → a page, GraphML, JSON or tables

use std::io::{self, BufWriter, Write};

use anyhow::{Context, Result};
use gongwen_analysis::cite::{Edge, Network, Reading, graphml, kind_name, page, table};
use gongwen_export::{Book, TableFormat};
use serde_json::json;

use crate::args::{GraphFormat, GraphTable};
use crate::console::Console;
use crate::reading;
use crate::settings::Cite as Settings;
use crate::writing;

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
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
            let document = loaded.analyze(&options);
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
    console.written(settings.output.as_ref());
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
    out: &mut (impl Write + Send),
) -> io::Result<()> {
    let format = match settings.format {
        GraphFormat::Graphml => return graphml::write(network, out),
        GraphFormat::Html => return page::write(network, language, out),
        GraphFormat::Json => {
            serde_json::to_writer(&mut *out, &as_json(network))?;
            return out.write_all(b"\n");
        }
        GraphFormat::Csv => TableFormat::Csv,
        GraphFormat::Jsonl => TableFormat::Jsonl,
        GraphFormat::Xlsx => TableFormat::Xlsx,
        GraphFormat::Parquet => TableFormat::Parquet,
    };
    let book = match settings.table {
        // A workbook has room for all of it.
        None if format == TableFormat::Xlsx => {
            Book::from(vec![table::edges(network), table::nodes(network), table::unresolved(network)])
        }
        Some(GraphTable::Edges) | None => table::edges(network).into(),
        Some(GraphTable::Nodes) => table::nodes(network).into(),
        Some(GraphTable::Unresolved) => table::unresolved(network).into(),
    };
    book.write(format, &settings.tables, out)
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
