//! The findings as tables: precision, parts of the population, agreement, disagreements, every judgement.
//!
//! [`Findings`] → [`Sheet`] `measure,judged,right,precision,low,high,…`

use gongwen_export::{Column, Sheet, Value};

use super::interval::Estimate;
use super::{Factor, Findings};

/// A table of the findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Precision by coder and measure.
    #[default]
    Precision,
    /// Precision of rows by stratum, and by level of each factor.
    Domains,
    /// Agreement of two coders by measure.
    Agreement,
    /// The records two coders judge differently.
    Disagreements,
    /// Every judgement.
    Judgements,
}

impl Table {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Precision, Self::Domains, Self::Agreement, Self::Disagreements, Self::Judgements];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Precision => "precision",
            Self::Domains => "domains",
            Self::Agreement => "agreement",
            Self::Disagreements => "disagreements",
            Self::Judgements => "judgements",
        }
    }
}

impl Findings {
    /// One of the tables.
    #[must_use]
    pub fn sheet(&self, table: Table) -> Sheet {
        match table {
            Table::Precision => self.precision_sheet(),
            Table::Domains => self.domain_sheet(),
            Table::Agreement => self.agreement_sheet(),
            Table::Disagreements => self.disagreement_sheet(),
            Table::Judgements => self.judgement_sheet(),
        }
    }

    fn precision_sheet(&self) -> Sheet {
        let mut columns = vec![coder(), measure(), judged(), right()];
        columns.extend(interval(
            "precision",
            "准确率",
            "Wilson's interval of the judged records",
            "已判断记录的Wilson区间",
        ));
        columns.extend(interval(
            "population",
            "总体准确率",
            "share of the population by strata, Wilson's interval with the effective sample size",
            "按层加权推断总体，Wilson区间采用有效样本量",
        ));
        let mut sheet = Sheet::new("precision", "准确率", columns);
        for row in &self.precision {
            let mut cells: Vec<Value> = vec![
                row.coder.as_str().into(),
                row.measure.name().into(),
                row.judged.into(),
                row.right.into(),
            ];
            cells.extend(ends(Some(row.sample)));
            cells.extend(ends(Some(row.population)));
            sheet.rows.push(cells);
        }
        sheet
    }

    fn domain_sheet(&self) -> Sheet {
        let mut columns = vec![
            coder(),
            Column::text("factor", "分层变量")
                .note("What the level is a level of; stratum for a stratum", "水平所属的变量；stratum为层"),
            Column::text("level", "水平").note(
                "Level, or name of the stratum; * stands for pooled levels",
                "水平或层名；*表示合并的水平",
            ),
            Column::integer("population", "总体条数").note("Records in the population", "总体中的记录数"),
            judged(),
            right(),
        ];
        columns.extend(interval(
            "row",
            "整行准确率",
            "share of records with right value, unit and name; weighted for a level",
            "数值、单位、名称均正确的比例；水平为加权",
        ));
        let mut sheet = Sheet::new("domains", "分组准确率", columns);
        for row in &self.domains {
            let mut cells: Vec<Value> = vec![
                row.coder.as_str().into(),
                row.factor.map_or("stratum", Factor::name).into(),
                row.level.as_str().into(),
                row.population.into(),
                row.judged.into(),
                row.right.into(),
            ];
            cells.extend(ends(row.row));
            sheet.rows.push(cells);
        }
        sheet
    }

    fn agreement_sheet(&self) -> Sheet {
        let mut columns = vec![
            measure(),
            Column::integer("units", "记录数")
                .note("Records both coders judged", "两名编码员均作判断的记录数"),
            Column::integer("agreed", "一致数").note("Records judged alike", "判断一致的记录数"),
            Column::number("agreement", "一致率").note("Share judged alike", "判断一致的比例"),
            Column::number("expected", "期望一致率")
                .note("Agreement expected by chance", "随机情形下的期望一致率"),
        ];
        columns.extend(interval("kappa", "Cohen κ", "Cohen's kappa", "Cohen κ系数"));
        columns.extend(interval(
            "alpha",
            "Krippendorff α",
            "Krippendorff's alpha, nominal",
            "Krippendorff α系数（名义尺度）",
        ));
        let mut sheet = Sheet::new("agreement", "一致性", columns);
        for row in &self.agreement {
            let kappa = row.cohen;
            let share = (kappa.units > 0).then(|| kappa.agreed as f64 / kappa.units as f64);
            let mut cells: Vec<Value> =
                vec![row.measure.as_str().into(), kappa.units.into(), kappa.agreed.into(), share.into()];
            cells.push(share.map(|_| kappa.expected).into());
            cells.extend(ends(kappa.kappa));
            cells.extend(ends(row.alpha));
            sheet.rows.push(cells);
        }
        sheet
    }

    fn disagreement_sheet(&self) -> Sheet {
        let mut columns = vec![place(), path(), start(), end(), text()];
        columns.push(Column::text("sentence", "所在句"));
        for (name, label) in
            [("coder_1", "编码员1"), ("coder_2", "编码员2"), ("note_1", "备注1"), ("note_2", "备注2")]
        {
            columns.push(Column::text(name, label));
        }
        let mut sheet = Sheet::new("disagreements", "分歧", columns);
        for row in &self.disagreements {
            let mut cells: Vec<Value> =
                vec![row.record.into(), row.path.as_str().into(), row.start.into(), row.end.into()];
            cells.extend([row.text.as_str().into(), row.sentence.as_str().into()]);
            cells.extend(row.said.iter().chain(&row.notes).map(|cell| Value::from(cell.as_str())));
            sheet.rows.push(cells);
        }
        sheet
    }

    fn judgement_sheet(&self) -> Sheet {
        let mut columns =
            vec![place(), coder(), path(), Column::text("sha256", "SHA-256"), start(), end(), text()];
        let fields = self.design.layer.fields();
        columns.extend(fields.iter().map(|field| Column::text(*field, label(field))));
        columns.extend([
            Column::text("stratum", "层").note("The stratum it was drawn from", "所属的层"),
            Column::number("weight", "权重")
                .note("Records of the population it was drawn for", "每条样本所代表的总体记录数"),
            Column::text("verdict", "判断").note(
                "right, wrong, not_a_record or unsure",
                "right（正确）、wrong（有误）、not_a_record（不应提取）或unsure（无法判断）",
            ),
            Column::text("wrong", "有误字段").note("The fields that are wrong", "有误的字段"),
            Column::text("note", "备注"),
        ]);
        let mut sheet = Sheet::new("judgements", "逐条判断", columns);
        for (at, name, judgement) in &self.judgements {
            let record = &judgement.drawn.record;
            let mut cells: Vec<Value> = vec![
                (*at).into(),
                name.as_str().into(),
                record.path.as_str().into(),
                record.sha256.as_str().into(),
                record.start.into(),
                record.end.into(),
                record.text.as_str().into(),
            ];
            // A file may hold fewer fields than its layer has: what is not there is missing.
            let given = |at: usize| record.fields.get(at).cloned().flatten();
            cells.extend((0..fields.len()).map(|at| Value::from(given(at))));
            let stratum = &self.design.strata[judgement.drawn.stratum];
            let said = judgement.said();
            let verdict = said.split(':').next().filter(|verdict| !verdict.is_empty());
            cells.extend([
                stratum.name().into(),
                (stratum.population as f64 / stratum.drawn.max(1) as f64).into(),
                verdict.into(),
                judgement.wrong.join(";").into(),
                judgement.note.as_str().into(),
            ]);
            sheet.rows.push(cells);
        }
        sheet
    }
}

/// What a field or measure is called in Chinese.
pub(super) fn label(name: &str) -> &'static str {
    match name {
        "verdict" => "判断",
        "record" => "确为记录",
        "row" => "整行（数值、单位、名称）",
        "full_row" => "全部字段",
        "value" => "数值",
        "unit" => "单位",
        "name" => "指标名",
        "full_name" => "指标全称",
        "period" => "时期",
        "status" => "完成或目标",
        "bound" => "界限",
        "kind" => "类别",
        "canonical" => "发文字号",
        "role" => "本文或引用",
        "issuer" => "发文机关",
        "cited_title" => "所附标题",
        _ => "",
    }
}

fn interval(
    name: &'static str,
    label: &'static str,
    english: &'static str,
    chinese: &'static str,
) -> [Column; 3] {
    [
        Column::number(name, label).note(english, chinese),
        Column::number(format!("{name}_low"), format!("{label}下限"))
            .note("Lower end of the 95% interval", "95%区间下限"),
        Column::number(format!("{name}_high"), format!("{label}上限"))
            .note("Upper end of the 95% interval", "95%区间上限"),
    ]
}

fn ends(estimate: Option<Estimate>) -> [Value; 3] {
    // Ten decimals: what rounding leaves behind them is no finding.
    let round = |share: f64| (share * 1e10).round() / 1e10;
    estimate.map_or([Value::Missing, Value::Missing, Value::Missing], |estimate| {
        [estimate.value, estimate.low, estimate.high].map(|share| round(share).into())
    })
}

fn coder() -> Column {
    Column::text("coder", "编码员")
        .note("Who judged; agreed: the coding that settles disagreements", "判断者；agreed为商定结果")
}

fn measure() -> Column {
    Column::text("measure", "项目").note(
        "A field; row: value, unit and name; full_row: every field; record: whether it should be one at all",
        "字段；row为数值、单位、名称均正确；full_row为全部字段正确；record为确应提取",
    )
}

fn judged() -> Column {
    Column::integer("judged", "已判断")
        .note("Records judged, unsure ones left out", "已判断的记录数，无法判断的除外")
}

fn right() -> Column {
    Column::integer("right", "正确").note("Records right", "正确的记录数")
}

fn place() -> Column {
    Column::integer("record", "序号").note("Place in the sample", "在样本中的序号")
}

fn path() -> Column {
    Column::text("path", "文件")
}

fn start() -> Column {
    Column::integer("start", "起").note("First character in the text, from 0", "在正文中的起始字符，从0计")
}

fn end() -> Column {
    Column::integer("end", "止").note("One past the last character", "末字符之后的位置")
}

fn text() -> Column {
    Column::text("text", "原文")
}
