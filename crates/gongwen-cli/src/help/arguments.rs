//! What each argument is for, in English and Chinese side by side, and the group of the help it stands in.

/// (argument, English, Chinese).
pub(super) const ARGUMENTS: &[(&str, &str, &str)] = &[
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

/// The group an argument is shown in.
pub(super) fn heading(argument: &str) -> Option<(&'static str, &'static str)> {
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
