//! A network as GraphML, for networkx, igraph and Gephi.
//!
//! ```
//! use gongwen_analysis::cite::{Network, graphml};
//! let mut out = Vec::new();
//! graphml::write(&Network::default(), &mut out)?;
//! assert!(String::from_utf8(out)?.ends_with("</graph>\n</graphml>\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Format: <http://graphml.graphdrawing.org/specification.html>. An edge of each kind is an edge of its own, so the graph is a
//! multigraph; `weight` is how many references it stands for.

use std::io::{self, Write};

use super::{Edge, Network, Node, kind_name};

/// Attributes of nodes: name and type.
const NODE_KEYS: [(&str, &str); 13] = [
    ("label", "string"),
    ("class", "string"),
    ("read", "boolean"),
    ("path", "string"),
    ("title", "string"),
    ("document_number", "string"),
    ("agency", "string"),
    ("level", "string"),
    ("region", "string"),
    ("adcode", "string"),
    ("year", "int"),
    ("cited", "int"),
    ("citing", "int"),
];

/// Attributes of edges.
const EDGE_KEYS: [(&str, &str); 4] =
    [("kind", "string"), ("weight", "int"), ("articles", "string"), ("sentences", "string")];

/// Writes `network`.
///
/// # Errors
/// Where `out` fails.
pub fn write(network: &Network, mut out: impl Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"\n  \
          xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"\n  xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns \
          http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n",
    )?;
    for (owner, keys) in [("node", &NODE_KEYS[..]), ("edge", &EDGE_KEYS[..])] {
        for (name, kind) in keys {
            let id = &owner[..1];
            writeln!(
                out,
                "<key id=\"{id}_{name}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            )?;
        }
    }
    out.write_all(b"<graph id=\"citations\" edgedefault=\"directed\">\n")?;
    for node in &network.nodes {
        write_node(node, &mut out)?;
    }
    for (count, edge) in network.edges.iter().enumerate() {
        let (source, target) = (&network.nodes[edge.source].id, &network.nodes[edge.target].id);
        writeln!(out, "<edge id=\"e{}\" source=\"{source}\" target=\"{target}\">", count + 1)?;
        write_edge(edge, &mut out)?;
        out.write_all(b"</edge>\n")?;
    }
    out.write_all(b"</graph>\n</graphml>\n")
}

fn write_node(node: &Node, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<node id=\"{}\">", node.id)?;
    let year = node.year.map(|year| year.to_string());
    let (cited, citing) = (node.cited.to_string(), node.citing.to_string());
    let values: [Option<&str>; 13] = [
        Some(node.name()),
        Some(node.class.name()),
        Some(if node.read { "true" } else { "false" }),
        node.path.as_deref(),
        node.title.as_deref(),
        node.document_number.as_deref(),
        node.agency.as_deref(),
        node.level,
        node.region.as_deref(),
        node.adcode.as_deref(),
        year.as_deref(),
        Some(&cited),
        Some(&citing),
    ];
    for ((name, _), value) in NODE_KEYS.iter().zip(values) {
        write_data("n", name, value, out)?;
    }
    out.write_all(b"</node>\n")
}

fn write_edge(edge: &Edge, out: &mut impl Write) -> io::Result<()> {
    let (articles, sentences) = (edge.articles.join("；"), edge.sentences.join("\n"));
    let count = edge.count.to_string();
    let values = [Some(kind_name(edge.kind)), Some(&count), Some(&articles), Some(&sentences)];
    for ((name, _), value) in EDGE_KEYS.iter().zip(values) {
        write_data("e", name, value.filter(|value| !value.is_empty()), out)?;
    }
    Ok(())
}

fn write_data(owner: &str, name: &str, value: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    match value {
        Some(value) => writeln!(out, "<data key=\"{owner}_{name}\">{}</data>", escape(value)),
        None => Ok(()),
    }
}

/// A text as XML: markup escaped, what XML 1.0 cannot hold (section 2.2) left out.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\n' | '\t' => out.push(c),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_of_a_text_is_markup() {
        assert_eq!(escape("]]><a b=\"'&\u{0}\u{b}\u{ffff}公文\n"), "]]&gt;&lt;a b=&quot;&apos;&amp;公文\n");
    }
}
