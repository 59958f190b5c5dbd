//! Every message of a run, in both languages side by side.

use std::path::Path;
use std::time::Duration;

use gongwen_analysis::cite::Network;
use gongwen_analysis::score::Layer;
use gongwen_ingest::PassedOver;

use crate::extract::Counts;
use crate::language::Language;

impl Language {
    pub(crate) fn error_label(self) -> &'static str {
        self.pick("error: ", "错误：")
    }

    pub(crate) fn note_label(self) -> &'static str {
        self.pick("note: ", "提示：")
    }

    pub(crate) fn cannot_read(self, path: &str) -> String {
        self.pick(format!("{path} cannot be read"), format!("无法读取{path}"))
    }

    /// Why an input failed.
    pub(crate) fn reason(self, error: &gongwen_ingest::Error) -> String {
        match self {
            Self::English => error.to_string(),
            Self::Chinese => error.chinese(),
        }
    }

    pub(crate) fn panicked(self, message: &str) -> String {
        self.pick(
            format!("gongwen itself failed on this document ({message}); please report it with the document"),
            format!("处理此文档时gongwen自身出错（{message}），请附上文档反馈"),
        )
    }

    pub(crate) fn undecodable(self, places: usize, encoding: &str) -> (String, String) {
        self.pick(
            gongwen_ingest::undecodable(places, encoding),
            (
                format!("有{places}处无法按{encoding}解码，以U+FFFD代替"),
                "文件有损坏，这些位置附近的数值可能有误".to_owned(),
            ),
        )
    }

    pub(crate) fn unknown_ending(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!("{path}: the ending names no format; expected .jsonl, .json, .csv, .xlsx or .parquet, or pass --format"),
            format!("{path}：无法由扩展名确定格式，应为.jsonl、.json、.csv、.xlsx或.parquet，或使用--format"),
        )
    }

    pub(crate) fn unknown_graph_ending(self, path: &Path) -> String {
        let path = path.display();
        self.pick(
            format!("{path}: the ending names no format; expected .html, .graphml, .json, .csv, .jsonl, .xlsx or .parquet, or pass --format"),
            format!("{path}：无法由扩展名确定格式，应为.html、.graphml、.json、.csv、.jsonl、.xlsx或.parquet，或使用--format"),
        )
    }

    pub(crate) fn only_for(self, option: &str, formats: &str) -> String {
        self.pick(
            format!("{option} is for the formats {formats} only; drop it, or pass --format"),
            format!("{option}只用于{formats}格式，请去掉该选项，或用--format指定格式"),
        )
    }

    pub(crate) fn no_threads(self) -> String {
        self.pick("--jobs expects 1 or more threads, found 0".into(), "--jobs应为1或更大，实际为0".into())
    }

    pub(crate) fn output_is_input(self, path: &str) -> String {
        self.pick(
            format!("{path} is both input and output; choose another --output"),
            format!("{path}既是输入又是输出，请更换--output"),
        )
    }

    pub(crate) fn cannot_write(self, path: &str) -> String {
        self.pick(format!("{path} cannot be written"), format!("无法写入{path}"))
    }

    pub(crate) fn no_folder(self, path: &str, folder: &str) -> String {
        self.pick(
            format!("{path} cannot be written: there is no folder {folder}; create it first"),
            format!("无法写入{path}：没有文件夹{folder}，请先创建"),
        )
    }

    pub(crate) fn standard_output(self) -> &'static str {
        self.pick("standard output", "标准输出")
    }

    /// `reports/a.txt: UTF-8, 5548 characters, 81 indicators, 12 ms`.
    pub(crate) fn one_document(self, path: &str, encoding: &str, counts: &Counts, took: Duration) -> String {
        let Counts { chars, indicators, .. } = *counts;
        let took = took.as_millis();
        let what = self.pick(
            format!("{encoding}, {chars} characters, {indicators} indicators, {took} ms"),
            format!("{encoding}，{chars}字，{indicators}个指标，{took}毫秒"),
        );
        self.said_of(path, &what)
    }

    /// `27 documents: 4312 indicators, 120 document numbers, 913 headings in 1.2 s (1.6 MB/s)`.
    pub(crate) fn summary(self, counts: &Counts, failed: usize, took: Duration) -> String {
        let Counts { documents, indicators, doc_numbers, sections, bytes, .. } = *counts;
        let seconds = took.as_secs_f64();
        let speed = bytes as f64 / 1e6 / seconds.max(1e-3);
        let mut line = self.pick(
            format!(
                "{documents} document{}: {indicators} indicator{}, {doc_numbers} document number{}, \
                 {sections} heading{}",
                plural(documents),
                plural(indicators),
                plural(doc_numbers),
                plural(sections)
            ),
            format!("{documents}份文档：{indicators}个指标，{doc_numbers}个发文字号，{sections}个标题"),
        );
        line.push_str(&self.failed_inputs(failed));
        line.push_str(&self.pick(
            format!("; {seconds:.2} s, {speed:.1} MB/s"),
            format!("；用时{seconds:.2}秒，{speed:.1} MB/s"),
        ));
        line
    }

    /// `; 2 inputs failed`; nothing where none did.
    pub(crate) fn failed_inputs(self, failed: usize) -> String {
        match failed {
            0 => String::new(),
            _ => self
                .pick(format!("; {failed} input{} failed", plural(failed)), format!("；{failed}个输入失败")),
        }
    }

    /// The first `shown` of `items`, with a sign that there are more.
    fn list(self, items: &[String], shown: usize) -> String {
        let mut list = items.iter().take(shown).cloned().collect::<Vec<_>>().join(self.pick(", ", "、"));
        if items.len() > shown {
            list.push_str(self.pick(", …", "……"));
        }
        list
    }

    /// `pages without text, which may be scans; run OCR on them: a.pdf, b.pdf`; nothing for what is no loss, as page numbers.
    pub(crate) fn remark(self, code: &str, count: usize, paths: &[String]) -> Option<String> {
        let what = match code {
            "pages-skipped" => self.pick(
                "pages left unread, as a limit is reached (--max-pages, --max-file-size)",
                "有页未读，因已达上限（--max-pages、--max-file-size）",
            ),
            "truncated" => self.pick("text cut short, as a limit is reached", "正文未读全，因已达上限"),
            "no-text-layer" => self.pick(
                "pages without text, which may be scans; run OCR on them",
                "有的页没有文字，可能是扫描件，可先做文字识别（OCR）",
            ),
            "no-unicode-map" => self.pick(
                "characters their fonts say nothing of, U+FFFD in their place",
                "有的字符无法由字体得知，以U+FFFD代替",
            ),
            "damaged-sheet" => self.pick("damaged sheets, read in part", "有的工作表已损坏，只读出一部分"),
            "hidden-sheets" => self.pick("hidden sheets left out", "略去了隐藏的工作表"),
            "embedded-left-out" => self.pick("embedded documents left out", "略去了嵌入的文档"),
            "numbering-lost" => self.pick("automatic numbers of paragraphs lost", "有的自动编号未能读出"),
            "whole-page" => self.pick(
                "main text not told from the rest of the page",
                "未能从网页中分出正文，全页文字都已读入",
            ),
            "font-map-repaired" => self.pick(
                "broken font map, characters repaired (--no-repair leaves them)",
                "字体映射有误，已修复其中的字（--no-repair则不修复）",
            ),
            "disclosure-sum" => self.pick(
                "disclosure tables whose sums do not agree (see diagnostics in .jsonl)",
                "政府信息公开报告表中的合计不相符（详见.jsonl中的diagnostics）",
            ),
            "disclosure-row" => self.pick(
                "disclosure tables with rows that lack figures (see diagnostics in .jsonl)",
                "政府信息公开报告表中有的行缺少数字（详见.jsonl中的diagnostics）",
            ),
            _ => return None,
        };
        let documents = match count {
            0..=3 => String::new(),
            _ => self.pick(format!("{count} documents, "), format!("共{count}份，")),
        };
        let list = self.list(paths, 3);
        Some(self.pick(format!("{what}: {documents}{list}"), format!("{what}：{documents}{list}")))
    }

    /// `note: a.txt: …`: a path and what is said of it.
    pub(crate) fn said_of(self, path: &str, what: &str) -> String {
        let path = if path == "-" { self.pick("standard input", "标准输入") } else { path };
        self.pick(format!("{path}: {what}"), format!("{path}：{what}"))
    }

    /// `16 files passed over (15 .html, 1 .tsv)`.
    pub(crate) fn passed_over(self, files: &PassedOver) -> Option<String> {
        let total: usize = files.values().sum();
        if total == 0 {
            return None;
        }
        let mut kinds: Vec<_> = files.iter().collect();
        kinds.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        let kind = |(ending, count): (&String, &usize)| match ending.as_str() {
            "" => format!("{count} {}", self.pick("without extension", "个无扩展名")),
            ending => format!("{count} .{ending}"),
        };
        let list = self.list(&kinds.into_iter().map(kind).collect::<Vec<_>>(), 6);
        let plural = plural(total);
        Some(self.pick(
            format!("{total} file{plural} passed over in folders and archives ({list}); name a file or use --include to take it"),
            format!("文件夹或压缩包中略过{total}个文件（{list}）；如需读取请直接写明文件名或使用--include"),
        ))
    }

    pub(crate) fn written(self, path: &str) -> String {
        self.pick(format!("written to {path}"), format!("已写入{path}"))
    }

    /// `… 75 more rows`.
    pub(crate) fn more_rows(self, rows: usize) -> String {
        self.pick(format!("… {rows} more row{}", plural(rows)), format!("……另有{rows}行"))
    }
}

/// What `gongwen targets` says.
impl Language {
    pub(crate) fn targets_found(self, targets: usize, documents: usize, failed: usize) -> String {
        let mut line = self.pick(
            format!("{documents} document{}: {targets} target{}", plural(documents), plural(targets)),
            format!("{documents}份文档：{targets}个目标"),
        );
        line.push_str(&self.failed_inputs(failed));
        line
    }
}

/// What `gongwen cite` says.
impl Language {
    /// `43 documents: 180 nodes, 212 edges; 12 references resolved to documents of the corpus, 230 not`.
    pub(crate) fn network(self, network: &Network, failed: usize) -> String {
        let (documents, nodes, edges) = (network.documents(), network.nodes.len(), network.edges.len());
        let (inside, outside) = (network.references - network.outside, network.outside);
        let mut line = self.pick(
            format!(
                "{documents} document{}: {nodes} node{}, {edges} edge{}; of {} references {inside} resolved inside the corpus, \
                 {outside} to {} works outside it",
                plural(documents),
                plural(nodes),
                plural(edges),
                network.references,
                network.unresolved().len()
            ),
            format!(
                "{documents}份文档：{nodes}个节点，{edges}条边；{}处引用中{inside}处指向语料内文档，{outside}处指向语料外{}份文件",
                network.references,
                network.unresolved().len()
            ),
        );
        if network.nameless > 0 {
            line.push_str(&self.pick(
                format!("; {} short titles name nothing", network.nameless),
                format!("；{}处简称无从确定所指", network.nameless),
            ));
        }
        if failed > 0 {
            line.push_str(
                &self.pick(
                    format!("; {failed} input{} failed", plural(failed)),
                    format!("；{failed}个输入失败"),
                ),
            );
        }
        line
    }

    pub(crate) fn most_cited_outside(self) -> &'static str {
        self.pick("Most cited outside the corpus:", "语料外被引最多的文件：")
    }

    /// Words of the page.
    pub(crate) fn page_language(self) -> gongwen_analysis::cite::page::Language {
        self.pick(
            gongwen_analysis::cite::page::Language::English,
            gongwen_analysis::cite::page::Language::Chinese,
        )
    }
}

/// What `gongwen score` says.
impl Language {
    pub(crate) fn gold_twice(self, id: &str) -> String {
        self.pick(
            format!("two annotated documents are named {id}; score their folders one by one"),
            format!("有两份标注文档同名：{id}；请分别评测各文件夹"),
        )
    }

    pub(crate) fn no_records(self, file: &str, error: &str) -> String {
        self.pick(
            format!(
                "{file}:{error}; expected one record a line, as gongwen extract --format jsonl writes them"
            ),
            format!("{file}:{error}；应为每行一条记录，即gongwen extract --format jsonl的输出"),
        )
    }

    pub(crate) fn no_prediction(self, file: &str, ids: &[&str]) -> String {
        let list = self.list(&ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>(), 5);
        let (n, plural) = (ids.len(), plural(ids.len()));
        self.pick(
            format!("{file} has no record of {n} annotated document{plural}: {list}"),
            format!("{file}中没有{n}份标注文档的记录：{list}"),
        )
    }

    pub(crate) fn layer_columns(self) -> [&'static str; 9] {
        self.pick(
            ["", "gold", "right", "wrong", "missed", "P", "R", "F1", "of found"],
            ["", "标注", "对", "错", "漏", "P", "R", "F1", "占找到的"],
        )
    }

    pub(crate) fn found(self) -> &'static str {
        self.pick("figures found", "找到数值")
    }

    pub(crate) fn row(self) -> &'static str {
        self.pick("row: value, unit, name", "行：数值、单位、名称")
    }

    pub(crate) fn full_row(self) -> &'static str {
        self.pick("full row: every field", "整行：各字段")
    }

    pub(crate) fn layer(self, layer: Layer) -> &'static str {
        match layer {
            Layer::Indicators => self.pick("figures", "数值"),
            Layer::DocNumbers => self.pick("document numbers", "发文字号"),
            Layer::Headings => self.pick("headings", "标题"),
        }
    }

    pub(crate) fn field(self, field: &'static str) -> &'static str {
        match (self, field) {
            (Self::Chinese, "value") => "数值",
            (Self::Chinese, "unit") => "单位",
            (Self::Chinese, "bound") => "界限",
            (Self::Chinese, "kind") => "类别",
            (Self::Chinese, "period") => "时期",
            (Self::Chinese, "status") => "实绩或目标",
            (Self::Chinese, "name") => "名称",
            (Self::Chinese, "name+inherited") => "名称及省略部分",
            (_, field) => field,
        }
    }

    pub(crate) fn likeness(self, likeness: f64) -> String {
        self.pick(format!("name likeness {likeness:.3}"), format!("名称相似度 {likeness:.3}"))
    }

    pub(crate) fn rows_by_document(self) -> &'static str {
        self.pick("Row F1 by document", "各文档的行F1")
    }

    pub(crate) fn reliability(self) -> &'static str {
        self.pick("Confidence, and the share that is right", "置信度与正确比例")
    }

    pub(crate) fn reliability_columns(self) -> [&'static str; 4] {
        self.pick(["  confidence", "records", "row", "full row"], ["  置信度", "记录", "行", "整行"])
    }

    pub(crate) fn errors_of(self, shown: usize, all: usize) -> String {
        self.pick(
            format!("Wrong, {shown} of {all}: gold ≠ found"),
            format!("错误（{all}处中的{shown}处）：标注 ≠ 提取"),
        )
    }

    pub(crate) fn changed(self, gained: bool, count: usize) -> String {
        match gained {
            true => self.pick(format!("Gained, {count}: old → new"), format!("所得{count}处：旧 → 新")),
            false => self.pick(format!("Lost, {count}: old → new"), format!("所失{count}处：旧 → 新")),
        }
    }
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}
