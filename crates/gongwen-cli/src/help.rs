//! The help, in English and Chinese side by side.
//!
//! To add an argument: a field in `args.rs`, a line in [`ARGUMENTS`]. The tests name what is missing or left
//! over.

use std::io::{self, Write};

use anyhow::Result;
use clap::{Arg, ColorChoice, Command, CommandFactory};
use clap_complete::Shell;

use crate::args::Arguments;
use crate::language::Language;

/// (argument, English, Chinese); the heading of the help it stands under is in [`heading`].
const ARGUMENTS: &[(&str, &str, &str)] = &[
    (
        "paths",
        "Documents, folders (searched recursively), .zip archives, .jsonl and .csv files, or - for standard input",
        "文档、文件夹（递归查找）、.zip压缩包、.jsonl和.csv文件，或用 - 表示标准输入",
    ),
    (
        "output",
        "Write to FILE; its ending (.jsonl .json .csv .xlsx .parquet) picks the format [default: standard output]",
        "写入FILE，按扩展名（.jsonl .json .csv .xlsx .parquet）确定格式［默认：标准输出］",
    ),
    (
        "format",
        "Output format: jsonl, json, csv, xlsx or parquet; overrides the ending of --output [default: jsonl]",
        "输出格式：jsonl、json、csv、xlsx或parquet，优先于--output的扩展名［默认：jsonl］",
    ),
    (
        "layer",
        "Table: indicators, doc_numbers, sections, metadata, quantities, cells (disclosure tables), statutes or citations [default: indicators in .csv and .parquet, a sheet for each in .xlsx, whole documents in .jsonl and .json]",
        "数据表：indicators（指标）、doc_numbers（发文字号）、sections（标题层次）、metadata（文档信息）、quantities（全部数量）、cells（信息公开年报表格）、statutes（法规条款引用）或citations（文件引用）［默认：.csv和.parquet为indicators，.xlsx每表一个工作表，.jsonl和.json为整份文档］",
    ),
    (
        "with_text",
        "Put the decoded text into each JSON record (and the repaired one, where it was broken)",
        "在每条JSON记录中附上正文（经修复的并附修复后的正文）",
    ),
    (
        "with_quantities",
        "Also report every number or quantity scanned, whether or not it is an indicator",
        "同时输出扫描到的全部数字和数量，不论是否为指标",
    ),
    (
        "no_repair",
        "Do not repair text whose PDF had a broken font map: read its wrong characters as they stand",
        "PDF字体映射有误的文本照原样读取，不作修复（挄照觃定不改为按照规定）",
    ),
    ("jobs", "Threads [default: one a processor]", "线程数［默认：处理器个数］"),
    (
        "include",
        "In folders, take exactly the files that match GLOB (syntax of .gitignore); repeatable",
        "文件夹中只取与GLOB相符的文件（.gitignore语法），可重复使用",
    ),
    (
        "exclude",
        "Leave out files and folders that match GLOB; repeatable",
        "排除与GLOB相符的文件和文件夹，可重复使用",
    ),
    (
        "text_field",
        "Field of a .jsonl line, or column of a .csv or .tsv, that holds the text: each line or row is a document; folders then give such files too [default: text in a .jsonl; a .csv is one document]",
        ".jsonl每行的字段，或.csv、.tsv的列，其中为正文：每行一份文档；指定后文件夹中的这些文件也会读取［默认：.jsonl为text；一个.csv为一份文档］",
    ),
    (
        "id_field",
        "Field or column that names the document [default: the number of the line]",
        "文档编号所在的字段或列［默认：行号］",
    ),
    (
        "max_file_size",
        "Longest file, member of a .zip, or .jsonl line, such as 20MB or 1.5G [default: 512MB]",
        "单个文件、.zip中的单个文件或.jsonl单行的大小上限，如20MB、1.5G［默认：512MB］",
    ),
    (
        "max_pages",
        "Pages read of one PDF; the rest is left out with a diagnostic [default: 5000]",
        "单个PDF读取的页数上限，其余略去并记入diagnostics［默认：5000］",
    ),
    (
        "errors",
        "Also write the inputs that failed to FILE, one JSON object {path, error, kind} a line",
        "将失败的输入另写入FILE，每行一个JSON对象{path, error, kind}",
    ),
    (
        "table_format",
        "Output format: jsonl, json, csv, xlsx, parquet or table (aligned, to be read); overrides the ending of --output [default: table for codebook, else jsonl]",
        "输出格式：jsonl、json、csv、xlsx、parquet或table（对齐的表格，供阅读），优先于--output的扩展名［默认：codebook为table，其他为jsonl］",
    ),
    (
        "graph_format",
        "Output format: html, graphml, json (all of it), or csv, jsonl, xlsx, parquet (tables); overrides the ending of --output [default: csv]",
        "输出格式：html、graphml、json（全部内容），或csv、jsonl、xlsx、parquet（数据表），优先于--output的扩展名［默认：csv］",
    ),
    (
        "table",
        "Rows of a table: edges, nodes, or unresolved (what is cited and not in the corpus, most cited first) [default: edges; in .xlsx a sheet for each]",
        "数据表的行：edges（边）、nodes（节点）或unresolved（语料之外的被引文件，依被引次数排列）［默认：edges；.xlsx每表一个工作表］",
    ),
    (
        "codebook_layer",
        "Only the columns of one table: indicators, doc_numbers, sections, metadata, quantities, cells, statutes or citations [default: all]",
        "只列一张数据表的列：indicators、doc_numbers、sections、metadata、quantities、cells、statutes或citations［默认：全部］",
    ),
    (
        "first",
        "Only the GDP growth target of the year, one a document at most",
        "每份文档只输出当年的经济增长目标，至多一个",
    ),
    (
        "gold",
        "Folders of annotated documents (ID.txt with its records in ID.jsonl), or one such file",
        "标注文档所在的文件夹（ID.txt为正文，ID.jsonl为其标注记录），或其中一个文件",
    ),
    (
        "predictions",
        "Score the records in FILE, as gongwen extract writes them, instead of extracting anew",
        "对FILE中的记录评分（gongwen extract写出的JSON Lines），不重新提取",
    ),
    (
        "against",
        "Also list what is gained and lost against the records of an earlier run in FILE",
        "另列出与FILE中先前运行的记录相比的得失",
    ),
    ("file", "A file, or - for standard input", "文件，或用 - 表示标准输入"),
    (
        "at",
        "Only the sentence round code point N, as start and end in the records count",
        "只解释第N个字符所在的句子（与记录中的start、end计数相同）",
    ),
    ("grep", "Only sentences that hold TEXT", "只解释含有TEXT的句子"),
    ("error_count", "Also list the first N things that are wrong, in context", "另列出前N处错误及其上下文"),
    ("json", "Print one JSON object instead of tables", "输出一个JSON对象，不输出表格"),
    (
        "man_command",
        "The command whose page it is [default: gongwen itself]",
        "要哪个命令的手册页［默认：gongwen本身］",
    ),
    ("man_folder", "Write all pages into FOLDER instead", "将全部手册页写入FOLDER"),
    ("shell", "bash, zsh, fish, powershell or elvish", "bash、zsh、fish、powershell或elvish"),
    ("quiet", "No progress bar and no summary; only errors are shown", "不显示进度条和小结，只显示错误"),
    ("verbose", "One line on each document", "逐个文档显示一行信息"),
    (
        "color",
        "Colours in messages: auto, always or never; NO_COLOR is honoured [default: auto]",
        "消息是否用颜色：auto、always或never，遵循NO_COLOR［默认：auto］",
    ),
    (
        "lang",
        "Language of messages and of CSV column labels: zh or en [default: messages from GONGWEN_LANG or the locale, labels from GONGWEN_LANG or en]",
        "消息和CSV列名的语言：zh或en［默认：消息依GONGWEN_LANG或系统语言，列名依GONGWEN_LANG或en］",
    ),
    ("help", "Show this help", "显示帮助"),
    ("version", "Show the version", "显示版本号"),
];

/// (command, English, Chinese); the empty name is `gongwen` itself.
const COMMANDS: &[(&str, &str, &str)] = &[
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
        "codebook",
        "Say what every column of the tables means: name, label, type, note",
        "说明数据表各列的含义：变量名、中文列名、类型、说明",
    ),
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
const EXAMPLES: &[(&str, &str, &str)] = &[
    (
        "",
        "\
Examples:
  gongwen extract reports -o figures.csv      every figure of a folder, for Excel
  gongwen extract report.txt | jq .metadata   one document as JSON
  gongwen extract --help                      all options

Exit codes: 0 all right, 1 some inputs failed, 2 wrong usage or output not written",
        "\
示例：
  gongwen extract reports -o 指标.csv          提取一个文件夹的全部指标，供Excel打开
  gongwen extract report.txt | jq .metadata   将一份文档转为JSON
  gongwen extract --help                      全部选项

退出码：0 全部成功，1 部分输入失败，2 用法错误或无法写出",
    ),
    (
        "extract",
        "\
Read are .txt .md .html .mht .docx .xlsx .xls .csv and .zip; what a file is, its
content decides and not its ending. In folders such documents are taken (.csv
only with --text-field), and files without an extension that look like text;
others are passed over and counted. A file that is named is read or reported.
A member of an archive is named a.zip!inner/report.docx. Hidden files are
skipped, links are followed, .gitignore is not looked at. UTF-8, GB18030/GBK,
UTF-16 and Big5 are detected.

Examples:
  gongwen extract reports -o figures.csv
      every figure of a folder, one a row, ready for Excel
  gongwen extract reports -o 指标.csv --lang zh
      the same with Chinese column labels
  gongwen extract reports -o headings.csv --layer sections
      the outline instead of the figures
  gongwen extract reports -o all.xlsx
      a workbook: a sheet for each table, paths linked to the files, a codebook
  gongwen extract reports -o figures.parquet
      typed columns for pandas, R, DuckDB and Spark
  gongwen extract reports --exclude '*draft*' -j 4 -o all.jsonl --errors failed.jsonl
      everything as JSON Lines on four threads, the failed inputs in their file
  gongwen extract crawl.jsonl --text-field content --id-field url -o all.jsonl
      one document a line; its path in the output is crawl.jsonl#URL
  iconv -f GBK -t UTF-8 old.txt | gongwen extract - | jq '.indicators[].full_name'
      standard input to standard output",
        "\
可读取.txt、.md、.html、.mht、.docx、.xlsx、.xls、.csv和.zip；格式依内容而非扩展名判断。
文件夹中读取这些文档（.csv须指定--text-field）以及没有扩展名的文本文件，其余略过并计数；
直接写明的文件要么读取，要么报错。压缩包中的文件记为a.zip!目录/报告.docx。
跳过隐藏文件，跟随链接，不理会.gitignore。自动识别UTF-8、GB18030/GBK、UTF-16和Big5编码。

示例：
  gongwen extract reports -o figures.csv
      提取文件夹的全部指标，每行一个，可用Excel打开
  gongwen extract reports -o 指标.csv --lang zh
      同上，使用中文列名
  gongwen extract reports -o headings.csv --layer sections
      提取标题层次而非指标
  gongwen extract reports -o 全部.xlsx --lang zh
      写成工作簿：每张数据表一个工作表，文件路径可点击打开，附变量说明
  gongwen extract reports -o figures.parquet
      有类型的列，供pandas、R、DuckDB和Spark读取
  gongwen extract reports --exclude '*草稿*' -j 4 -o all.jsonl --errors failed.jsonl
      用四个线程输出全部JSON Lines，失败的输入另存一个文件
  gongwen extract crawl.jsonl --text-field content --id-field url -o all.jsonl
      每行一份文档，输出中的路径为crawl.jsonl#URL
  iconv -f GBK -t UTF-8 old.txt | gongwen extract - | jq '.indicators[].full_name'
      从标准输入读取，写到标准输出",
    ),
    (
        "targets",
        "\
One target a line: the growth of GDP in the document's year first, then the
other main expected goals (prices, employment, income, revenue, investment,
trade, energy, grain, ...) in reading order. What was achieved is no target.
low and high are equal for one figure, both given for a range; at least 5% has
no high, at most 5.5% no low. Of two tiers (5% or more, striving for 5.5%) low
is the first and high the second. adcode is the code of the division (GB/T
2260) in the year of the document, null where nothing decides between namesakes.

Examples:
  gongwen targets reports --format table --first
      the year's growth target of every document, to be read
  gongwen targets reports -o targets.csv
      all goals, for Excel
  gongwen targets reports | jq -r 'select(.goal == \"gdp\") | [.region, .low, .high] | @tsv'
      the growth of GDP alone",
        "\
每行一个目标：首先是文档当年的地区生产总值增长目标，其后按原文顺序列出其他主要
预期目标（物价、就业、收入、财政、投资、外贸、能耗、粮食等）。已实现的数值不是目标。
单一数值时下限与上限相同，区间时分别给出；“5%以上”没有上限，“5.5%以内”没有下限；
“5%以上、力争5.5%”一类的两档目标，下限为前者，上限为后者。adcode为文档当年的行政区划
代码（GB/T 2260），同名而无从判断的为null。

示例：
  gongwen targets reports --format table --first
      每份文档的当年增长目标，供阅读
  gongwen targets reports -o targets.csv
      全部目标，供Excel打开
  gongwen targets reports | jq -r 'select(.goal == \"gdp\") | [.region, .low, .high] | @tsv'
      只看地区生产总值",
    ),
    (
        "cite",
        "\
Nodes are the documents read and the documents, plans and statutes they cite;
edges say how: basis, transmittal, repeal or mention, with the sentences.
A reference is resolved inside the corpus by its document number, whatever its
writing, else by its title, with or without its agency, the notice that printed
it, or its edition. What is not in the corpus is listed by how often it is
cited (--table unresolved).

Examples:
  gongwen cite reports -o graph.html
      a page to look at: search, click a node to read who cites it and where
  gongwen cite reports -o graph.graphml
      for networkx, igraph, Gephi
  gongwen cite reports -o edges.csv
      one edge a row, for Excel; --table nodes for the nodes
  gongwen cite reports --table unresolved | head
      what the corpus lacks most
  gongwen cite reports --format json | jq '.nodes | map(select(.cited > 9))'
      all of it as JSON",
        "\
节点为读取的文档以及它们所引用的文件、规划和法规；边为引用方式：basis（依据）、
transmittal（印发、转发）、repeal（废止）或mention（提及），并附所在句子。
引用先按发文字号（各种写法视为相同）、再按标题（有无发文机关、印发通知、
试行等均可）对应语料内的文档；语料之外的按被引次数列出（--table unresolved）。

示例：
  gongwen cite reports -o graph.html
      生成网页：可搜索，点击节点查看引用它的句子
  gongwen cite reports -o graph.graphml
      供networkx、igraph、Gephi使用
  gongwen cite reports -o 引用.csv --lang zh
      每行一条边，供Excel打开；节点用--table nodes
  gongwen cite reports --table unresolved | head
      语料中最缺的文件
  gongwen cite reports --format json | jq '.nodes | map(select(.cited > 9))'
      输出全部内容为JSON",
    ),
    (
        "codebook",
        "\
Names are the keys of JSON and the headers of CSV, and safe for Stata and R;
labels stand over the columns with --lang zh. A workbook has the codebook of its
own columns as its last sheet, a Parquet file as metadata of its fields.

Examples:
  gongwen codebook --layer indicators
      the columns of the figures, to be read
  gongwen codebook -o codebook.xlsx
      all columns of all tables, for the appendix of a paper",
        "\
变量名即JSON的键和CSV的列名，可直接用于Stata和R；使用--lang zh时列名为中文。
工作簿的最后一个工作表为其各列的说明，Parquet文件则存于各列的元数据。

示例：
  gongwen codebook --layer indicators
      阅读指标表各列的说明
  gongwen codebook -o 变量说明.xlsx
      全部数据表各列的说明，可作论文附录",
    ),
    (
        "explain",
        "\
For each record the sentence with the figure, the words of its name, its time,
and the words that bound or plan it marked: in colours on a terminal, with
brackets elsewhere. Below it the rule that named it and what decided its kind,
bound, period and status. At the end the numbers that are no figures, and why.

Examples:
  gongwen explain report.txt
      every record
  gongwen explain report.txt --grep target --color always | less -R
      those of the sentences that hold a word
  gongwen explain report.txt --at 471 --json
      the one at an offset of the records, as JSON",
        "\
每条记录显示所在句子，标出数值、名称用词、时间，以及表示界限或计划的词：终端上用颜色，
其他情况用括号。其下列出命名规则，以及类别、界限、时期、状态各由什么决定。
最后列出未作为指标的数字及原因。

示例：
  gongwen explain report.txt
      全部记录
  gongwen explain report.txt --grep 力争 --color always | less -R
      只看含有某词的句子
  gongwen explain report.txt --at 471 --json
      某一位置的记录，输出为JSON",
    ),
    (
        "score",
        "\
A figure is found where its span overlaps a gold figure's; its row is right with
value, unit and name, its full row with every field. P is the share of what was
found that is right, R the share of the gold that was found right. The last
table holds confidence against rows right: of the records that claim 0.9 or
more, nine in ten should be.

Examples:
  gongwen score corpus/gold
      tables of the rules as they are
  gongwen score corpus/gold --errors 20
      and what is wrong
  gongwen extract corpus/gold -o before.jsonl -q
  gongwen score corpus/gold --against before.jsonl
      what a change gained and lost since
  gongwen score corpus/gold --predictions before.jsonl --json | jq .row
      precision, recall and F1 of records made earlier",
        "\
数值的位置与标注重叠即为找到；数值、单位、名称均对为行对；各字段均对为整行对。
P为找到的之中对的比例，R为标注之中找对的比例。最后一张表对照置信度与行对的
比例：置信度在0.9以上的记录，应有九成以上是对的。

示例：
  gongwen score corpus/gold
      评测当前规则
  gongwen score corpus/gold --errors 20
      并列出错误
  gongwen extract corpus/gold -o before.jsonl -q
  gongwen score corpus/gold --against before.jsonl
      列出改动之后的得失
  gongwen score corpus/gold --predictions before.jsonl --json | jq .row
      先前记录的准确率、召回率和F1",
    ),
    (
        "schema",
        "Example:\n  gongwen schema > record.schema.json",
        "示例：\n  gongwen schema > record.schema.json",
    ),
    (
        "completions",
        "Example:\n  gongwen completions bash > ~/.local/share/bash-completion/completions/gongwen",
        "示例：\n  gongwen completions bash > ~/.local/share/bash-completion/completions/gongwen",
    ),
    (
        "man",
        "\
Examples:
  gongwen man extract | man -l -
      read a page
  gongwen man -o ~/.local/share/man/man1
      install all pages: man gongwen, man gongwen-extract",
        "\
示例：
  gongwen man extract | man -l -
      阅读一页
  gongwen man -o ~/.local/share/man/zh_CN/man1
      安装全部手册页：man gongwen、man gongwen-extract",
    ),
];

/// The command line with its help in one language.
pub(crate) fn command(language: Language, color: ColorChoice) -> Command {
    let mut command = localize(Arguments::command(), "", language).color(color);
    let names: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(&name, |subcommand| localize(subcommand, &name, language));
    }
    command.subcommand_help_heading(language.pick("Commands", "命令"))
}

fn localize(command: Command, name: &str, language: Language) -> Command {
    let has_commands = command.has_subcommands();
    let command = command
        .about(lookup(COMMANDS, name, language))
        .after_help(lookup(EXAMPLES, name, language))
        .help_template(template(language, has_commands))
        .mut_args(|arg| localize_argument(arg, language));
    if has_commands {
        command.override_usage(language.pick("gongwen <COMMAND>", "gongwen <命令>"))
    } else {
        command
    }
}

fn localize_argument(arg: Arg, language: Language) -> Arg {
    let help = lookup(ARGUMENTS, arg.get_id().as_str(), language);
    let heading = heading(arg.get_id().as_str()).map(|(english, chinese)| language.pick(english, chinese));
    arg.help(help).help_heading(heading)
}

/// The group an argument is shown in.
fn heading(argument: &str) -> Option<(&'static str, &'static str)> {
    Some(match argument {
        "paths" | "file" | "gold" | "shell" | "man_command" => ("Arguments", "参数"),
        "output" | "format" | "table_format" | "graph_format" | "table" | "first" | "layer"
        | "codebook_layer" | "with_text" | "with_quantities" | "errors" => ("Output", "输出"),
        "predictions" | "against" | "at" | "grep" => ("Input", "输入"),
        "error_count" | "json" | "man_folder" => ("Output", "输出"),
        "include" | "exclude" | "text_field" | "id_field" | "max_file_size" | "max_pages" | "no_repair" => {
            ("Input", "输入")
        }
        "jobs" | "quiet" | "verbose" | "color" | "lang" | "help" | "version" => ("General", "通用"),
        _ => return None,
    })
}

fn template(language: Language, has_commands: bool) -> &'static str {
    match (language, has_commands) {
        (Language::English, _) => "{about}\n\nUsage: {usage}\n\n{all-args}{after-help}",
        (Language::Chinese, _) => "{about}\n\n用法：{usage}\n\n{all-args}{after-help}",
    }
}

fn lookup(table: &'static [(&str, &str, &str)], name: &str, language: Language) -> &'static str {
    table
        .iter()
        .find(|(entry, ..)| *entry == name)
        .map_or("", |&(_, english, chinese)| language.pick(english, chinese))
}

/// `gongwen completions SHELL`.
pub(crate) fn print_completions(shell: Shell, language: Language) -> Result<u8> {
    // Into memory first: clap_complete panics where writing fails, as into a closed pipe.
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command(language, ColorChoice::Never), "gongwen", &mut script);
    let mut out = io::stdout().lock();
    out.write_all(&script)?;
    out.flush()?;
    Ok(crate::DONE)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_argument_and_command_has_both_languages() {
        let bare = Arguments::command();
        let mut names = BTreeSet::new();
        let mut commands = BTreeSet::from([String::new()]);
        for command in std::iter::once(&bare).chain(bare.get_subcommands()) {
            names.extend(command.get_arguments().map(|arg| arg.get_id().to_string()));
        }
        commands.extend(bare.get_subcommands().map(|command| command.get_name().to_owned()));
        for (table, expected) in [(ARGUMENTS, &names), (COMMANDS, &commands), (EXAMPLES, &commands)] {
            let listed: BTreeSet<_> = table.iter().map(|(name, ..)| (*name).to_owned()).collect();
            assert_eq!(&listed, expected, "help.rs and args.rs differ");
            assert_eq!(listed.len(), table.len(), "an entry stands twice");
            for (name, english, chinese) in table {
                assert!(!english.is_empty() && english.is_ascii() | english.contains("指标.csv"), "{name}");
                assert!(chinese.chars().any(|c| ('一'..='龥').contains(&c)) || *name == "shell", "{name}");
            }
        }
        for name in &names {
            assert!(heading(name).is_some(), "{name} stands under no heading");
        }
    }

    #[test]
    fn the_help_is_in_one_language() {
        for (language, foreign) in [(Language::English, "用法"), (Language::Chinese, "Usage")] {
            for name in
                ["extract", "targets", "cite", "codebook", "explain", "score", "schema", "completions", "man"]
            {
                let mut command = command(language, ColorChoice::Never);
                command.build();
                let help = command.find_subcommand_mut(name).unwrap().render_help().to_string();
                assert!(!help.contains(foreign), "{help}");
                assert!(help.contains(language.pick("Usage: gongwen", "用法：gongwen")), "{help}");
            }
        }
        let help = command(Language::Chinese, ColorChoice::Never).render_help().to_string();
        for english in ["Usage", "Options", "Commands", "Arguments", "Print", "possible", "default"] {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
    }

    #[test]
    fn clap_finds_no_contradiction() {
        command(Language::English, ColorChoice::Never).debug_assert();
    }
}
