//! `gongwen cite` as users run it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod command;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;

const OPINION: &str = "松政发〔2021〕3号\n松坪县人民政府关于加强基层治理的意见\n各乡镇人民政府：\n现提出如下意见。\n一、总体要求\n抓好落实。\n松坪县人民政府\n2021年3月5日\n";
const REPORT: &str = "望澜乡2022年工作总结\n根据县政府《关于加强基层治理的意见》（松政发[2021] 03 号）和《中华人民共和国水法》第七条、第九条，开展工作。\n<script>alert(1)</script>落实《意见》&要求。\n";

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command::gongwen(folder).args(arguments).output().unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// A folder with a document and one that cites it.
fn corpus() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), OPINION).unwrap();
    fs::write(folder.path().join("b.txt"), REPORT).unwrap();
    folder
}

fn json(folder: &Path, arguments: &[&str]) -> Value {
    let output = run(folder, &[&["cite"], arguments, &["--format", "json"]].concat());
    assert!(output.status.success(), "{}", told(&output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn edges_say_who_cites_whom_and_how() {
    let folder = corpus();
    let output = run(folder.path(), &["cite", ".", "-o", "edges.csv"]);
    assert!(output.status.success(), "{}", told(&output));
    assert!(
        told(&output).contains("2 documents: 3 nodes, 3 edges; of 4 references 2 resolved"),
        "{}",
        told(&output)
    );
    assert!(told(&output).contains("2 × 中华人民共和国水法"), "{}", told(&output));
    let mut csv = csv::Reader::from_path(folder.path().join("edges.csv")).unwrap();
    let rows: Vec<BTreeMap<String, String>> = csv.deserialize().map(Result::unwrap).collect();
    let cell = |row: usize, column: &str| rows[row][column].as_str();
    assert_eq!((cell(0, "target"), cell(0, "kind"), cell(0, "target_read")), ("d1", "basis", "true"));
    assert_eq!((cell(1, "target"), cell(1, "kind"), cell(1, "count")), ("d1", "mention", "1"));
    assert_eq!((cell(2, "target"), cell(2, "count"), cell(2, "articles")), ("x1", "2", "七条；九条"));
    assert!(cell(0, "sentence").starts_with("根据县政府《关于加强基层治理的意见》"), "{rows:?}");
}

#[test]
fn what_the_corpus_lacks_stands_by_how_often_it_is_cited() {
    let folder = corpus();
    fs::write(folder.path().join("c.txt"), "总结\n落实《中华人民共和国森林法》。\n").unwrap();
    let output = run(folder.path(), &["cite", ".", "--table", "unresolved", "--lang", "zh", "-q"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].contains("编号,类别,语料内,标题"), "{text}");
    assert!(
        lines[1].starts_with("x1,statute,false,中华人民共和国水法,") && lines[1].ends_with(",2,1,"),
        "{text}"
    );
    assert_eq!(lines.len(), 3, "{text}");
}

#[test]
fn the_graph_is_well_formed_and_the_page_runs_nothing_of_a_document() {
    let folder = corpus();
    for file in ["g.graphml", "g.html"] {
        let output = run(folder.path(), &["cite", ".", "-o", file, "-q"]);
        assert!(output.status.success(), "{}", told(&output));
    }
    let graph = fs::read_to_string(folder.path().join("g.graphml")).unwrap();
    assert_eq!((graph.matches("<node ").count(), graph.matches("<edge ").count()), (3, 3));
    assert!(graph.contains("&lt;script&gt;alert(1)") && !graph.contains("<script>"), "{graph}");
    let page = fs::read_to_string(folder.path().join("g.html")).unwrap();
    assert!(page.contains("alert(1)") && !page.contains("<script>alert"), "the sentence is in the data only");
    assert!(page.contains("default-src 'none'") && page.contains("Citation network"));
}

#[test]
fn a_bad_file_stops_nothing_and_a_bad_command_says_what_is_right() {
    let folder = corpus();
    let output = run(folder.path(), &["cite", "a.txt", "b.txt", "none.txt", "-o", "g.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(told(&output).contains("none.txt") && folder.path().join("g.json").exists(), "{}", told(&output));
    let output = run(folder.path(), &["cite", ".", "-o", "g.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains(".html, .graphml, .json, .csv, .jsonl, .xlsx or .parquet"),
        "{}",
        told(&output)
    );
    let output = run(folder.path(), &["cite", ".", "-o", "g.html", "--table", "nodes"]);
    assert!(
        told(&output).contains("--table is for the formats csv, jsonl, xlsx, parquet only"),
        "{}",
        told(&output)
    );
    let output = run(folder.path(), &["cite", "--help"]);
    assert!(String::from_utf8(output.stdout).unwrap().contains("gongwen cite reports -o graph.graphml"));
}

#[test]
fn threads_do_not_change_the_graph() {
    let reports = root().join("corpus/reports");
    let of = |jobs: &str| run(&reports, &["cite", ".", "-q", "--format", "graphml", "-j", jobs]).stdout;
    assert!(of("1") == of("3"), "the graph differs");
}

#[test]
fn the_sample_corpus() {
    let network = json(&root().join("corpus"), &["reports"]);
    let name = |id: &Value| {
        let node = network["nodes"].as_array().unwrap().iter().find(|node| node["id"] == *id).unwrap();
        node["title"].as_str().or(node["document_number"].as_str()).unwrap_or_default().to_owned()
    };
    let edges: Vec<(String, String, String)> = network["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| (name(&edge["source"]), edge["kind"].as_str().unwrap().to_owned(), name(&edge["target"])))
        .collect();
    for (source, kind, target) in [
        ("岱溪市城市停车管理办法", "basis", "中华人民共和国道路交通安全法"),
        ("岱溪市城市停车管理办法", "repeal", "岱溪市机动车停放管理暂行办法"),
        ("平澜市人民政府关于2020年法治政府建设情况的报告", "mention", "平澜市重大行政决策程序规定实施办法"),
        (
            "青岚区人民政府关于印发《青岚区支持制造业企业稳产增效若干措施》的通知",
            "repeal",
            "青岚区促进工业稳增长若干意见",
        ),
        ("松屿县人民政府2023年政府信息公开工作年度报告", "basis", "中华人民共和国政府信息公开条例"),
        ("临溪县2022年法治政府建设情况报告", "transmittal", "临溪县2022年法治政府建设工作要点"),
    ] {
        let edge = (source.to_owned(), kind.to_owned(), target.to_owned());
        assert!(edges.contains(&edge), "{edge:?} is not among {edges:#?}");
    }
    assert_eq!(network["documents"], 24);
    let (edges, references) = (edges.len(), network["references"].as_u64().unwrap());
    assert!(
        (30..60).contains(&edges) && (35..70).contains(&references),
        "{edges} edges, {references} references"
    );
}

/// Each State Council document of the shared corpus, cited by its number in several writings and by its title.
#[test]
fn cited_numbers_of_the_state_council_lead_to_its_documents() {
    let shared = root().join("../shared/corpus/state-council-html");
    let Ok(table) = fs::read_to_string(shared.join("metadata.tsv")) else {
        eprintln!("skipped: there is no {}", shared.display());
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let mut expected = BTreeMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let [id, title, _, number, ..] = cells[..] else { continue };
        let spaced = number.replace('〔', "[").replace('〕', "] ").replace('号', " 号");
        for (form, text) in [
            ("number", format!("总结\n根据{number}文件精神，开展工作。\n")),
            ("spaced", format!("总结\n落实《通知》（{spaced}）。\n")),
            ("title", format!("总结\n落实《{title}》。\n")),
        ] {
            fs::write(folder.path().join(format!("{id}-{form}.txt")), text).unwrap();
            expected.insert(format!("{id}-{form}.txt"), format!("{id}.html"));
        }
    }
    assert!(expected.len() >= 45, "{} documents cite", expected.len());
    let network = json(folder.path(), &[".", shared.to_str().unwrap()]);
    let nodes = network["nodes"].as_array().unwrap();
    let file = |id: &Value| {
        let node = nodes.iter().find(|node| node["id"] == *id).unwrap();
        let path = node["path"].as_str().unwrap_or_default();
        path.rsplit('/').next().unwrap_or_default().to_owned()
    };
    let mut wrong = Vec::new();
    let leads: BTreeMap<String, String> = network["edges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|edge| (file(&edge["source"]), file(&edge["target"])))
        .collect();
    for (source, target) in &expected {
        if leads.get(source) != Some(target) {
            wrong.push(format!("{source} leads to {:?} and not to {target}", leads.get(source)));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), expected.len(), wrong.join("\n"));
}

/// In the shared corpus as it is, no number that a document has is left unresolved where another cites it.
#[test]
fn no_number_of_the_shared_corpus_is_left_unresolved() {
    let shared = root().join("../shared/corpus");
    if !shared.exists() {
        eprintln!("skipped: there is no {}", shared.display());
        return;
    }
    let network = json(&shared, &["."]);
    let nodes = network["nodes"].as_array().unwrap();
    let number = |node: &Value| node["document_number"].as_str().map(str::to_owned);
    let own: Vec<_> = nodes.iter().filter(|node| node["read"] == true).filter_map(number).collect();
    let outside: Vec<_> = nodes.iter().filter(|node| node["read"] == false).filter_map(number).collect();
    assert!(own.len() >= 15, "{own:?}");
    let left: Vec<_> = outside.iter().filter(|number| own.contains(number)).collect();
    assert!(left.is_empty(), "{left:?}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}
