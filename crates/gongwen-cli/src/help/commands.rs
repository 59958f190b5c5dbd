//! What each command does, in English and Chinese side by side, and what stands under its options: an explanation and worked
//! examples, a file each (`extract.en.txt`, `extract.zh.txt`).

/// (command, English, Chinese); the empty name is `gongwen` itself.
pub(super) const COMMANDS: &[(&str, &str, &str)] = &[
    (
        "",
        "Turns Chinese government documents into data: figures, document numbers, outline",
        "从公文中提取数据：指标数值、发文字号、标题层次",
    ),
    (
        "extract",
        "Extract figures, document numbers and outline from documents",
        "从文档中提取指标数值、发文字号和标题层次",
    ),
    (
        "targets",
        "List the growth targets of plans and work reports: low, high, bound, wording, year",
        "列出计划和工作报告中的增长目标：下限、上限、界限、表述、年份",
    ),
    (
        "cite",
        "Draw the citation network: which documents cite which documents and statutes, and how",
        "生成引用网络：哪些文档引用哪些文件和法规，如何引用",
    ),
    (
        "terms",
        "Count the terms of a dictionary: occurrences and shares by document, section or year",
        "统计词典词语：按文档、章节或年度的次数和占比",
    ),
    (
        "kwic",
        "Show each place of a pattern with what stands round it (keyword in context)",
        "列出查找内容的每一处及其上下文（语境索引）",
    ),
    (
        "keywords",
        "List the keywords of each document: TF-IDF over the corpus, or TextRank",
        "列出每份文档的关键词：基于语料的TF-IDF，或TextRank",
    ),
    (
        "similar",
        "Find near-duplicates and passages that stand in two documents",
        "查找近似重复的文档和两份文档共有的段落",
    ),
    (
        "readability",
        "Measure how hard each document is to read: lengths, rare characters, a published measure",
        "度量每份文档的可读性：句长、非常用字、已发表的指标",
    ),
    (
        "audit",
        "State how right the records are: draw a sample, judge it by hand, report precision and agreement",
        "评估提取结果的准确率：抽样、人工判断、报告准确率和编码员一致性",
    ),
    (
        "audit draw",
        "Draw a sample of records and write the sheet on which a coder judges them",
        "抽取记录样本，生成供编码员判断的页面",
    ),
    (
        "audit report",
        "Report precision and agreement from what one coder or two exported",
        "根据一名或两名编码员导出的文件，报告准确率和一致性",
    ),
    (
        "report",
        "Make HTML pages to read and check: text with every record marked, its rows beside it, charts of the corpus",
        "生成供阅读核对的网页：正文标出每条记录并附对照表，另有全部文档的总览和图表",
    ),
    (
        "codebook",
        "Say what every column of the tables means: name, label, type, note",
        "说明数据表各列的含义：变量名、中文列名、类型、说明",
    ),
    (
        "panel",
        "Build a panel: region by year by concept, every cell with the sentences it came from",
        "生成面板数据：地区、年份、指标，每个单元格均可追溯到原句",
    ),
    ("concepts", "List the harmonised concepts that a panel has columns of", "列出面板数据可用的统一指标"),
    (
        "explain",
        "Show why each record is what it is, and which numbers are none",
        "说明每条记录的依据，以及哪些数字未作为指标",
    ),
    (
        "score",
        "Measure the extraction against hand-made records: precision, recall, F1",
        "对照人工标注评测提取结果：准确率、召回率、F1",
    ),
    ("schema", "Print the JSON Schema of the output records", "输出记录的JSON Schema"),
    ("completions", "Print a completion script for a shell", "输出命令行补全脚本"),
    ("man", "Print the manual page of a command", "输出命令的手册页"),
];

/// (command, English, Chinese) worked examples, shown under the options.
pub(super) const EXAMPLES: &[(&str, &str, &str)] = &[
    ("", include_str!("gongwen.en.txt"), include_str!("gongwen.zh.txt")),
    ("extract", include_str!("extract.en.txt"), include_str!("extract.zh.txt")),
    ("targets", include_str!("targets.en.txt"), include_str!("targets.zh.txt")),
    ("cite", include_str!("cite.en.txt"), include_str!("cite.zh.txt")),
    ("terms", include_str!("terms.en.txt"), include_str!("terms.zh.txt")),
    ("kwic", include_str!("kwic.en.txt"), include_str!("kwic.zh.txt")),
    ("keywords", include_str!("keywords.en.txt"), include_str!("keywords.zh.txt")),
    ("similar", include_str!("similar.en.txt"), include_str!("similar.zh.txt")),
    ("readability", include_str!("readability.en.txt"), include_str!("readability.zh.txt")),
    ("audit", include_str!("audit.en.txt"), include_str!("audit.zh.txt")),
    ("audit draw", include_str!("audit-draw.en.txt"), include_str!("audit-draw.zh.txt")),
    ("audit report", include_str!("audit-report.en.txt"), include_str!("audit-report.zh.txt")),
    ("report", include_str!("report.en.txt"), include_str!("report.zh.txt")),
    ("codebook", include_str!("codebook.en.txt"), include_str!("codebook.zh.txt")),
    ("panel", include_str!("panel.en.txt"), include_str!("panel.zh.txt")),
    ("concepts", include_str!("concepts.en.txt"), include_str!("concepts.zh.txt")),
    ("explain", include_str!("explain.en.txt"), include_str!("explain.zh.txt")),
    ("score", include_str!("score.en.txt"), include_str!("score.zh.txt")),
    ("schema", include_str!("schema.en.txt"), include_str!("schema.zh.txt")),
    ("completions", include_str!("completions.en.txt"), include_str!("completions.zh.txt")),
    ("man", include_str!("man.en.txt"), include_str!("man.zh.txt")),
];
