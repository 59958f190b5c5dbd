//! What `gongwen audit` says.

use std::path::Path;

use gongwen_analysis::audit::{Allocation, Design, Findings, Measure, Unfit, sheet};

use crate::language::Language;

impl Language {
    /// Language of sheet and report.
    pub(super) fn sheet_language(self) -> sheet::Language {
        self.pick(sheet::Language::English, sheet::Language::Chinese)
    }

    pub(super) fn unknown_report_ending(self, output: &Path) -> String {
        let output = output.display();
        self.pick(
            format!("{output}: expected .md, .json, .csv, .jsonl, .xlsx or .parquet; or pass --format"),
            format!("{output}：扩展名应为.md、.json、.csv、.jsonl、.xlsx或.parquet，或用--format指定格式"),
        )
    }

    pub(super) fn without_text(self) -> &'static str {
        self.pick(
            "the record has no text, and a coder must see the sentence: write the records with gongwen extract --with-text, or name the documents themselves",
            "记录没有正文，编码员无从查看原句：请用gongwen extract --with-text重新输出，或直接给出文档",
        )
    }

    pub(super) fn no_record(self, error: &serde_json::Error) -> String {
        self.pick(
            format!("expected a record as gongwen extract --format jsonl or json writes it: {error}"),
            format!("应为gongwen extract以jsonl或json格式输出的记录：{error}"),
        )
    }

    pub(super) fn nothing_to_sample(self, layer: &str) -> String {
        self.pick(
            format!("there is nothing to sample: no document has a record of {layer}"),
            format!("没有可抽取的记录：各文档均无{layer}"),
        )
    }

    /// `200 of 4312 records drawn, 34 strata, proportional, seed 1: sample 9f86d081884c7d65`.
    pub(super) fn drawn(self, design: &Design, drawn: usize) -> String {
        let Design { sample, seed, documents, copies, population, strata, allocation, .. } = design;
        let strata = strata.len();
        let shared_out = match allocation {
            Allocation::Proportional => self.pick("proportional", "按比例分配"),
            Allocation::Equal => self.pick("equal", "等量分配"),
        };
        let mut line = self.pick(
            format!(
                "{documents} documents: {drawn} of {population} records drawn, {strata} strata, {shared_out}, seed {seed}: sample {sample}"
            ),
            format!("{documents}份文档：从{population}条记录中抽取{drawn}条，{strata}层，{shared_out}，种子{seed}，样本编号{sample}"),
        );
        if *copies > 0 {
            line.push_str(&self.pick(
                format!("; {copies} copies of documents left out"),
                format!("；略去{copies}份重复文档"),
            ));
        }
        line
    }

    pub(super) fn how_to_go_on(self) -> String {
        self.pick(
            "open it in a browser, judge, export; then: gongwen audit report CODER1.json CODER2.json -o audit.md".to_owned(),
            "用浏览器打开，逐条判断并导出；然后运行：gongwen audit report 编码员1.json 编码员2.json -o audit.md".to_owned(),
        )
    }

    pub(super) fn coder_twice(self, path: &str) -> String {
        self.pick(
            format!("{path} is given twice; a coder always agrees with himself"),
            format!("{path}给出了两次，与自身比较没有意义"),
        )
    }

    pub(super) fn unfit(self, unfit: &Unfit) -> String {
        let chinese = match unfit {
            Unfit::NoCoding(reason) => format!("应为编码页导出的JSON：{reason}"),
            Unfit::OtherVersion(version) => format!("文件版本{version}与本程序不符"),
            Unfit::Changed => "其中的记录与样本编号不符：文件在导出后被改动".to_owned(),
            Unfit::UnknownField { record, field } => format!("第{record}条：没有字段{field}"),
            Unfit::Contradiction { record } => {
                format!("第{record}条：判为有误时须标出有误字段，其他判断不得标出")
            }
            Unfit::OtherSample { first, second } => format!(
                "两份编码的样本不同：{}为{}，{}为{}；请让两名编码员使用同一份编码页",
                first.0, first.1, second.0, second.1
            ),
            Unfit::Nothing { coder } => format!("{coder}没有判断任何记录"),
        };
        self.pick(unfit.to_string(), chinese)
    }

    pub(super) fn other_records(self, drawn: usize) -> String {
        self.pick(
            format!("none of the {drawn} records judged is among those of --records: the sample was drawn from others"),
            format!("所判断的{drawn}条记录均不在--records之中：样本并非从中抽取"),
        )
    }

    pub(super) fn records_changed(self, same: usize, changed: usize, gone: usize) -> String {
        self.pick(
            format!("of the records judged, {same} are as they were, {changed} have other fields now and {gone} are gone: the precision is that of the records judged"),
            format!("所判断的记录中，{same}条未变，{changed}条字段已变，{gone}条已不存在：所报准确率是当时记录的准确率"),
        )
    }

    /// `A: 92.0% of 200 rows right; kappa 0.81, alpha 0.81`.
    pub(super) fn found_by_coders(self, findings: &Findings) -> String {
        let coders = findings.coders.iter().chain(&findings.agreed).filter_map(|coder| {
            let row = findings.precision_of(&coder.name, Measure::Row)?;
            let (name, judged, share) = (&coder.name, row.judged, row.population.value * 100.0);
            Some(self.pick(
                format!("{name}: {share:.1}% of rows right ({judged} judged)"),
                format!("{name}：整行准确率{share:.1}%（判断{judged}条）"),
            ))
        });
        let mut parts: Vec<String> = coders.collect();
        let row = findings.agreement.iter().find(|agreement| agreement.measure == Measure::Row.name());
        if let Some(row) = row {
            let said = |estimate: Option<gongwen_analysis::audit::interval::Estimate>| {
                estimate.map_or("–".to_owned(), |estimate| format!("{:.3}", estimate.value))
            };
            parts.push(format!("κ {}, α {}", said(row.cohen.kappa), said(row.alpha)));
        }
        parts.join(self.pick("; ", "；"))
    }
}
