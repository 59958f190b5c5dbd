//! The findings in a paragraph for a paper's data section, in English and in Chinese.
//!
//! [`Findings`] → `To assess the accuracy of the data we drew a stratified random sample of 200 of the 4312 figures …`

use std::fmt::Write as _;

use super::findings::{AGREED, Coder};
use super::interval::Estimate;
use super::prose::{factor_zh, field_en, percent, thousandths};
use super::sheet::Language;
use super::tables::label;
use super::{Agreement, Allocation, Findings, Layer, Measure, Precision};

pub(super) fn english(findings: &Findings) -> String {
    let design = &findings.design;
    let plural = match design.layer {
        Layer::Indicators => "figures",
        Layer::DocNumbers => "document numbers",
    };
    let drawn: usize = design.strata.iter().map(|stratum| stratum.drawn).sum();
    let tool = if design.tool.is_empty() { "gongwen" } else { &design.tool };
    let mut text = if design.strata.len() > 1 {
        let factors: Vec<_> = design.factors.iter().map(|factor| factor.name().replace('_', " ")).collect();
        format!(
            "To assess the accuracy of the data we drew a stratified random sample of {drawn} of the {} {plural} that {tool} extracted \
             from {} documents (strata by {}: {} strata, {} allocation).",
            design.population,
            design.documents,
            factors.join(" × "),
            design.strata.len(),
            design.allocation.name()
        )
    } else {
        format!(
            "To assess the accuracy of the data we drew a simple random sample of {drawn} of the {} {plural} that {tool} extracted \
             from {} documents.",
            design.population, design.documents
        )
    };
    text.push_str(match findings.coders.len() {
        1 => " A coder judged each sampled record against the source text.",
        _ => " Two coders independently judged each sampled record against the source text.",
    });
    for coder in &findings.coders {
        if coder.judged < drawn || coder.unsure > 0 {
            let _ = write!(text, " {} judged {} records", name(coder), coder.judged - coder.unsure);
            if coder.unsure > 0 {
                let _ = write!(text, " and could not tell of {}", coder.unsure);
            }
            text.push('.');
        }
    }
    if findings.agreed.is_some() {
        text.push_str(" Disagreements were then settled between them.");
    }
    for coder in counting(findings) {
        let of = |measure| findings.precision_of(coder, measure).map(share_en).unwrap_or_default();
        let by = match (coder, findings.coders.len()) {
            (AGREED, _) if findings.agreed.is_some() => "By the settled coding".to_owned(),
            (_, 1) => "We found that".to_owned(),
            _ => format!("By the judgement of {}", quoted(coder, Language::English)),
        };
        let comma = if by.ends_with("that") { "" } else { "," };
        let row = if design.layer == Layer::Indicators {
            "value, unit and name were all right"
        } else {
            "the number was right"
        };
        let _ = write!(
            text,
            " {by}{comma} {row} in {} of the records, every field in {}, and {} were {plural} at all.",
            of(Measure::Row),
            of(Measure::FullRow),
            of(Measure::Record),
        );
        let fields: Vec<_> = fields(findings, coder)
            .map(|precision| {
                format!("{} {}", field_en(precision.measure.name()), percent(precision.population.value))
            })
            .collect();
        let _ = write!(text, " Field by field: {}.", fields.join(", "));
    }
    if let Some(row) = row_agreement(findings) {
        let kappa = &row.cohen;
        let _ = write!(
            text,
            " The coders agreed whether the row is right in {} of {} records{}{}.",
            percent(kappa.agreed as f64 / kappa.units.max(1) as f64),
            kappa.units,
            coefficient("; Cohen's κ = ", kappa.kappa, "95% CI"),
            coefficient(", Krippendorff's α = ", row.alpha, "95% CI")
        );
    }
    text.push_str(if design.strata.len() > 1 {
        " Shares are weighted by stratum; intervals are 95% Wilson score intervals with the effective sample size of the design."
    } else {
        " Intervals are 95% Wilson score intervals."
    });
    text
}

pub(super) fn chinese(findings: &Findings) -> String {
    let design = &findings.design;
    let (things, measure) = match design.layer {
        Layer::Indicators => ("指标", "个"),
        Layer::DocNumbers => ("发文字号", "个"),
    };
    let drawn: usize = design.strata.iter().map(|stratum| stratum.drawn).sum();
    let tool = if design.tool.is_empty() { "gongwen" } else { &design.tool };
    let how = if design.strata.len() > 1 {
        let factors: Vec<_> = design.factors.iter().map(|factor| factor_zh(*factor)).collect();
        let allocation = match design.allocation {
            Allocation::Proportional => "按比例分配",
            Allocation::Equal => "等量分配",
        };
        format!("按{}分层随机抽取{drawn}条（共{}层，{allocation}）", factors.join("、"), design.strata.len())
    } else {
        format!("简单随机抽取{drawn}条")
    };
    let mut text = format!(
        "为评估数据的准确性，本文从{tool}自{}份文档中提取的{}{measure}{things}中{how}，由{}对照原文逐条判断。",
        design.documents,
        design.population,
        if findings.coders.len() > 1 { "两名编码员独立" } else { "一名编码员" }
    );
    for coder in &findings.coders {
        if coder.judged < drawn || coder.unsure > 0 {
            let _ = write!(
                text,
                "{}判断了{}条",
                quoted(&coder.name, Language::Chinese),
                coder.judged - coder.unsure
            );
            if coder.unsure > 0 {
                let _ = write!(text, "，另有{}条无法判断", coder.unsure);
            }
            text.push('。');
        }
    }
    if findings.agreed.is_some() {
        text.push_str("分歧之处经商定取得一致。");
    }
    for coder in counting(findings) {
        let of = |measure| findings.precision_of(coder, measure).map(share_zh).unwrap_or_default();
        let by = match (coder, findings.coders.len()) {
            (AGREED, _) if findings.agreed.is_some() => "据商定结果".to_owned(),
            (_, 1) => "结果显示".to_owned(),
            _ => format!("据{}的判断", quoted(coder, Language::Chinese)),
        };
        let row = if design.layer == Layer::Indicators {
            "数值、单位和名称均正确"
        } else {
            "字号正确"
        };
        let _ = write!(
            text,
            "{by}，{row}的记录占{}，全部字段均正确的占{}，确为{things}的占{}。",
            of(Measure::Row),
            of(Measure::FullRow),
            of(Measure::Record)
        );
        let fields: Vec<_> = fields(findings, coder)
            .map(|precision| {
                format!("{}{}", label(precision.measure.name()), percent(precision.population.value))
            })
            .collect();
        let _ = write!(text, "分字段看：{}。", fields.join("，"));
    }
    if let Some(row) = row_agreement(findings) {
        let kappa = &row.cohen;
        let _ = write!(
            text,
            "就整行是否正确，两名编码员在{}条记录上的一致率为{}{}{}。",
            kappa.units,
            percent(kappa.agreed as f64 / kappa.units.max(1) as f64),
            coefficient("，Cohen κ系数为", kappa.kappa, "95%置信区间"),
            coefficient("，Krippendorff α系数为", row.alpha, "95%置信区间")
        );
    }
    text.push_str(if design.strata.len() > 1 {
        "各比例按层加权，区间为采用抽样设计有效样本量的95% Wilson区间。"
    } else {
        "区间为95% Wilson区间。"
    });
    text
}

fn name(coder: &Coder) -> String {
    quoted(&coder.name, Language::English)
}

/// `coder A`, `编码员A`.
fn quoted(coder: &str, language: Language) -> String {
    match language {
        Language::English => format!("coder {coder}"),
        Language::Chinese => format!("编码员{coder}"),
    }
}

fn fields<'a>(findings: &'a Findings, coder: &'a str) -> impl Iterator<Item = &'a Precision> {
    findings
        .precision
        .iter()
        .filter(move |precision| precision.coder == coder && matches!(precision.measure, Measure::Field(_)))
}

fn row_agreement(findings: &Findings) -> Option<&Agreement> {
    findings.agreement.iter().find(|agreement| agreement.measure == Measure::Row.name())
}

fn share_en(precision: &Precision) -> String {
    let Estimate { value, low, high } = precision.population;
    format!("{} (95% CI {}–{})", percent(value), percent(low), percent(high))
}

fn share_zh(precision: &Precision) -> String {
    let Estimate { value, low, high } = precision.population;
    format!("{}（95%置信区间{}–{}）", percent(value), percent(low), percent(high))
}

fn coefficient(before: &str, estimate: Option<Estimate>, interval: &str) -> String {
    estimate.map_or_else(String::new, |Estimate { value, low, high }| {
        let sep = if interval.is_ascii() { " " } else { "" };
        let (open, close) = if interval.is_ascii() { (" (", ")") } else { ("（", "）") };
        let [value, low, high] = [value, low, high].map(thousandths);
        format!("{before}{value}{open}{interval}{sep}{low}–{high}{close}")
    })
}

/// The coding that counts: the agreed one, else each coder's.
fn counting(findings: &Findings) -> Vec<&str> {
    match &findings.agreed {
        Some(agreed) => vec![agreed.name.as_str()],
        None => findings.coders.iter().map(|coder| coder.name.as_str()).collect(),
    }
}
