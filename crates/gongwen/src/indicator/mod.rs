//! From quantities to indicators: what is measured, when, and whether it was done or planned.
//!
//! `全年受理行政复议案件78件，同比增长5.4%。` → `受理行政复议案件` 78 件, and a change of 5.4 % of the same name.
//!
//! Sentence by sentence: [`clause`] lays out the words round each figure, [`select`] drops the numbers that measure
//! nothing, [`name`] reads each figure's own name, [`distribute`] shares out `分别` lists, [`topic`] and [`inherit`] add what
//! earlier clauses give, [`timing`] and [`status`] say when and whether.

pub mod clause;
pub mod distribute;
pub mod inherit;
pub mod name;
mod portion;
pub mod select;
pub mod status;
pub mod timing;
pub mod topic;

use std::ops::Range;

use crate::document::{Bound, Comparison, Direction, Kind, Rule, Status};
use crate::explanation::{KindSource, PeriodSource, Rejected, StatusReason};
use crate::lexicon::Class;
use crate::quantity::scan::{Mark, Quantity};
use crate::structure::Structure;
use crate::text::sentence::sentences;
use crate::time::period::TimeExpression;

use clause::Slot;
use name::{Left, Name};

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
    pub name: String,
    /// The name that can stand alone.
    pub full_name: String,
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
pub fn link<'a>(text: &str, structure: &Structure, marks: &'a [Mark]) -> Vec<Draft<'a>> {
    link_noting(text, structure, marks, None)
}

/// The same, and notes which quantities are no figures.
pub(crate) fn link_noting<'a>(
    text: &str,
    structure: &Structure,
    marks: &'a [Mark],
    mut rejected: Option<&mut Vec<(&'a Quantity, Rejected)>>,
) -> Vec<Draft<'a>> {
    let mut drafts = Vec::new();
    let mut clock = timing::Clock::new(text, structure);
    let mut thread = inherit::Thread::default();
    let mut next = 0;
    for line in &structure.lines {
        while marks.get(next).is_some_and(|mark| mark.range().start < line.start) {
            next += 1;
        }
        let has_marks = marks.get(next).is_some_and(|mark| mark.range().start < line.end);
        if !has_marks || is_table_row(&text[line.clone()]) {
            // Two lines in three report nothing: their sentences need not be told apart.
            thread.end_sentence();
            clock.pass_line(&text[line.clone()]);
            continue;
        }
        clock.enter_line(structure, line);
        for sentence in sentences(text, line.clone()) {
            while marks.get(next).is_some_and(|mark| mark.range().start < sentence.start) {
                next += 1;
            }
            let mut rest = sentence.clone();
            while !rest.is_empty() {
                let (portion, count) = portion::first_portion(text, &rest, &marks[next..]);
                let inside = &marks[next..next + count];
                let noted = rejected.as_deref_mut();
                link_sentence(text, &portion, inside, &mut clock, &mut thread, &mut drafts, noted);
                next += count;
                rest.start = portion.end;
                if !rest.is_empty() {
                    thread.end_sentence();
                }
            }
            // Semicolons part the segments of one sentence.
            if text[sentence].ends_with(['；', ';']) {
                thread.end_segment();
            } else {
                thread.end_sentence();
            }
        }
    }
    drafts
}

/// Whether a line is a row of a table that lost its rules: three or more cells that hold just a number, parted by wide
/// gaps. Its figures are named by the table's head, which no clause of the line repeats.
#[must_use]
pub fn is_table_row(line: &str) -> bool {
    const CELLS: usize = 3;
    let number = |cell: &str| {
        !cell.is_empty()
            && cell.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'%' | b'-'))
    };
    line.contains("  ") && line.split("  ").map(str::trim).filter(|cell| number(cell)).count() >= CELLS
}

/// One sentence: its figures become drafts.
fn link_sentence<'a>(
    text: &str,
    sentence: &Range<usize>,
    marks: &'a [Mark],
    clock: &mut timing::Clock,
    thread: &mut inherit::Thread,
    drafts: &mut Vec<Draft<'a>>,
    noted: Option<&mut Vec<(&'a Quantity, Rejected)>>,
) {
    let mut times: Vec<TimeExpression> = Vec::new();
    let mut quantities: Vec<&Quantity> = Vec::new();
    for mark in marks {
        match mark {
            Mark::Time(time) => times.push(time.clone()),
            Mark::Quantity(quantity) => quantities.push(quantity),
        }
    }
    clock.enter_sentence(text, sentence, &times);
    if quantities.is_empty() {
        return;
    }
    let mut slots = clause::slots(text, sentence, &quantities);
    let rejected: Vec<Option<Rejected>> = slots.iter().map(|slot| select::rejection(text, slot)).collect();
    if rejected.iter().any(Option::is_some) {
        // What is no figure is part of the words round the others.
        let figures: Vec<&Quantity> = quantities
            .iter()
            .zip(&rejected)
            .filter(|(_, rejected)| rejected.is_none())
            .map(|(q, _)| *q)
            .collect();
        if let Some(noted) = noted {
            noted.extend(
                quantities.iter().zip(&rejected).filter_map(|(q, rejected)| Some((*q, (*rejected)?))),
            );
        }
        slots = clause::slots(text, sentence, &figures);
    }
    let figures = read_figures(text, &mut slots, &times);
    let mut group = drafts.last().map_or(0, |draft| draft.group);
    let mut evidence = status::Evidence::default();
    let mut context = topic::Context::empty(text, &times);
    thread.begin(
        text[sentence.clone()].trim_start().starts_with("其中"),
        topic::beneficiary(text, sentence, &figures, &times),
    );
    for (index, figure) in figures.iter().enumerate() {
        if figure.slot.boundary != clause::Boundary::Pause {
            context = topic::context(text, sentence, &figures, &times, index);
        }
        let full = thread.full_name(figure, &context);
        context.subject = None;
        if !full.same_statement && !drafts.is_empty() {
            group += 1;
        }
        evidence = status::Evidence {
            target: figure.left.target,
            target_before: evidence.target_before || evidence.target,
            done: figure.left.done,
            done_before: evidence.done_before || evidence.done,
            estimate: figure.left.estimate || evidence.estimate,
            required: is_required(text, figure),
            granted: thread.grants()
                && matches!(figure.slot.quantity.kind, Some(Kind::Money | Kind::Percent)),
            ..status::Evidence::default()
        };
        let after_start = figure.left.level
            && index.checked_sub(1).is_some_and(|previous| figures[previous].left.starts_pair);
        let when = clock.at(text, figure, &times, after_start);
        (evidence.future, evidence.past, evidence.over) = (when.future, when.past, when.over);
        let reason = status::decide(clock.tense(text), evidence);
        let status = reason.status();
        let (years, source) = clock.years(&when, status);
        let (kind, direction) = kind(figure, thread);
        drafts.push(Draft {
            quantity: figure.slot.quantity,
            kind,
            direction,
            bound: figure.bound,
            comparison: direction.and(figure.left.comparison),
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

/// A figure with its own name, before anything is inherited.
#[derive(Clone, Debug)]
pub struct Figure<'s, 'a> {
    /// Its clause.
    pub slot: &'s Slot<'a>,
    /// Its bound, with the words that frame the clause.
    pub bound: Bound,
    /// The words left of it, cleaned.
    pub left: Left,
    /// Its name.
    pub name: Name,
    /// The construction.
    pub rule: Rule,
    /// Place in a list of values behind 分别 that its own clause has no list of subjects for, and their number.
    pub pair: Option<(usize, usize)>,
    /// Whether its words end in a verb that leads, or in a qualifier such as 在册.
    pub ends_in_qualifier: bool,
    /// Whether its words end in 的.
    pub ends_in_de: bool,
    /// Whether a minus sign stands before it: 增幅为-2.1%.
    pub negative: bool,
    /// Whether the words behind it say what became of it: 82项*获国家层面认可*.
    pub right_is_state: bool,
}

/// Reads each figure's own name, left to right: what one takes from the gap between two is no longer the next one's.
fn read_figures<'s, 'a>(
    text: &str,
    slots: &'s mut [Slot<'a>],
    times: &[TimeExpression],
) -> Vec<Figure<'s, 'a>> {
    let mut parts: Vec<(Left, Vec<name::Atom>)> = Vec::with_capacity(slots.len());
    for index in 0..slots.len() {
        let mut left = name::clean_left(text, slots[index].left.clone(), times);
        left.breakdown |= slots[index].after_breakdown;
        let right = name::atoms(text, slots[index].right.clone(), times);
        let takes = takes_right(text, &slots[index], &left, &right);
        let gap = slots
            .get(index + 1)
            .filter(|next| next.boundary == clause::Boundary::Pause)
            .map(|next| next.left.clone());
        let mut taken = if takes { right } else { Vec::new() };
        if let Some(gap) = gap {
            let split = if takes {
                split_gap(text, &gap, &taken, has_noun_behind(text, &slots[index + 1], times))
            } else {
                (gap.start, skip_separator(text, gap.start))
            };
            taken.retain_mut(|atom| {
                atom.range.end = atom.range.end.min(split.0);
                atom.range.start < atom.range.end
            });
            slots[index + 1].left.start = split.1.min(gap.end);
        }
        parts.push((left, taken));
    }
    share_forward(text, slots, &mut parts);
    let slots: &'s [Slot<'a>] = slots;
    let bounds = framed_bounds(text, slots);
    let mut figures: Vec<Figure<'s, 'a>> = slots
        .iter()
        .zip(parts)
        .zip(bounds)
        .map(|((slot, (left, right)), bound)| {
            let name = compose(text, &left, &right);
            let rule = name::rule(&name, &right);
            let state = |first: &name::Atom| first.class.is(Class::PASSIVE) || first.class.leads();
            let negative = text[..slot.quantity.range.start].ends_with(['-', '－', '−']);
            let right_is_state = left.atoms.is_empty() && right.first().is_some_and(state);
            let ends_in_qualifier = right.is_empty() && name::ends_in_qualifier(text, &left.atoms);
            let ends_in_de =
                right.is_empty() && !left.starts_pair && text[slot.left.clone()].trim_end().ends_with('的');
            Figure {
                slot,
                bound,
                left,
                name,
                rule,
                pair: None,
                ends_in_qualifier,
                ends_in_de,
                negative,
                right_is_state,
            }
        })
        .collect();
    share_out(&mut figures);
    figures
}

/// Bounds with words that stand away from the figure: `至少举办|一期`, `不超过项目投资额|50%`.
fn framed_bounds(text: &str, slots: &[Slot<'_>]) -> Vec<Bound> {
    const FRAMES: [(&str, Bound); 14] = [
        ("至少", Bound::Min),
        ("不少于", Bound::Min),
        ("不得少于", Bound::Min),
        ("不低于", Bound::Min),
        ("不得低于", Bound::Min),
        ("不超过", Bound::Max),
        ("不得超过", Bound::Max),
        ("不高于", Bound::Max),
        ("不得高于", Bound::Max),
        ("不多于", Bound::Max),
        ("至多", Bound::Max),
        ("约占", Bound::Approx),
        ("接近", Bound::Approx),
        ("大约", Bound::Approx),
    ];
    let framed = |slot: &Slot<'_>| {
        let words = &text[slot.left.clone()];
        // A character of each frame: the words themselves are dear to look for.
        if !words.contains(['不', '至', '约', '近']) {
            return slot.quantity.bound;
        }
        FRAMES.iter().find(|(word, _)| words.contains(word)).map_or(slot.quantity.bound, |(_, bound)| *bound)
    };
    slots
        .iter()
        .map(|slot| if slot.quantity.bound == Bound::Exact { framed(slot) } else { slot.quantity.bound })
        .collect()
}

/// Whether a figure's noun stands behind it.
fn takes_right(text: &str, slot: &Slot<'_>, left: &Left, right: &[name::Atom]) -> bool {
    let Some(first) = right.first() else { return false };
    let unit = slot.quantity.kind;
    if left.level || left.change.is_some() && !matches!(unit, Some(Kind::Count)) {
        return false;
    }
    let link =
        first.class.is(Class::CHANGE) || first.class.is(Class::COMPARISON) || first.class.is(Class::MEASURE);
    if left.atoms.is_empty()
        && left.change.is_none()
        && matches!(unit, Some(Kind::Count | Kind::Duration) | None)
        && !link
        && !first.time
    {
        // 82项获国家层面认可, 连续12个季度在全省…: nothing else names it.
        return !text[first.range.clone()].starts_with(['、', '/', '—', '-', '（', '(']);
    }
    let after = &text[slot.left.clone()];
    let deadline = ["起", "后", "前"].iter().any(|word| after.trim_end().ends_with(word));
    if unit == Some(Kind::Duration) && slot.quantity.bound == Bound::Max && deadline {
        return true; // 自受理之日起15个工作日内完成审核
    }
    if !name::names(text, right) {
        return false;
    }
    let behind = text[slot.right.clone()].trim_start();
    if ["的比例", "的标准", "的额度", "的幅度", "的速度", "的部分"]
        .iter()
        .any(|word| behind.starts_with(word))
    {
        return false; // 按照不超过项目投资额30%的比例给予一次性奖补
    }
    let of = behind.starts_with('的');
    let ends_in_verb = left.atoms.last().is_some_and(|last| last.class.is(Class::VERB));
    let incomplete = left.atoms.is_empty() || ends_in_verb || left.open_end;
    if first.class.is(Class::VERB) && !incomplete && !of {
        return false;
    }
    match slot.quantity.kind {
        Some(Kind::Count) | None => true,
        Some(Kind::Duration | Kind::Score | Kind::Ratio) => left.atoms.is_empty() || of,
        Some(Kind::Percent) => of && !left.open_end || left.atoms.is_empty(),
        _ => incomplete || of,
    }
}

/// Whether words that can name a figure stand behind it.
fn has_noun_behind(text: &str, slot: &Slot<'_>, times: &[TimeExpression]) -> bool {
    slot.quantity.kind == Some(Kind::Count)
        && name::names(text, &name::atoms(text, slot.right.clone(), times))
}

/// Splits the gap between two figures of a clause: one past the first one's noun, and where the second one's words begin.
fn split_gap(text: &str, gap: &Range<usize>, taken: &[name::Atom], next_has_noun: bool) -> (usize, usize) {
    let between = &text[gap.clone()];
    let items = distribute::items(between);
    if let [.., last] = items.as_slice()
        && (items.len() > 1 || between.trim_end().ends_with(['、', '和', '与', '及']))
    {
        let ends = between.trim_end().ends_with(['、', '和', '与', '及']) || between.ends_with("以及");
        if !ends && next_has_noun {
            return (gap.end, gap.end); // 116个国家和地区近4000名运动员
        }
        let cut = last.as_ptr() as usize - between.as_ptr() as usize;
        let start = if ends { between.len() } else { cut };
        let noun_end = if ends {
            cut + last.len()
        } else {
            items[items.len() - 2].as_ptr() as usize - between.as_ptr() as usize
                + items[items.len() - 2].len()
        };
        return (gap.start + noun_end, gap.start + start);
    }
    let inside =
        || taken.iter().skip(1).filter(|atom| atom.class.is(Class::VERB) && atom.range.end <= gap.end);
    let verb = inside()
        .find(|atom| text[atom.range.end..].starts_with('了'))
        .or_else(|| inside().find(|atom| atom.class.leads()))
        .or_else(|| inside().find(|atom| atom.range.end == gap.end || !atom.class.is(Class::NOUN_VERB)));
    match verb {
        Some(atom) => (atom.range.start, atom.range.start),
        None => (gap.end, gap.end),
    }
}

/// One past the separator at `at`.
fn skip_separator(text: &str, at: usize) -> usize {
    ["、", "和", "与", "及", "以及", " "]
        .iter()
        .find(|word| text[at..].starts_with(**word))
        .map_or(at, |word| at + word.len())
}

/// `3批10家部门`, `21批173项案例`: two figures of one noun; the first shares the second's.
fn share_forward(text: &str, slots: &[Slot<'_>], parts: &mut [(Left, Vec<name::Atom>)]) {
    for index in (1..slots.len()).rev() {
        let touching = slots[index].boundary == clause::Boundary::Pause
            && text[slots[index - 1].quantity.outer.end..slots[index].quantity.outer.start].trim().is_empty();
        if touching && parts[index - 1].1.is_empty() && !parts[index].1.is_empty() {
            let right = parts[index].1.clone();
            parts[index - 1].1 = right;
        }
        share_grade(text, &slots[index], index, parts);
        if touching && parts[index].0.atoms.is_empty() && !parts[index].1.is_empty() {
            parts[index].0.atoms.clone_from(&parts[index - 1].0.atoms.clone());
        }
    }
}

/// `1410个县级和250个省级疾控中心`: a grade without a noun takes the next figure's.
fn share_grade(text: &str, slot: &Slot<'_>, index: usize, parts: &mut [(Left, Vec<name::Atom>)]) {
    let grade = |atoms: &[name::Atom]| {
        atoms.last().is_some_and(|last| text[last.range.clone()].ends_with(['级', '类', '型']))
    };
    if slot.boundary != clause::Boundary::Pause || !grade(&parts[index - 1].1) || grade(&parts[index].1) {
        return;
    }
    let (Some(first), Some(last)) = (parts[index].1.first(), parts[index].1.last()) else { return };
    let phrase = first.range.start..last.range.end;
    if let Some(at) = text[phrase.clone()].find(['级', '类', '型']) {
        let noun = phrase.start + at + '级'.len_utf8()..phrase.end;
        parts[index - 1].1.push(name::Atom { range: noun, class: Class::default(), time: false });
    }
}

/// Puts the words left and right of a figure together.
fn compose(text: &str, left: &Left, right: &[name::Atom]) -> Name {
    /// A right-hand phrase longer than this has a predicate that says more than what is counted.
    const PHRASE_CHARS: usize = 16;
    let chars = |atoms: &[name::Atom]| {
        atoms.iter().map(|atom| text[atom.range.clone()].chars().count()).sum::<usize>()
    };
    if right.is_empty() {
        return name::split(text, name::tail(text, &left.atoms));
    }
    let mut right = right.to_vec();
    if chars(&right) > PHRASE_CHARS
        && let Some(cut) = right.iter().skip(1).position(|atom| atom.class.leads())
    {
        right.truncate(cut + 1);
    }
    while right
        .last()
        .is_some_and(|last| last.time || last.class.is(Class::MEASURE) || last.class.is(Class::FILLER))
        && right.len() > 1
    {
        right.pop();
    }
    let deadline = left.atoms.last().is_some_and(|last| {
        let word = &text[last.range.clone()];
        word.ends_with("之日起") || word.ends_with("后") || word.ends_with("日起")
    });
    let prefix = match () {
        () if deadline => &[],
        () if left.gives => &left.atoms[..],
        () => left_of_noun(text, &left.atoms, chars(&right)),
    };
    let mut atoms = prefix.to_vec();
    atoms.extend(right);
    name::split(text, &atoms)
}

/// What of the left side belongs before the noun on the right: the verb phrase, or a short place or topic.
fn left_of_noun<'x>(text: &str, left: &'x [name::Atom], right_chars: usize) -> &'x [name::Atom] {
    let chars = |atoms: &[name::Atom]| {
        atoms.iter().map(|atom| text[atom.range.clone()].chars().count()).sum::<usize>()
    };
    if chars(left) <= 8 || chars(left) <= right_chars && chars(left) <= 10 {
        return left;
    }
    match left.iter().rposition(|atom| atom.class.is(Class::VERB)) {
        Some(verb) if verb + 1 == left.len() => &left[verb..],
        Some(verb) if chars(&left[verb..]) <= 8 => &left[verb..],
        _ => &[],
    }
}

/// `分别` and its like: gives the values of a list their subjects.
fn share_out(figures: &mut [Figure<'_, '_>]) {
    let mut index = 0;
    while index < figures.len() {
        let run = 1 + figures[index + 1..]
            .iter()
            .take_while(|next| {
                next.slot.boundary == clause::Boundary::Pause
                    && next.left.atoms.is_empty()
                    && next.rule != Rule::PreNominal
            })
            .count();
        if run > 1
            && figures[index].rule == Rule::PostNominal
            && let Some(names) = distribute::distribute(&figures[index].name.text(), run)
        {
            let first = figures[index].left.clone();
            for (figure, name) in figures[index..index + run].iter_mut().zip(names) {
                figure.name = Name { object: name, ..Name::default() };
                figure.rule = Rule::Distributed;
                if figure.left.change.is_none() {
                    figure.left.change = first.change;
                    figure.left.comparison = first.comparison;
                }
                figure.left.target |= first.target;
            }
            share_bound(&mut figures[index..index + run]);
        } else if run > 1 && figures[index].left.respectively {
            let first = figures[index].clone();
            for (place, figure) in figures[index..index + run].iter_mut().enumerate() {
                figure.pair = Some((place, run));
                figure.name = first.name.clone();
                figure.left.change = figure.left.change.or(first.left.change);
                figure.left.comparison = figure.left.comparison.or(first.left.comparison);
            }
            share_bound(&mut figures[index..index + run]);
        } else if run > 1 && figures[index].left.change.is_some() {
            // 上升5.4%、3.1%: later values of a list are changes like the first.
            let change = figures[index].left.change;
            for figure in &mut figures[index + 1..index + run] {
                figure.left.change = figure.left.change.or(change);
            }
        }
        index += run;
    }
}

/// `分别突破1.5万亿元、1.4万亿元`, `分别增长10%、35%以上`: a bound at either end of the list bounds all of it.
fn share_bound(figures: &mut [Figure<'_, '_>]) {
    let [first, .., last] = figures else { return };
    let before = first.slot.quantity.outer.start < first.slot.quantity.range.start;
    let after = last.slot.quantity.range.end < last.slot.quantity.outer.end;
    let shared = if before {
        first.bound
    } else if after {
        last.bound
    } else {
        return;
    };
    for figure in figures {
        if figure.bound == Bound::Exact {
            figure.bound = shared;
        }
    }
}

/// `行政执法人员每年接受培训不少于40学时`: a bound on what recurs is a rule, not a report.
fn is_required(text: &str, figure: &Figure<'_, '_>) -> bool {
    let words = &text[figure.slot.left.start..figure.slot.quantity.range.start];
    if !words.contains('每') {
        return false;
    }
    let recurs =
        ["每年", "每季度", "每月", "每次", "每周", "每人每年"].iter().any(|word| words.contains(word));
    recurs
        && ["不少于", "不得少于", "不低于", "不得低于", "不超过", "不得超过", "至少"]
            .iter()
            .any(|word| words.contains(word))
}

/// What sort of figure it is: the verb before it first, then its unit.
fn kind(figure: &Figure<'_, '_>, thread: &inherit::Thread) -> (Kind, Option<Direction>) {
    let quantity = figure.slot.quantity;
    let mut unit = quantity.kind.unwrap_or(Kind::Count);
    // 排名由369位上升到235位
    if matches!(quantity.unit.as_str(), "位" | "名")
        && ["排名", "位次", "名次", "排位"].iter().any(|rank| figure.name.text().ends_with(rank))
    {
        unit = Kind::Rank;
    }
    if let Some(change) = figure.left.change {
        let length = matches!(unit, Kind::Rank | Kind::Score);
        if !length && !figure.left.level {
            let direction = if figure.negative { Direction::Down } else { change.direction };
            return (change.kind, Some(direction));
        }
    }
    // 减轻负担3.2亿元, 节约审批时限3600个工作日
    let relieved = [&figure.name.verb, &figure.name.object].iter().any(|words| words.contains("减轻"));
    let saved = matches!(figure.name.verb.as_str(), "节约" | "节省") && unit == Kind::Duration;
    if !figure.left.level && (relieved || saved) {
        return (Kind::Change, Some(Direction::Down));
    }
    let reduced = |name: &str| {
        ["压缩", "压减", "精简", "减少", "缩短", "降低"].iter().any(|verb| name.starts_with(verb))
    };
    if !figure.left.level && matches!(unit, Kind::Percent | Kind::Duration) && reduced(&figure.name.verb) {
        return (Kind::Change, Some(Direction::Down));
    }
    if figure.name.verb.starts_with("净增") || thread.is_part_of_change() {
        return (Kind::Change, Some(Direction::Up));
    }
    if matches!(figure.slot.quantity.unit.as_str(), "百分点" | "千分点") && !figure.left.level {
        return (Kind::Change, Some(Direction::Up));
    }
    (unit, None)
}
