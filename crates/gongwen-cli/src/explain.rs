//! `gongwen explain`: for each record the sentence with the evidence marked, and why it is what it is.
//!
//! ```text
//! 行政机关负责人出庭应诉率: 95 %
//!   〈2024年〉，“力争”‹行政机关负责人出庭应诉率›达到⟦95%⟧“以上”。
//!   name    post_nominal: the words before the figure
//!   …
//! ```

use std::io::{self, Write};

use anyhow::Result;
use gongwen::{
    BoundSource, Document, Explanation, Indicator, KindSource, PeriodSource, Rejected, Rejection, Rule, Span,
    StatusReason,
};
use serde_json::json;

use crate::console::Console;
use crate::language::Language;
use crate::reading::{self, Problem, Remarks};
use crate::settings::{Explain as Settings, Only};
use crate::writing::Errors;
use crate::{DONE, SOME_FAILED, columns};

/// Runs it and gives the exit code.
pub(crate) fn run(settings: &Settings) -> Result<u8> {
    let console = Console::new(settings.console);
    let language = console.language();
    let options = gongwen::Options { evidence: true, ..gongwen::Options::default() };
    let mut errors = Errors::open(&settings.reading, language)?;
    let mut out = io::stdout().lock();
    let (mut read, mut failed) = (0, false);
    let mut remarks = Remarks::default();
    for input in reading::open_inputs(&settings.reading, language)? {
        let page = reading::document(input, language, |loaded, _| {
            let document = loaded.analyze(&options);
            let page = Page { text: &loaded.text, document: &document, settings };
            Ok(if settings.json { page.json() } else { page.lines() })
        });
        match page {
            Ok((lines, origin)) => {
                remarks.add(&origin.path, &origin.remarks);
                read += 1;
                lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
            }
            Err(problem) => {
                failed = true;
                problem.report(&mut errors, &console)?;
            }
        }
    }
    if read == 0 && !failed {
        failed = true;
        Problem::no_input(&settings.reading, language).report(&mut errors, &console)?;
    }
    errors.finish(language)?;
    out.flush()?;
    remarks.note(&console);
    Ok(if failed { SOME_FAILED } else { DONE })
}

/// What is shown of one document.
struct Page<'a> {
    text: &'a str,
    document: &'a Document,
    settings: &'a Settings,
}

impl Page<'_> {
    fn lines(&self) -> Vec<String> {
        let language = self.settings.console.language;
        let mut lines = vec![self.legend(), String::new()];
        for (indicator, why) in self.explained() {
            lines.extend(self.record(indicator, why));
            lines.push(String::new());
        }
        let rejected: Vec<Vec<String>> = self.rejected().map(|rejected| self.rejection(rejected)).collect();
        if !rejected.is_empty() {
            lines.push(language.pick("Numbers that are no figures", "未作为指标的数字").to_owned());
            lines.extend(columns::align(&rejected, &[]));
        }
        if lines.len() == 2 {
            lines = vec![language.pick("nothing there", "此处没有数值").to_owned()];
        }
        lines
    }

    /// The records and why, as one JSON object.
    fn json(&self) -> Vec<String> {
        let shown: Vec<_> =
            self.explained().map(|(indicator, why)| json!({"indicator": indicator, "why": why})).collect();
        let rejected: Vec<_> = self.rejected().collect();
        vec![json!({"indicators": shown, "rejected": rejected}).to_string()]
    }

    /// The figures asked for, each with its reasons.
    fn explained(&self) -> impl Iterator<Item = (&Indicator, &Explanation)> {
        let explanations =
            self.document.explanations.iter().flat_map(|explanations| &explanations.indicators);
        let pairs = self.document.indicators.iter().zip(explanations);
        pairs.filter(|(indicator, _)| self.asked_for(indicator.span, indicator.sentence))
    }

    /// The numbers asked for that are no figures.
    fn rejected(&self) -> impl Iterator<Item = &Rejection> {
        let all = self.document.explanations.iter().flat_map(|explanations| &explanations.rejected);
        all.filter(|rejected| self.asked_for(rejected.span, self.line_of(rejected.span)))
    }

    /// Whether `--at` and `--grep` ask for what stands at `span` of the code points `sentence`.
    fn asked_for(&self, span: Span, sentence: (usize, usize)) -> bool {
        match &self.settings.only {
            None => true,
            Some(Only::At(at)) => {
                (sentence.0..sentence.1).contains(at) || (span.start..span.end).contains(at)
            }
            Some(Only::Grep(words)) => self.chars(sentence.0, sentence.1).contains(words.as_str()),
        }
    }

    /// The line a number stands in, in code points.
    fn line_of(&self, span: Span) -> (usize, usize) {
        let chars = |text: &str| text.chars().count();
        let before =
            &self.text[self.text[..span.byte_start].rfind('\n').map_or(0, |at| at + 1)..span.byte_start];
        let after = self.text[span.byte_end..].split('\n').next().unwrap_or_default();
        (span.start - chars(before), span.end + chars(after))
    }

    fn chars(&self, start: usize, end: usize) -> String {
        self.text.chars().skip(start).take(end.saturating_sub(start)).collect()
    }

    fn legend(&self) -> String {
        let words = self
            .settings
            .console
            .language
            .pick(["figure", "name", "time", "bound or plan"], ["数值", "名称", "时间", "界限或计划"]);
        let marks = [Mark::Figure, Mark::Name, Mark::Time, Mark::Word];
        marks.into_iter().zip(words).map(|(mark, word)| self.mark(mark, word)).collect::<Vec<_>>().join("  ")
    }

    fn record(&self, indicator: &Indicator, why: &Explanation) -> Vec<String> {
        let language = self.settings.console.language;
        let value = match indicator.value_max {
            Some(max) => format!("{}–{max}", indicator.value),
            None => indicator.value.to_string(),
        };
        let title = format!("{}: {value} {}", indicator.full_name, indicator.unit);
        let (rule, kind) = (columns::word(&json!(indicator.rule)), columns::word(&json!(indicator.kind)));
        let (bound, status) =
            (columns::word(&json!(indicator.bound)), columns::word(&json!(indicator.status)));
        let period = indicator.period.as_deref().unwrap_or("null");
        let labels = language
            .pick(["name", "kind", "bound", "period", "status"], ["名称", "类别", "界限", "时期", "状态"]);
        let reasons = [
            format!("{rule}: {}", language.rule(indicator.rule)),
            format!("{kind}: {}", language.kind_source(why.kind)),
            format!("{bound}: {}", language.bound_source(why.bound)),
            format!("{period}: {}", language.period_source(why.period)),
            format!("{status}: {}", language.status_reason(why.status)),
        ];
        let rows: Vec<Vec<String>> = labels
            .into_iter()
            .zip(reasons)
            .map(|(label, reason)| vec![format!("  {label}"), reason])
            .collect();
        let mut lines = vec![self.paint("1", &title), format!("  {}", self.sentence(indicator, why))];
        lines.extend(columns::align(&rows, &[]));
        lines
    }

    /// The sentence with its evidence marked, with the earlier places that lend words to the name.
    fn sentence(&self, indicator: &Indicator, why: &Explanation) -> String {
        const SIDE: usize = 120;
        let from = indicator.sentence.0.max(indicator.span.start.saturating_sub(SIDE));
        let until = indicator.sentence.1.min(indicator.span.end + SIDE);
        let mut marks: Vec<(Span, Mark)> = why.name.iter().map(|span| (*span, Mark::Name)).collect();
        marks.extend(why.bound_words.iter().chain(&why.status_words).map(|span| (*span, Mark::Word)));
        marks.extend(why.time.map(|span| (span, Mark::Time)));
        marks.push((indicator.span, Mark::Figure));
        let mut shown = String::new();
        for span in why.name.iter().filter(|span| span.end <= from) {
            shown.push_str(&format!("…{}… ", self.mark(Mark::Name, &self.chars(span.start, span.end))));
        }
        // The last mark on a character stands; runs of one mark are shown as one.
        let mut run: (Option<Mark>, String) = (None, String::new());
        for (at, c) in (from..).zip(self.chars(from, until).chars()) {
            let mark = marks
                .iter()
                .rev()
                .find(|(span, _)| (span.start..span.end).contains(&at))
                .map(|(_, mark)| *mark);
            if mark != run.0 {
                shown.push_str(&self.run(&run));
                run = (mark, String::new());
            }
            run.1.push(if c.is_control() { ' ' } else { c });
        }
        shown.push_str(&self.run(&run));
        shown.trim().to_owned()
    }

    fn run(&self, (mark, text): &(Option<Mark>, String)) -> String {
        mark.map_or_else(|| text.clone(), |mark| self.mark(mark, text))
    }

    fn rejection(&self, rejected: &Rejection) -> Vec<String> {
        const SIDE: usize = 12;
        let (start, end) = (rejected.span.start, rejected.span.end);
        let clean = |text: String| text.replace(char::is_control, " ");
        let place = format!(
            "{}{}{}",
            clean(self.chars(start.saturating_sub(SIDE), start)),
            self.mark(Mark::Figure, &rejected.text),
            clean(self.chars(end, end + SIDE))
        );
        // The reason first: what follows it may hold colours, which no column can be lined up behind.
        vec![format!("  {}", self.settings.console.language.rejected(rejected.reason)), place]
    }

    fn mark(&self, mark: Mark, text: &str) -> String {
        let (code, open, close) = match mark {
            Mark::Figure => ("1;7", "⟦", "⟧"),
            Mark::Name => ("4;32", "‹", "›"),
            Mark::Time => ("4;36", "〈", "〉"),
            Mark::Word => ("4;35", "“", "”"),
        };
        if self.settings.color { self.paint(code, text) } else { format!("{open}{text}{close}") }
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.settings.color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// What a stretch of the text is evidence of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Figure,
    Name,
    Time,
    Word,
}

impl Language {
    fn rule(self, rule: Rule) -> &'static str {
        match rule {
            Rule::PostNominal => self.pick("the words before the figure", "数值之前的词"),
            Rule::PreNominal => self.pick("the words behind the figure", "数值之后的词"),
            Rule::Distributed => self.pick("its share of a list of subjects", "并列主语中与其相应的一个"),
            Rule::Breakdown => self.pick("part of the figure before it", "前一数值的其中项"),
            Rule::Inherited => self.pick("an earlier clause or sentence", "沿用前面分句或句子的主语"),
            Rule::Unnamed => self.pick("nothing names it", "没有名称"),
            #[allow(unreachable_patterns, reason = "rules come and go")]
            _ => "",
        }
    }

    fn kind_source(self, source: KindSource) -> &'static str {
        match source {
            KindSource::Unit => self.pick("by its unit", "依单位"),
            KindSource::ChangeWord => {
                self.pick("a word of change or comparison before it", "数值前有增减或比较的词")
            }
            KindSource::NameOrUnit => {
                self.pick("the verb in its name, or a unit of changes", "名称中的动词，或只用于增减的单位")
            }
        }
    }

    fn bound_source(self, source: BoundSource) -> &'static str {
        match source {
            BoundSource::Nothing => self.pick("no word bounds it", "没有限定词"),
            BoundSource::Word => self.pick("a word in or beside the figure", "数值中或紧邻的限定词"),
            BoundSource::Clause => {
                self.pick("a word elsewhere in its clause or list", "同一分句或并列项中的限定词")
            }
        }
    }

    fn period_source(self, source: PeriodSource) -> &'static str {
        match source {
            PeriodSource::Sentence => self.pick("a time in its sentence", "句中的时间"),
            PeriodSource::ClauseBefore => self.pick("a time before the semicolon", "分号前的时间"),
            PeriodSource::Paragraph => self.pick("the time its paragraph opens with", "段首的时间"),
            PeriodSource::Running => self.pick("the time that runs through its section", "贯穿本节的时间"),
            PeriodSource::Heading => self.pick("the heading of its section", "所在章节的标题"),
            PeriodSource::ReportYear => self.pick("the year the document reports on", "文档的报告年度"),
            PeriodSource::PlanYear => self.pick("the year the document plans for", "文档的计划年度"),
            PeriodSource::Open => {
                self.pick("the start of a change, without a year", "变化的起点，未写明年份")
            }
            PeriodSource::Nothing => self.pick("nothing tells", "文档没有说明"),
        }
    }

    fn status_reason(self, reason: StatusReason) -> &'static str {
        match reason {
            StatusReason::PlanContext => {
                self.pick("its section, passage or kind of document plans", "所在章节、段落或文种属于计划")
            }
            StatusReason::FutureTime => self.pick("its time is still to come", "时间在报告年度之后"),
            StatusReason::PlanWords => self.pick("words of plan in its clause", "分句中有表示计划的词"),
            StatusReason::PlanWordsBefore => {
                self.pick("words of plan earlier in its sentence", "句中前面有表示计划的词")
            }
            StatusReason::Estimate => self.pick("an estimate", "预计"),
            StatusReason::Grant => self.pick("an amount that is granted", "给予的金额或比例"),
            StatusReason::Requirement => self.pick("a requirement", "要求"),
            StatusReason::PastTime => self.pick("its time is over", "时间已过"),
            StatusReason::Nothing => self.pick("nothing says that it is planned", "没有表示计划的依据"),
        }
    }

    fn rejected(self, reason: Rejected) -> &'static str {
        match reason {
            Rejected::Ordinal => self.pick("ordinal", "序数"),
            Rejected::ClassSuffix => self.pick("class or name", "等级或名称的一部分"),
            Rejected::Meeting => self.pick("meeting", "会议次序"),
            Rejected::BareNumber => self.pick("bare number", "无单位、无所计之物"),
            Rejected::Date => self.pick("date", "日期"),
            Rejected::SmallChinese => {
                self.pick("small Chinese numeral that enumerates", "十以下的中文数字，仅作列举")
            }
            Rejected::Half => self.pick("half of nothing named", "“一半”所指不明"),
            Rejected::TableRow => self.pick("row of a table", "表格中的行"),
        }
    }
}
