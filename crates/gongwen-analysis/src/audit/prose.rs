//! The findings in words: a paragraph for a paper's data section in two languages, and tables in Markdown.
//!
//! [`Findings`] → `… value, unit and name were all right in 92.0% of the records (95% CI 87.4–95.1) …`

use std::fmt::Write as _;
use std::io::{self, Write};

use super::interval::Estimate;
use super::paragraph::{chinese, english};
use super::sheet::Language;
use super::tables::label;
use super::{Factor, Findings, Layer, agreement};

/// Disagreements shown; a table holds all.
const SHOWN: usize = 20;

/// Writes the findings as Markdown, in one language but for the paragraph, which is in both.
///
/// # Errors
/// Where `out` fails.
pub fn write_markdown(findings: &Findings, language: Language, mut out: impl Write) -> io::Result<()> {
    let mut text = String::new();
    let pick = |english: &'static str, chinese: &'static str| match language {
        Language::English => english,
        Language::Chinese => chinese,
    };
    let _ = writeln!(text, "# {}\n", pick("Accuracy of the extracted records", "提取结果的准确率"));
    let _ = writeln!(text, "## {}\n", pick("For the data section of a paper", "论文数据部分的表述"));
    let paragraphs = [english(findings), chinese(findings)];
    let order = match language {
        Language::English => [0, 1],
        Language::Chinese => [1, 0],
    };
    order.iter().for_each(|&at| text.push_str(&format!("{}\n\n", paragraphs[at])));
    precision(findings, language, &mut text);
    agreement_table(findings, language, &mut text);
    domains(findings, language, &mut text);
    disagreements(findings, language, &mut text);
    method(findings, language, &mut text);
    out.write_all(text.as_bytes())
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

pub(super) fn field_en(name: &str) -> &str {
    match name {
        "full_name" => "full name",
        "cited_title" => "cited title",
        "full_row" => "every field",
        name => name,
    }
}

pub(super) fn factor_zh(factor: Factor) -> &'static str {
    match factor {
        Factor::Genre => "文种",
        Factor::Kind => "类别",
        Factor::Confidence => "置信度",
        Factor::Status => "完成或目标",
        Factor::Rule => "依据",
        Factor::ReportYear => "报告年度",
    }
}

/// What a measure is called over the rows of a table.
fn measure(name: &str, layer: Layer, language: Language) -> String {
    let row = layer.row().join(", ");
    match (language, name) {
        (Language::English, "record") => "should be a record".to_owned(),
        (Language::English, "row") if layer.row().len() > 1 => format!("row ({row})"),
        (Language::English, name) => field_en(name).to_owned(),
        (Language::Chinese, "row") if layer.row().len() == 1 => "整行".to_owned(),
        (Language::Chinese, name) => label(name).to_owned(),
    }
}

fn table(text: &mut String, head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    text.push_str(&line(&head.iter().map(|&cell| cell.to_owned()).collect::<Vec<_>>()));
    text.push_str(&format!("|{}\n", " --- |".repeat(head.len())));
    rows.into_iter().for_each(|row| text.push_str(&line(&row)));
    text.push('\n');
}

fn range(estimate: Option<Estimate>) -> [String; 2] {
    estimate.map_or(["–".to_owned(), "–".to_owned()], |Estimate { value, low, high }| {
        [percent(value), format!("{}–{}", percent(low), percent(high))]
    })
}

fn coefficient_range(estimate: Option<Estimate>) -> [String; 2] {
    estimate.map_or(["–".to_owned(), "–".to_owned()], |Estimate { value, low, high }| {
        let [value, low, high] = [value, low, high].map(thousandths);
        [value, format!("{low}–{high}")]
    })
}

/// `0.756`; no `-0.000`.
pub(super) fn thousandths(coefficient: f64) -> String {
    let rounded = (coefficient * 1000.0).round() / 1000.0;
    format!("{:.3}", if rounded == 0.0 { 0.0 } else { rounded })
}

fn precision(findings: &Findings, language: Language, text: &mut String) {
    let head: [&str; 8] = match language {
        Language::English => {
            text.push_str("## Precision\n\n");
            [
                "coder",
                "what is right",
                "judged",
                "right",
                "of the judged",
                "95% Wilson",
                "of all records",
                "95%",
            ]
        }
        Language::Chinese => {
            text.push_str("## 准确率\n\n");
            ["编码员", "正确的是", "已判断", "正确", "占已判断", "95% Wilson区间", "推断总体", "95%区间"]
        }
    };
    let rows = findings.precision.iter().map(|row| {
        let name = measure(row.measure.name(), findings.design.layer, language);
        let mut cells = vec![cell(&row.coder), name, row.judged.to_string(), row.right.to_string()];
        cells.extend(range(Some(row.sample)));
        cells.extend(range(Some(row.population)));
        cells
    });
    table(text, &head, rows);
}

fn agreement_table(findings: &Findings, language: Language, text: &mut String) {
    if findings.agreement.is_empty() {
        return;
    }
    let head: [&str; 8] = match language {
        Language::English => {
            text.push_str("## Agreement of the coders\n\n");
            ["on", "records", "agreed", "share", "Cohen's κ", "95%", "Krippendorff's α", "95%"]
        }
        Language::Chinese => {
            text.push_str("## 编码员一致性\n\n");
            ["项目", "记录数", "一致", "一致率", "Cohen κ", "95%区间", "Krippendorff α", "95%区间"]
        }
    };
    let rows = findings.agreement.iter().map(|row| {
        let kappa = &row.cohen;
        let name = measure(&row.measure, findings.design.layer, language);
        let share = kappa.agreed as f64 / kappa.units.max(1) as f64;
        let mut cells = vec![name, kappa.units.to_string(), kappa.agreed.to_string(), percent(share)];
        cells.extend(coefficient_range(kappa.kappa));
        cells.extend(coefficient_range(row.alpha));
        cells
    });
    table(text, &head, rows);
    text.push_str(match language {
        Language::English => {
            "Fields are compared where both coders see a record. – : nothing varies, so that chance alone would agree. Where nearly \
             all is right, κ and α are low and uncertain however often the coders agree: give the share with them.\n\n"
        }
        Language::Chinese => {
            "字段的一致性只比较双方均认为确应提取的记录。–表示判断没有差异，系数无定义。几乎全部正确时，即使一致率很高，κ和α也会偏低且不稳定，应与一致率一并报告。\n\n"
        }
    });
}

fn domains(findings: &Findings, language: Language, text: &mut String) {
    let head: [&str; 7] = match language {
        Language::English => {
            text.push_str("## Rows right, by part of the population\n\n");
            ["by", "level", "records", "judged", "right", "share", "95%"]
        }
        Language::Chinese => {
            text.push_str("## 各部分的整行准确率\n\n");
            ["变量", "水平", "总体条数", "已判断", "正确", "比例", "95%区间"]
        }
    };
    let stratum = match language {
        Language::English => "stratum",
        Language::Chinese => "层",
    };
    // Whoever reads wants genres and kinds first; the strata are many.
    let (strata, levels): (Vec<_>, Vec<_>) = findings.domains.iter().partition(|row| row.factor.is_none());
    let rows = levels.into_iter().chain(strata).map(|row| {
        let factor = match (row.factor, language) {
            (None, _) => stratum.to_owned(),
            (Some(factor), Language::English) => factor.name().to_owned(),
            (Some(factor), Language::Chinese) => factor_zh(factor).to_owned(),
        };
        let population = row.population.map_or("–".to_owned(), |population| population.to_string());
        let mut cells =
            vec![factor, cell(&row.level), population, row.judged.to_string(), row.right.to_string()];
        cells.extend(range(row.row));
        cells
    });
    table(text, &head, rows);
}

fn disagreements(findings: &Findings, language: Language, text: &mut String) {
    let all = findings.disagreements.len();
    if all == 0 {
        return;
    }
    let _ = match language {
        Language::English => writeln!(text, "## Disagreements ({all})\n"),
        Language::Chinese => writeln!(text, "## 分歧（{all}条）\n"),
    };
    let names: Vec<String> = findings.coders.iter().map(|coder| cell(&coder.name)).collect();
    let record = match language {
        Language::English => ["record", "sentence", "file"],
        Language::Chinese => ["序号", "所在句", "文件"],
    };
    let head = [record[0], &names[0], &names[1], record[1], record[2]];
    let rows = findings.disagreements.iter().take(SHOWN).map(|row| {
        let said = |at: usize| match row.notes[at].as_str() {
            "" => cell(&row.said[at]),
            note => format!("{} ({})", cell(&row.said[at]), cell(note)),
        };
        let sentence = row.sentence.replacen(&row.text, &format!("**{}**", row.text), 1);
        vec![row.record.to_string(), said(0), said(1), cell(&sentence), cell(&row.path)]
    });
    table(text, &head, rows);
    if all > SHOWN {
        let _ = match language {
            Language::English => writeln!(text, "The others: --table disagreements.\n"),
            Language::Chinese => writeln!(text, "其余见--table disagreements。\n"),
        };
    }
}

/// Text that breaks no table and is no markup.
fn cell(text: &str) -> String {
    let mut cell = String::new();
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => cell.push(' '),
            '|' | '<' | '>' | '`' | '[' | ']' | '\\' | '&' | '_' | '#' => cell.extend(['\\', c]),
            c => cell.push(c),
        }
    }
    cell
}

fn method(findings: &Findings, language: Language, text: &mut String) {
    let design = &findings.design;
    let _ = match language {
        Language::English => writeln!(
            text,
            "## Method\n\n\
             Sample {}: layer {}, seed {}, {} documents{}. Judged right is what a coder marked so; of what should not be a record no \
             field is right. Records that a coder could not tell are left out. Recall is not estimated: sentences without records are \
             not sampled (`gongwen score` measures recall on annotated documents).{}\n\n\
             - Shares of the judged: score interval of Wilson (1927).\n\
             - Shares of all records: estimator of stratified sampling with its variance (Cochran 1977, chapter 5); Wilson's interval with the \
             effective sample size (Korn and Graubard 1998; Franco et al. 2019), never more than the weights leave (Kish 1965). \
             Levels of a factor: weighted shares, Kish's effective size.\n\
             - κ: Cohen (1960), its interval by Fleiss, Cohen and Everitt (1969). α: Krippendorff (2011), nominal, its interval from {} \
             bootstrap samples of the records (Zapf et al. 2016).",
            design.sample,
            design.layer.name(),
            design.seed,
            design.documents,
            if design.copies > 0 { format!(" ({} copies left out)", design.copies) } else { String::new() },
            if findings.unseen > 0.0 {
                format!(
                    " Strata with {} of the records are not judged yet: the shares are of the rest.",
                    percent(findings.unseen)
                )
            } else {
                String::new()
            },
            agreement::RESAMPLES
        ),
        Language::Chinese => writeln!(
            text,
            "## 方法\n\n\
             样本{}：数据表{}，随机种子{}，{}份文档{}。不应提取的记录，其各字段均视为有误；无法判断的记录不计入。\
             未估计召回率：没有记录的句子不在抽样范围内（召回率用`gongwen score`在标注文档上评测）。{}\n\n\
             - 占已判断的比例：Wilson（1927）得分区间。\n\
             - 推断总体：分层抽样估计量及其方差（Cochran 1977，第5章）；Wilson区间采用有效样本量（Korn和Graubard 1998；\
             Franco等2019），且不超过权重所余的有效样本量（Kish 1965）。各水平为加权比例，采用Kish有效样本量。\n\
             - κ：Cohen（1960），区间依Fleiss、Cohen和Everitt（1969）；α：Krippendorff（2011），名义尺度，区间由对记录的{}次自助抽样得到（Zapf等2016）。",
            design.sample,
            design.layer.name(),
            design.seed,
            design.documents,
            if design.copies > 0 {
                format!("（另有{}份副本未计）", design.copies)
            } else {
                String::new()
            },
            if findings.unseen > 0.0 {
                format!("占总体{}的层尚未判断，所报比例不含这些层。", percent(findings.unseen))
            } else {
                String::new()
            },
            agreement::RESAMPLES
        ),
    };
}
