//! From quantities to indicators: what is measured, when, and whether it was done or planned.
//!
//! `全年受理行政复议案件78件，同比增长5.4%。` → `受理行政复议案件` 78 件, and a change of 5.4 % of the same name.
//!
//! Sentence by sentence, and for some sentences at a time: `passage` tells them apart, [`clause`] lays out the words round each
//! figure, [`select`] drops the numbers that measure nothing; then [`figure`], [`left`] and [`name`] read each figure's own name,
//! `works` shares what is done to all of a list, [`distribute`] the items of `分别` lists; then [`topic`] and [`inherit`] add what
//! earlier clauses give; then [`section`], [`timing`] and [`status`] say when and whether.

mod ahead;
pub mod clause;
pub mod concept;
mod cue;
pub mod distribute;
pub mod figure;
pub mod inherit;
mod kind;
pub mod left;
pub mod name;
mod passage;
mod portion;
pub mod section;
pub mod select;
pub mod status;
pub mod timing;
pub mod topic;
mod works;

pub use passage::is_table_row;

use std::borrow::Cow;
use std::ops::Range;

use crate::document::{Bound, Comparison, Direction, Kind, Rule, Status};
use crate::explanation::{KindSource, PeriodSource, Rejected, StatusReason};
use crate::quantity::scan::{Mark, Quantity};
use crate::structure::Structure;
use crate::text::word_set::WordSet;
use crate::time::period::TimeExpression;

use ahead::Ahead;
use cue::Cues;
use figure::{Figure, Words, read_figures};
use inherit::FullName;
use passage::{Batch, Passage, Passages};

/// An indicator in places of the normalised text.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The figure.
    pub quantity: &'a Quantity,
    /// What sort of figure it is in its clause.
    pub kind: Kind,
    /// For a change or difference.
    pub direction: Option<Direction>,
    /// Its bound in its clause.
    pub bound: Bound,
    /// What a change compares with.
    pub comparison: Option<Comparison>,
    /// The name by its own clause.
    pub name: Cow<'a, str>,
    /// The name that can stand alone.
    pub full_name: Cow<'a, str>,
    /// The construction.
    pub rule: Rule,
    /// First and last year.
    pub years: Option<(i32, i32)>,
    /// Done or planned.
    pub status: Status,
    /// The sentence.
    pub sentence: Range<usize>,
    /// Number of the statement it belongs to.
    pub group: usize,
    /// Why it is what it is.
    pub why: Why,
}

/// Why a [`Draft`] is what it is.
#[derive(Clone, Debug)]
pub struct Why {
    /// Its clause.
    pub clause: Range<usize>,
    /// What makes it the kind of figure it is.
    pub kind: KindSource,
    /// What gives its period.
    pub period: PeriodSource,
    /// The time expression of its sentence.
    pub time: Option<Range<usize>>,
    /// What makes it achieved or planned.
    pub status: StatusReason,
}

/// Links the figures among `marks` to what they measure.
#[must_use]
pub fn link<'a>(text: &'a str, structure: &Structure, marks: &'a [Mark]) -> Vec<Draft<'a>> {
    link_noting(text, structure, marks, None)
}

/// The same, and notes which quantities are no figures.
pub(crate) fn link_noting<'a>(
    text: &'a str,
    structure: &Structure,
    marks: &'a [Mark],
    noted: Option<&mut Vec<(&'a Quantity, Rejected)>>,
) -> Vec<Draft<'a>> {
    let mut namer = Namer { text, thread: inherit::Thread::default(), line: None };
    let mut linker = Linker {
        text,
        structure,
        marks,
        line: 0,
        // Most marks are figures.
        drafts: Vec::with_capacity(marks.len()),
        clock: timing::Clock::new(structure, marks, text),
        assigned: false,
        expected: false,
        goals: false,
        goal_words: Ahead::new("目标"),
    };
    let mut coming = Passages::new(text, structure, marks, noted);
    let (mut batch, mut words, mut names) = (Batch::default(), Words::default(), Vec::new());
    while coming.read(&mut batch) {
        let Batch { passages, times, slots } = &mut batch;
        let figures = read_figures(text, passages, times, slots, &mut words);
        names.reserve(figures.len());
        for passage in &*passages {
            namer.enter_line(passage.line, &structure.lines);
            let (times, figures) = (&times[passage.times.clone()], &figures[passage.figures.clone()]);
            namer.passage(passage, times, figures, &mut names);
        }
        let mut named = names.drain(..);
        for passage in &*passages {
            linker.enter_line(passage.line);
            let (times, figures) = (&times[passage.times.clone()], &figures[passage.figures.clone()]);
            linker.passage(passage, times, figures, &mut named);
            if !passage.goes_on {
                linker.end_sentence();
            }
        }
        drop(named);
        words.keep(figures);
    }
    linker.drafts
}

/// A figure with what the clauses before it give.
struct Named<'a> {
    full: FullName<'a>,
    kind: Kind,
    direction: Option<Direction>,
    /// Whether it is what its sentence grants.
    granted: bool,
}

/// What runs through a document while its figures are named.
struct Namer<'a> {
    text: &'a str,
    thread: inherit::Thread<'a>,
    /// The line being read, by its number.
    line: Option<usize>,
}

impl<'a> Namer<'a> {
    /// Goes on to the line of this number; those between hold no passages.
    fn enter_line(&mut self, number: usize, lines: &[Range<usize>]) {
        if self.line == Some(number) {
            return;
        }
        if self.line.map_or(0, |line| line + 1) < number {
            self.thread.end_sentence();
        }
        self.thread.enter_line(lines[number].start);
        self.line = Some(number);
    }

    /// Names the figures of a passage.
    fn passage(
        &mut self,
        passage: &Passage,
        times: &[TimeExpression],
        figures: &[Figure<'_, 'a>],
        names: &mut Vec<Named<'a>>,
    ) {
        let (text, sentence) = (self.text, &passage.range);
        if passage.counts {
            let breaks_down = text[sentence.clone()].trim_start().starts_with("其中");
            self.thread.begin(breaks_down, topic::beneficiary(text, sentence, figures, times));
            let relieves = !figures.is_empty() && text[sentence.clone()].contains(kind::RELIEF);
            let mut context = topic::Context::empty(text, times);
            for (index, figure) in figures.iter().enumerate() {
                if figure.slot.boundary != clause::Boundary::Pause {
                    context = topic::context(text, sentence, figures, times, index);
                }
                let full = self.thread.full_name(figure, &context);
                context.subject = None;
                let own = if figure.name.is_empty() { "" } else { full.name.as_ref() };
                let behind = &text[figure.slot.quantity.range.end..];
                let (kind, direction) = kind::kind(figure, own, behind, &self.thread, relieves);
                let money = matches!(figure.slot.quantity.kind, Some(Kind::Money | Kind::Percent));
                names.push(Named { full, kind, direction, granted: money && self.thread.grants() });
            }
        }
        if passage.goes_on {
            self.thread.end_segment();
        } else {
            self.thread.end_sentence();
        }
    }
}

/// What runs through a document while its figures are linked to their time.
struct Linker<'a, 't> {
    text: &'t str,
    structure: &'t Structure,
    marks: &'t [Mark],
    /// The lines read so far.
    line: usize,
    drafts: Vec<Draft<'a>>,
    clock: timing::Clock,
    /// Whether the sentence has set a task: 下达任务1500套；要求年内竣工300套.
    assigned: bool,
    /// Whether the sentence lists what is expected: 拿今年预计产量同…比较：电力108亿度；原煤8199万吨.
    expected: bool,
    /// Whether the line lists the goals it has announced: 主要预期目标是：….
    goals: bool,
    /// What sentences without figures that announce them hold.
    goal_words: Ahead,
}

impl<'a> Linker<'a, '_> {
    /// Goes on to the line of this number; those between hold no passages.
    fn enter_line(&mut self, number: usize) {
        if self.line > number {
            return;
        }
        for line in &self.structure.lines[self.line..number] {
            self.end_sentence();
            self.clock.pass_line(self.text, self.structure, line);
        }
        self.clock.enter_line(self.text, self.structure, &self.structure.lines[number], self.marks);
        (self.assigned, self.goals) = (false, false);
        self.line = number + 1;
    }

    /// Ends a sentence.
    fn end_sentence(&mut self) {
        (self.assigned, self.expected) = (self.goals, false);
    }

    /// One sentence, or a part of one: its figures become drafts.
    fn passage(
        &mut self,
        passage: &Passage,
        times: &[TimeExpression],
        figures: &[Figure<'_, 'a>],
        names: &mut impl Iterator<Item = Named<'a>>,
    ) {
        let (text, sentence) = (self.text, &passage.range);
        self.clock.enter_sentence(text, sentence, times, passage.reports);
        if !passage.counts {
            // 2018年主要预期目标是：全域绿化亮点凸显，…。: the figures are in the sentences behind.
            if self.goal_words.is_in(text, sentence) && status::announces_goals(&text[sentence.clone()]) {
                (self.assigned, self.goals) = (true, true);
                self.clock.announce(text, sentence, times);
            }
            return;
        }
        // Of the sentences with a number, two in five report nothing.
        if figures.is_empty() {
            return;
        }
        let mut group = self.drafts.last().map_or(0, |draft| draft.group);
        let tense = self.clock.tense(text, sentence);
        let mut evidence = status::Evidence::default();
        let rules = tense == section::Tense::Open && status::rules(&text[sentence.clone()]);
        if let Some(first) = figures.first() {
            let lead = &text[sentence.start..first.slot.left.start];
            evidence.target = tense == section::Tense::Open && status::leads_with_plan(lead);
            // 拿今年预计产量同1949年比较一下，…：钢217万吨，…
            self.expected |= lead.contains("预计") || self.clock.is_budgeted(lead);
            evidence.estimate = self.expected;
            if lead.ends_with(['：', ':', '，', ',']) && status::announces_goals(lead) {
                (self.assigned, self.goals) = (true, true);
                self.clock.announce(text, sentence, times);
            }
        }
        self.assigned |= self.clock.begins_pledges();
        evidence.assigned = self.assigned;
        // 粮食产量比上年增长5%，棉花产量增长8%: said once, it holds for what follows.
        let mut compared: Option<Comparison> = None;
        for ((index, figure), named) in figures.iter().enumerate().zip(names) {
            let Named { full, kind, direction, granted } = named;
            if !full.same_statement && !self.drafts.is_empty() {
                group += 1;
            }
            let clause = figure.slot.left.start..figure.slot.quantity.range.start;
            let (given, pause) = (evidence.given, figure.slot.boundary == clause::Boundary::Pause);
            evidence = status::Evidence {
                target: figure.left.target
                    || figure.slot.quantity.kind == Some(Kind::Ratio)
                        && !figure.left.done
                        && status::is_goal(&text[figure.slot.quantity.outer.end..])
                    || tense != section::Tense::Plan
                        && figure.cues.may(Cues::DEMAND)
                        && status::announces(text, clause.clone()),
                target_before: evidence.target_before || evidence.target,
                done: figure.left.done
                    || (evidence.target || evidence.target_before)
                        && status::accomplishes(&text[clause.clone()]),
                done_before: evidence.done_before || evidence.done,
                estimate: figure.left.estimate
                    || evidence.estimate
                    || self.clock.is_budgeted(&text[clause.clone()]),
                assigned: figure.cues.may(Cues::TASK) && status::assigns(&text[clause.clone()])
                    || evidence.assigned && !figure.left.done && !status::accomplishes(&text[clause.clone()]),
                // Each demand is a bound.
                required: figure.bound != Bound::Exact && is_required(text, figure),
                granted: granted || rules,
                // 针对…的2034种、…的2725种商品: of all that the list names.
                given: figure.cues.may(Cues::GIVEN) && status::is_given(&text[clause]) || given && pause,
                ..status::Evidence::default()
            };
            let after_start = figure.left.level
                && index.checked_sub(1).is_some_and(|previous| figures[previous].left.starts_pair);
            let when = self.clock.at(text, figure, times, after_start);
            (evidence.future, evidence.past, evidence.over) = (when.future, when.past, when.over);
            let next = figures.get(index + 1).and_then(|next| next.slot.quantity.kind);
            let behind = &text[figure.slot.quantity.range.end..];
            evidence.planned = status::is_planned(&text[figure.slot.left.clone()], behind, next);
            evidence.estimate = evidence.estimate
                && !self.clock.is_over(&when)
                && !status::compares_with_year_before(&text[sentence.clone()]);
            // 应由2名执法人员组成 starts nothing: no level follows.
            let later = || figures[index + 1..].iter().find(|next| !next.left.starts_pair);
            evidence.starts = when.unknown && later().is_some_and(|next| next.left.level);
            let reason = status::decide(tense, evidence);
            let status = reason.status();
            // The plan of a year reviewed is of that year.
            self.assigned = evidence.assigned;
            self.goals &= evidence.assigned;
            let when = self.clock.nth_of(when, figure.pair);
            let (years, source) =
                self.clock.years(&when, if evidence.planned { Status::Actual } else { status });
            let own = figure.left.comparison.or(compared.filter(|_| figure.left.change.is_some()));
            let comparison = direction.and(own.or_else(|| yearly(figure, kind, years)));
            compared = comparison.filter(|_| kind == Kind::Change);
            self.drafts.push(Draft {
                quantity: figure.slot.quantity,
                kind,
                direction,
                bound: figure.bound,
                comparison,
                name: full.name,
                full_name: full.full_name,
                rule: full.rule,
                years,
                status,
                sentence: sentence.clone(),
                group,
                why: Why {
                    clause: figure.slot.left.start..figure.slot.right.end.max(figure.slot.quantity.outer.end),
                    kind: match (direction, figure.left.change) {
                        (None, _) => KindSource::Unit,
                        (Some(_), Some(_)) => KindSource::ChangeWord,
                        (Some(_), None) => KindSource::NameOrUnit,
                    },
                    period: source,
                    time: when.time,
                    status: reason,
                },
            });
        }
    }
}

/// What a bare 增长 compares with: the year before, where the figure is a share and speaks of one year.
fn yearly(figure: &Figure<'_, '_>, kind: Kind, years: Option<(i32, i32)>) -> Option<Comparison> {
    let share = matches!(figure.slot.quantity.unit.as_ref(), "%" | "百分点");
    let bare = figure.left.change.is_some_and(|change| change.yearly);
    let one_year = years.is_some_and(|(from, until)| from == until);
    (kind == Kind::Change && share && bare && one_year).then_some(Comparison::Yoy)
}

/// `行政执法人员每年接受培训不少于40学时`: a bound on what recurs is a rule, not a report.
fn is_required(text: &str, figure: &Figure<'_, '_>) -> bool {
    let words = &text[figure.slot.left.start..figure.slot.quantity.range.start];
    static RECURS: WordSet = WordSet::of(&["每年", "每季度", "每月", "每次", "每周", "每人每年"]);
    static DEMANDS: WordSet =
        WordSet::of(&["不少于", "不得少于", "不低于", "不得低于", "不超过", "不得超过", "至少"]);
    RECURS.is_in(words) && DEMANDS.is_in(words)
}
