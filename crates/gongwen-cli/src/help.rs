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
        "Write to FILE; its ending (.jsonl .json .csv .xlsx .parquet) picks the format; extract takes a folder too, as out/, for shards [default: standard output]",
        "写入FILE，按扩展名（.jsonl .json .csv .xlsx .parquet）确定格式；extract也可写入文件夹（如out/），分片输出［默认：标准输出］",
    ),
    (
        "shard_size",
        "Write a folder of shards, part-00000 and so on, of N inputs each [default: 10000 where the output is a folder]",
        "输出为文件夹，分片写出（part-00000等），每片N个输入［默认：输出为文件夹时10000］",
    ),
    (
        "resume",
        "Go on with an interrupted run in the output folder: shards that are there are not made again; begins where there is none",
        "接着输出文件夹中被中断的运行：已写出的分片不再重做；尚无运行则从头开始",
    ),
    (
        "partition",
        "Part each shard into folders by KEYS, separated by commas: year, province, prefecture, genre; as report_year=2025/province=四川省/ [default format: parquet]",
        "每片按KEYS（以逗号分隔）分入文件夹：year（报告年度）、province（省）、prefecture（地市）、genre（内容类型），如report_year=2025/province=四川省/［默认格式：parquet］",
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
        "folder",
        "Folder of the pages: DIR/index.html and DIR/pages/; an older report in it is replaced, other files stay",
        "网页所在文件夹：DIR/index.html和DIR/pages/；其中的旧报告会被替换，其他文件保留",
    ),
    ("page_title", "Title of the page of all documents", "总览页的标题"),
    (
        "force",
        "Write into a folder that holds files and no report; they stay, but for an index.html",
        "文件夹中有文件而没有报告时也写入，除index.html外均保留",
    ),
    (
        "first",
        "Only the GDP growth target of the year, one a document at most",
        "每份文档只输出当年的经济增长目标，至多一个",
    ),
    (
        "dictionary",
        "Dictionary: a term a line, perhaps with category and weight; or .csv, .tsv with a head (term, category, weight), or .toml",
        "词典：每行一个词语，可带类别和权重；或带表头（词语、类别、权重）的.csv、.tsv，或.toml",
    ),
    (
        "by",
        "A row for each document, section (what stands under one heading) or year [default: document]",
        "行的范围：document（文档）、section（每个标题下的正文）或year（年度）［默认：document］",
    ),
    (
        "per",
        "Count each term, category, or the whole dictionary together [default: term]",
        "计数对象：term（词语）、category（类别）或dictionary（整部词典）［默认：term］",
    ),
    (
        "wide",
        "A column a term instead of a row, with one measure: count, weighted, words, characters or sentences (shares of these) [default measure: count]",
        "每个词语一列而非一行，列中为一种度量：count（次数）、weighted（加权次数）、words、characters或sentences（词数、字数、句数占比）［默认度量：count］",
    ),
    ("totals", "Also a row for each year and for all documents together", "另加各年度和全部文档的合计行"),
    (
        "overlapping",
        "Count every place of every term, also inside and across longer ones",
        "各词语的每一处均计数，包括在更长词语之内或与之交叉的",
    ),
    (
        "no_words",
        "Do not cut the text into words: faster, the columns of words stay empty",
        "不分词：更快，词数各列为空",
    ),
    (
        "pattern",
        "Words to look for, in any width, Latin letters in any case",
        "要查找的文字，不论全角半角，拉丁字母不分大小写",
    ),
    (
        "regex",
        "PATTERN is a regular expression (syntax of the Rust crate regex), matched inside paragraphs",
        "PATTERN为正则表达式（Rust regex语法），在段落之内匹配",
    ),
    ("ignore_case", "With --regex: letters in any case", "与--regex同用：字母不分大小写"),
    ("width", "Characters shown on each side [default: 20]", "两侧显示的字数［默认：20］"),
    (
        "sort",
        "Order: position, left (by what stands before, from the keyword outwards), right, keyword or year [default: position]",
        "排序：position（原文顺序）、left（依左文，自关键词向外）、right（依右文）、keyword（依关键词）或year（依年份）［默认：position］",
    ),
    (
        "method",
        "tfidf (what tells a document from the others) or textrank (from the document alone) [default: tfidf]",
        "tfidf（区别于其他文档的词）或textrank（只看本文档）［默认：tfidf］",
    ),
    ("top", "Keywords of each document [default: 20]", "每份文档的关键词个数［默认：20］"),
    (
        "pos",
        "Parts of speech, as jieba calls them, * for any ending [default: n*,vn,a,an,j,eng,x]",
        "词性（jieba标记），*表示任意结尾［默认：n*,vn,a,an,j,eng,x］",
    ),
    (
        "window",
        "With textrank: words within which two stand together [default: 5]",
        "用于textrank：共现窗口的词数［默认：5］",
    ),
    ("user_words", "Words to be found as such, one a line", "作为整词切分的词语，每行一个，如新质生产力"),
    (
        "similar_table",
        "Rows: pairs (of documents) or passages (each reused passage with both places) [default: pairs]",
        "行：pairs（文档对）或passages（每个相同段落及其两处位置）［默认：pairs］",
    ),
    (
        "threshold",
        "Least Jaccard index of near-duplicates, above 0 to 1 [default: 0.8]",
        "近似重复的Jaccard系数下限，大于0至1［默认：0.8］",
    ),
    (
        "min_length",
        "Least letters of a reused passage, stock phrases aside [default: 80]",
        "相同段落的字数下限，套语不计［默认：80］",
    ),
    (
        "stock",
        "What stands in more than N documents is a stock phrase [default: 5]",
        "见于N份以上文档的文字视为套语［默认：5］",
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
    (
        "long",
        "One row a cell, with spans and parts of years, bounds and the sentence, instead of one row a region and year",
        "每行一个单元格（含跨年和不足一年的时期、界限和所在句），而非每行一个地区一年",
    ),
    (
        "status",
        "Which figures: actual, target or both, in columns apart [default: both]",
        "取哪些数值：actual（完成）、target（目标）或both（二者，分列）［默认：both］",
    ),
    (
        "concepts",
        "Only these concepts, ids parted by commas (gdp takes gdp.growth too); or a .toml FILE with concepts of your own, in the format of dicts/concepts.toml; repeatable",
        "只取这些统一指标，编号用逗号分隔（gdp包括gdp.growth）；或自定义统一指标的.toml文件，格式同dicts/concepts.toml；可重复使用",
    ),
    (
        "min_confidence",
        "Leave out figures whose confidence is below SHARE, 0 to 1 [default: 0]",
        "略去置信度低于SHARE（0至1）的数值［默认：0］",
    ),
    (
        "sources",
        "Also write one row a source to FILE (.csv .jsonl .json .xlsx .parquet); a workbook of the panel has them anyway",
        "将数据来源另写入FILE（.csv .jsonl .json .xlsx .parquet），每行一处；面板为工作簿时已含此表",
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
    (
        "sheet",
        "Write the sheet, an HTML page, to FILE [default: standard output]",
        "将编码页（HTML）写入FILE［默认：标准输出］",
    ),
    ("size", "Records to draw [default: 200]", "抽取的记录数［默认：200］"),
    (
        "seed",
        "Seed: the same records and seed give the same sample on every machine [default: 1]",
        "随机种子：记录与种子相同，在任何机器上样本都相同［默认：1］",
    ),
    (
        "stratify",
        "What strata differ in, parted by commas: genre, kind, confidence, status, rule, report_year [default: genre,kind,confidence]",
        "分层变量，以逗号分隔：genre（文种）、kind（类别）、confidence（置信度）、status（完成或目标）、rule（依据）、report_year（报告年度）［默认：genre,kind,confidence］",
    ),
    (
        "allocation",
        "proportional: each stratum as large in the sample as it is in all; equal: as many of each, weighted in the report [default: proportional]",
        "proportional：各层按其在总体中的比例抽取；equal：各层等量抽取，报告中加权［默认：proportional］",
    ),
    (
        "audit_layer",
        "Which records: indicators or doc_numbers [default: indicators]",
        "抽取哪类记录：indicators（指标）或doc_numbers（发文字号）［默认：indicators］",
    ),
    (
        "codings",
        "What one coder or two exported from the sheet, each a JSON file",
        "一名或两名编码员从编码页导出的JSON文件",
    ),
    (
        "agreed",
        "The coding in which the coders settled their disagreements; precision is then reported of it too",
        "两名编码员就分歧商定后导出的文件，据此另报告准确率",
    ),
    (
        "records",
        "Check that the records judged are still those of PATH: records of gongwen extract, or documents; repeatable",
        "核对所判断的记录是否仍与PATH（gongwen extract的记录或文档）一致，可重复使用",
    ),
    (
        "findings",
        "Write to FILE; its ending (.md .json .csv .jsonl .xlsx .parquet) picks the format [default: standard output]",
        "写入FILE，按扩展名（.md .json .csv .jsonl .xlsx .parquet）确定格式［默认：标准输出］",
    ),
    (
        "report_format",
        "Output format: md, json, csv, jsonl, xlsx or parquet; overrides the ending of --output [default: md]",
        "输出格式：md、json、csv、jsonl、xlsx或parquet，优先于--output的扩展名［默认：md］",
    ),
    (
        "report_table",
        "Table: precision, domains (strata, genres, kinds), agreement, disagreements or judgements [default: precision; all of them in .xlsx]",
        "数据表：precision（准确率）、domains（各层、各文种和类别）、agreement（一致性）、disagreements（分歧）或judgements（逐条判断）［默认：precision；.xlsx为全部］",
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
  gongwen extract corpus -o out/ --resume
      a large corpus as shards, out/part-00000.jsonl and so on; interrupted, by a
      power cut even, the same line goes on where it was and makes the same files
  gongwen extract corpus -o figures/ --partition year,province
      a Parquet dataset for DuckDB, pandas and Spark, a folder a year and province
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
  gongwen extract corpus -o out/ --resume
      大语料分片输出（out/part-00000.jsonl等）；中断（断电亦可）后再次运行同一命令，
      即从中断处继续，所得文件相同
  gongwen extract corpus -o figures/ --partition year,province
      按年度和省份分文件夹的Parquet数据集，供DuckDB、pandas和Spark读取
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
        "terms",
        "\
Counted is the document's own text: menus and footers are left out, widths,
spaces and wrapped lines do not matter, nor does the case of Latin letters. From
the left, the longest term at each place counts and what it covers counts for no
other. Every document and term has its row, with 0 where there is none.

A dictionary may have a BOM, be GBK or UTF-16 and end its lines in any way; a
line is a term, then perhaps category and weight, parted by tabs, commas or
spaces; # begins a comment. jieba's dictionaries (word count tag) are read for
their words. Lines that cannot be used are told, and lose no other.

share_words is occurrences / words (as jieba cuts them), share_characters the
characters covered / hanzi, letters and digits, share_sentences the sentences
with an occurrence / sentences.

Examples:
  gongwen terms -d digital.txt reports -o terms.csv
      each term in each document, with counts and shares
  gongwen terms -d digital.csv reports --per category --by year -o years.csv
      each category in each year
  gongwen terms -d digital.txt reports --per dictionary --totals -o all.csv
      one row a document, then one a year, then one for all
  gongwen terms -d digital.txt reports --wide=words --lang zh -o wide.csv
      a document a row, a term a column, shares of words",
        "\
统计范围为文档正文：菜单、页脚等不计，全角半角、空格、断行和字母大小写均无影响。
自左而右每处取最长的词，其覆盖的文字不再计入其他词。每份文档、每个词语都列出，没有的为0。

词典可带BOM，可为GBK或UTF-16，换行符不限；每行一个词语，其后可有类别和权重，
以制表符、逗号或空格分隔；#开头为注释。jieba词典（词 频数 词性）只取其词。
无法采用的行会提示，不影响其他行。

share_words为次数/词数（jieba切分），share_characters为所占字数/字数（汉字、字母、
数字），share_sentences为所在句数/句数。

示例：
  gongwen terms -d 数字化.txt reports -o 词频.csv --lang zh
      每份文档中每个词语的次数和占比
  gongwen terms -d 数字化.csv reports --per category --by year -o years.csv
      各类别的逐年次数和占比
  gongwen terms -d 数字化.txt reports --per dictionary --totals -o all.csv
      每份文档一行，其后每年度一行，最后为全部
  gongwen terms -d 数字化.txt reports --wide=words --lang zh -o wide.csv
      每份文档一行，每个词语一列，值为词数占比",
    ),
    (
        "kwic",
        "\
Looked for is in the document's own text, where wrapped lines are one; start and
end are places in the text as it was read, text is what stands there.

Examples:
  gongwen kwic WORD reports --format table | less -S
      the places of a word, one under the other
  gongwen kwic WORD reports --sort right -o places.csv
      in the order of what stands behind it
  gongwen kwic 'GDP.{0,8}[0-9.]+%' reports --regex --format table
      a regular expression",
        "\
在文档正文中查找，断开的行视为一行；start、end为读入文本中的位置，text为该处原文。

示例：
  gongwen kwic 营商环境 reports --format table | less -S
      一个词语的各处，上下对齐
  gongwen kwic 营商环境 reports --sort right -o 语境.csv --lang zh
      依其后的文字排序
  gongwen kwic '(力争|确保)[^，。]{0,10}增长' reports --regex --format table
      使用正则表达式",
    ),
    (
        "keywords",
        "\
TF-IDF: count / words of the document * ln(documents / documents with the word)
(Salton and Buckley 1988): what every document says is in no list. TextRank
(Mihalcea and Tarau 2004) looks at one document alone. Words are those of jieba;
candidates have two characters or more.

Examples:
  gongwen keywords reports -o keywords.csv
      twenty of each document
  gongwen keywords report.txt --method textrank -n 10 --format table
      ten of one document
  gongwen keywords reports --pos 'n*,v*' --user-words words.txt
      verbs too, and words of your own",
        "\
TF-IDF：次数/文档词数×ln(文档数/含该词的文档数)（Salton和Buckley 1988），每份文档都有的
词不列出。TextRank（Mihalcea和Tarau 2004）只看一份文档。用jieba分词，候选词至少两个字。

示例：
  gongwen keywords reports -o 关键词.csv --lang zh
      每份文档二十个关键词
  gongwen keywords report.txt --method textrank -n 10 --format table
      一份文档的十个关键词
  gongwen keywords reports --pos 'n*,v*' --user-words words.txt
      包括动词，并加入自己的词语",
    ),
    (
        "similar",
        "\
Compared are hanzi, letters and digits: punctuation, spaces and widths make no
difference. Near-duplicates have a Jaccard index of their stretches of five
letters of --threshold or more, computed exactly. A passage is text that stands
in two documents, small changes inside it aside; phrases of more than --stock
documents do not count, for all reports share them. To follow a text that many
documents copied, raise --stock.

Examples:
  gongwen similar reports -o pairs.csv
      which documents are nearly the same or share passages
  gongwen similar reports --table passages -o passages.csv
      each passage with its place in both
  gongwen similar reports --min-length 200 --stock 50 --table passages
      long ones, though many documents have them",
        "\
比较的是汉字、字母和数字，标点、空格、全角半角不影响结果。近似重复指五字串的Jaccard系数
（精确计算）不低于--threshold。相同段落指两份文档共有的文字，其中可有少量改动；
见于--stock份以上文档的套语不计。要追踪被许多文档照抄的文字，请调高--stock。

示例：
  gongwen similar reports -o 相似.csv --lang zh
      哪些文档近似重复或有相同段落
  gongwen similar reports --table passages -o passages.csv
      每个相同段落及其两处位置
  gongwen similar reports --min-length 200 --stock 50 --table passages
      较长的段落，即使见于多份文档",
    ),
    (
        "readability",
        "\
A command of its own, for it needs no dictionary. Each column's note says what is
divided by what; readability1 to readability3 are those of Xu, Yao and Chen
(Accounting Research 2021(3)): mean characters of a clause, mean share of adverbs
and conjunctions, half the sum; higher is harder to read.

Example:
  gongwen readability reports -o readability.csv",
        "\
各列的说明写明由何除以何；可读性1至3依徐巍、姚振晔、陈冬华（《会计研究》2021年第3期）：
分句平均字数、副词和连词的平均比例、两者之和的一半；越大越难读。

示例：
  gongwen readability reports -o 可读性.csv --lang zh",
    ),
    (
        "audit",
        "\
1. Draw a sample. The sheet is one HTML file that needs no network.
     gongwen audit draw reports -o sheet.html
2. Give the same sheet to two coders. Each opens it in a browser, enters a name,
   judges every record in its sentence (Enter: all right; 1 to 8: that field is
   wrong; 0: not a figure; u: cannot tell), and exports a JSON file. Work is kept
   in the browser, and an exported file can be imported to go on elsewhere.
3. Report precision with 95% intervals, by field, genre and kind, Cohen's kappa
   and Krippendorff's alpha, and a paragraph for the data section of a paper.
     gongwen audit report audit-*-Li.json audit-*-Wang.json -o audit.md
4. Where the coders disagree they talk; one imports a file, settles it, enters
   another name and exports.
     gongwen audit report audit-*-Li.json audit-*-Wang.json \\
       --agreed audit-*-settled.json -o audit.md

Precision is measured, recall is not: sentences without records are not drawn.
gongwen score measures recall on annotated documents.",
        "\
1. 抽样。编码页是一个HTML文件，不需要网络。
     gongwen audit draw reports -o 编码页.html
2. 两名编码员使用同一份编码页：用浏览器打开，填写姓名，对照原句逐条判断
   （Enter：全部正确；1至8：该字段有误；0：不是指标；u：无法判断），然后导出JSON。
   浏览器会保存进度；导出的文件可再导入，在别处继续。
3. 报告准确率及95%区间（总体、分字段、分文种和类别）、Cohen κ和Krippendorff α，
   并给出论文数据部分可用的一段文字。
     gongwen audit report audit-*-李.json audit-*-王.json -o audit.md
4. 分歧由两人讨论：其中一人导入文件，改为商定的结果，换一个姓名后导出。
     gongwen audit report audit-*-李.json audit-*-王.json \\
       --agreed audit-*-商定.json -o audit.md

所测为准确率而非召回率：没有记录的句子不在抽样范围内。召回率用gongwen score评测。",
    ),
    (
        "audit draw",
        "\
PATH is documents, extracted anew, or records that gongwen extract wrote with
--with-text as .jsonl or .json. The same records, seed and size give the same
sample whatever the order of files, their folders and the machine. A document
that is read twice counts once. A cell of the strata too small for two records
is pooled with its like. Each record knows its document by SHA-256 and place, so
that the report can refuse sheets of two samples.

Examples:
  gongwen audit draw reports -o sheet.html
      200 figures, proportional to genre, kind and confidence
  gongwen extract reports --with-text -o records.jsonl
  gongwen audit draw records.jsonl -n 400 --seed 2026 -o sheet.html
      of records that are there already
  gongwen audit draw reports --stratify confidence --allocation equal -o sheet.html
      as many of low confidence as of high
  gongwen audit draw reports --layer doc_numbers -o numbers.html
      document numbers instead of figures",
        "\
PATH为文档（当场提取），或gongwen extract以--with-text输出的.jsonl、.json记录。
记录、种子和样本量相同，样本就相同，与文件顺序、所在文件夹和机器无关。
重复读取的文档只计一次。不足抽取两条的层与同类合并。每条记录以文档的SHA-256
和位置标识，报告时可识别不同样本的编码页。

示例：
  gongwen audit draw reports -o 编码页.html
      抽取200个指标，按文种、类别、置信度分层，按比例分配
  gongwen extract reports --with-text -o records.jsonl
  gongwen audit draw records.jsonl -n 400 --seed 2026 -o 编码页.html
      从已有记录中抽取
  gongwen audit draw reports --stratify confidence --allocation equal -o 编码页.html
      各置信度等量抽取
  gongwen audit draw reports --layer doc_numbers -o 文号.html
      抽取发文字号而非指标",
    ),
    (
        "audit report",
        "\
A record is right in a field unless its coder marked the field wrong; what is
not a figure is right in none. A row is right with value, unit and name, a full
row with every field. Shares of all records are weighted by stratum.

Examples:
  gongwen audit report li.json
      one coder: precision, in Markdown
  gongwen audit report li.json wang.json -o audit.md
      two coders: agreement too, and where they disagree
  gongwen audit report li.json wang.json --table disagreements -o differ.csv
      the disagreements, to be talked over
  gongwen audit report li.json --table judgements -o judged.csv
      every judgement with its weight, for R or Stata
  gongwen audit report li.json --records records.jsonl
      and whether the records are still the ones that were judged",
        "\
编码员未标为有误的字段即为正确；不是指标的，各字段均不正确。数值、单位、名称均
正确为整行正确；各字段均正确为全部字段正确。推断总体时按层加权。

示例：
  gongwen audit report 李.json
      一名编码员：准确率（Markdown）
  gongwen audit report 李.json 王.json -o audit.md
      两名编码员：另有一致性和分歧
  gongwen audit report 李.json 王.json --table disagreements -o 分歧.csv
      列出分歧供讨论
  gongwen audit report 李.json --table judgements -o 判断.csv --lang zh
      逐条判断及权重，供R、Stata使用
  gongwen audit report 李.json --records records.jsonl
      同时核对记录是否仍为所判断的记录",
    ),
    (
        "report",
        "\
DIR/index.html lists the documents, to search, filter by genre, province and
year, and sort, with charts by year and province. Each document has a page:
outline, text, and beside it the figures, document numbers, citations, table
cells, metadata and diagnostics; click a row to see its place, or a place to
see its row. The pages fetch nothing, run nothing that a document says, and can
be opened from disk, printed, put in an archive or on a server. They are in the
language of --lang.

Examples:
  gongwen report reports -o pages
      then open pages/index.html in a browser
  gongwen report reports -o pages --lang zh --title 'Rule of law 2024'
      pages in Chinese with a title
  gongwen report report.pdf -o check
      one document, to check what was found in it",
        "\
DIR/index.html列出全部文档，可搜索，可按体裁、省份、年份筛选和排序，并有按年份、按省份的
图表。每份文档一页：目录、正文，旁边是数值、文号、引用、表格、文档信息和诊断；点击一行
即到原文所在处，点击原文即到对应的行。网页不联网，也不运行文档中的任何内容，可直接从磁盘
打开、打印、打包或放到服务器上。页面语言由--lang决定。

示例：
  gongwen report reports -o 网页
      然后用浏览器打开 网页/index.html
  gongwen report reports -o 网页 --lang zh --title 2024年法治政府建设报告
      中文页面，并指定标题
  gongwen report 报告.pdf -o 核对
      只看一份文档，核对提取结果",
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
        "panel",
        "\
A figure is in the panel where its whole name is a name of a concept: a part, one
firm's figure or another region's is not. Units are harmonised (100 million yuan,
10,000 tonnes, ...); what was achieved and what was planned stand in columns apart
(gdp_growth, gdp_growth_target); falls are negative; a cell that no document fills
is empty and never 0. The year is that of the figure, not of the document; spans
and parts of years are in the long table only. Figures of one cell that agree are
one cell with several sources. Of those that do not, one is chosen: the final one
over an estimate, the exact one over a bound, a plan's own year, the later
document, the surer one, the first; the sheet of conflicts has them all.
A bureau's report has rows of its own (department): its cases are not the county's.
A workbook has the sheets panel, sources, conflicts and codebook; a click on a cell
leads to its source.

Examples:
  gongwen panel reports -o panel.xlsx
      the panel with its sources, conflicts and codebook
  gongwen panel reports -o panel.csv --sources sources.csv
      the same for Stata and R, in two files
  gongwen panel reports --concepts gdp,fiscal_revenue,admin_reconsideration -o panel.csv
      some concepts only
  gongwen panel reports --long --status target -o targets.parquet
      one row a target, with its bound and sentence
  gongwen panel reports --concepts tea.toml -o panel.xlsx
      with concepts of your own",
        "\
数值的全称与统一指标的名称完全相符时才进入面板：部分、单个企业和其他地区的数值不计入。
单位已统一（亿元、万吨等）；完成与目标分列（gdp_growth、gdp_growth_target）；下降为负值；
没有文档提供的单元格为空，不记为0。年份是数值所属年份而非文档年份；跨年和不足一年的
只在长表中。同一单元格的多处数值一致时合为一格并保留各处来源；不一致时依次取定数（优先
于预计数）、确数（优先于约数）、当年计划、较新的文档、置信度较高者、在前者，冲突表列出
全部来源。部门自身的报告另成一行（department列），不作为全县（市）的数值。
工作簿含面板、来源、冲突和变量说明各表，点击单元格可到其来源。

示例：
  gongwen panel reports -o 面板.xlsx
      面板及其来源、冲突和变量说明
  gongwen panel reports -o panel.csv --sources sources.csv
      两个文件，供Stata和R使用
  gongwen panel reports --concepts gdp,fiscal_revenue,admin_reconsideration -o panel.csv
      只取部分指标
  gongwen panel reports --long --status target -o targets.parquet
      每行一个目标，附界限和所在句
  gongwen panel reports --concepts 茶叶.toml -o 面板.xlsx
      加入自定义的统一指标",
    ),
    (
        "concepts",
        "\
Examples:
  gongwen concepts
      id, column, label and unit, to be read
  gongwen concepts -o concepts.csv
      with the English names and where each is defined",
        "\
示例：
  gongwen concepts
      阅读编号、列名、名称和单位
  gongwen concepts -o 统一指标.csv
      附英文名称和定义出处",
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
    command
}

/// `name` is what is typed to reach it: `audit draw`.
fn localize(mut command: Command, name: &str, language: Language) -> Command {
    let has_commands = command.has_subcommands();
    if !name.is_empty() {
        let below: Vec<_> = command.get_subcommands().map(|c| c.get_name().to_owned()).collect();
        for below in below {
            let path = format!("{name} {below}");
            command = command.mut_subcommand(&below, |subcommand| localize(subcommand, &path, language));
        }
    }
    let command = command
        .subcommand_help_heading(language.pick("Commands", "命令"))
        .subcommand_value_name(language.pick("COMMAND", "命令"))
        .disable_help_subcommand(true)
        .about(lookup(COMMANDS, name, language))
        .after_help(lookup(EXAMPLES, name, language))
        .help_template(template(language, has_commands))
        .mut_args(|arg| localize_argument(arg, language));
    if has_commands {
        let usage = format!("gongwen {name} ").replace("  ", " ") + language.pick("<COMMAND>", "<命令>");
        command.override_usage(usage)
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
        "paths" | "file" | "gold" | "shell" | "man_command" | "pattern" | "codings" => ("Arguments", "参数"),
        "output" | "format" | "table_format" | "graph_format" | "table" | "first" | "layer"
        | "codebook_layer" | "with_text" | "with_quantities" | "errors" | "long" | "status" | "concepts"
        | "min_confidence" | "sources" => ("Output", "输出"),
        "by" | "per" | "wide" | "totals" | "sort" | "width" | "top" | "similar_table" => ("Output", "输出"),
        "overlapping" | "no_words" | "method" | "window" | "pos" | "threshold" | "min_length" | "stock" => {
            ("Measure", "度量")
        }
        "dictionary" | "user_words" | "regex" | "ignore_case" => ("Input", "输入"),
        "predictions" | "against" | "at" | "grep" | "agreed" | "records" => ("Input", "输入"),
        "size" | "seed" | "stratify" | "allocation" | "audit_layer" => ("Sample", "抽样"),
        "sheet" | "findings" | "report_format" | "report_table" | "folder" | "page_title" | "force"
        | "shard_size" | "resume" | "partition" => ("Output", "输出"),
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
        names.extend(bare.get_arguments().map(|arg| arg.get_id().to_string()));
        for command in bare.get_subcommands() {
            names.extend(command.get_arguments().map(|arg| arg.get_id().to_string()));
            commands.insert(command.get_name().to_owned());
            for below in command.get_subcommands() {
                names.extend(below.get_arguments().map(|arg| arg.get_id().to_string()));
                commands.insert(format!("{} {}", command.get_name(), below.get_name()));
            }
        }
        for (table, expected) in [(ARGUMENTS, &names), (COMMANDS, &commands), (EXAMPLES, &commands)] {
            let listed: BTreeSet<_> = table.iter().map(|(name, ..)| (*name).to_owned()).collect();
            assert_eq!(&listed, expected, "help.rs and args.rs differ");
            assert_eq!(listed.len(), table.len(), "an entry stands twice");
            for (name, english, chinese) in table {
                assert!(
                    !english.is_empty()
                        && english.is_ascii() | english.contains("指标.csv") | english.contains("四川省"),
                    "{name}"
                );
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
            for name in [
                "extract",
                "targets",
                "cite",
                "codebook",
                "terms",
                "kwic",
                "keywords",
                "similar",
                "readability",
                "panel",
                "concepts",
                "report",
                "codebook",
                "explain",
                "score",
                "schema",
                "completions",
                "man",
            ] {
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
