//! Done or planned: the section first, then the clause.
//!
//! Under `四、下一步工作打算` a figure is a target; in a review `力争`, `拟`, `不少于` make it one, `完成了` does not.

use std::ops::Range;

use super::section::Tense;
use crate::document::Genre;
use crate::explanation::StatusReason;
use crate::lexicon::{Class, Lexicon};

/// What the document as a whole does where no heading tells.
#[must_use]
pub fn of_genre(genre: Option<Genre>) -> Tense {
    match genre {
        Some(Genre::Plan | Genre::Measures | Genre::Notice) => Tense::Plan,
        _ => Tense::Open,
    }
}

/// Reads a passage's tense from its verbs, for a section whose heading says nothing: bare verbs opening clause after
/// clause (加快…，推动…，完善…) are a plan's. In annotated work reports plans have 2.4 to 5.2 of them in 100 characters,
/// reviews at most 1.8.
#[must_use]
pub fn of_passage(text: &str, line: Range<usize>) -> Tense {
    const PASSAGE_CHARS: usize = 120;
    const PER_HUNDRED: usize = 22;
    let passage = &text[line.clone()];
    let chars = passage.chars().count();
    if chars < PASSAGE_CHARS || passage.contains(['了', '已']) {
        return Tense::Open;
    }
    let opens = |at: usize| {
        text[..at].ends_with(['，', ',', '。', '；', ';', '、', '\n', ' ', '：']) || at == line.start
    };
    let tokens = Lexicon::builtin().tokens(text, line.clone());
    let bare = tokens.filter(|token| token.class.is(Class::IMPERATIVE) && opens(token.range.start)).count();
    if bare * 1000 >= chars * PER_HUNDRED { Tense::Plan } else { Tense::Open }
}

/// What the clause and its sentence say.
#[derive(Clone, Copy, Debug, Default)]
pub struct Evidence {
    /// Words of plan in the clause before the value.
    pub target: bool,
    /// Words of plan earlier in the sentence.
    pub target_before: bool,
    /// Words of accomplishment in the clause.
    pub done: bool,
    /// Accomplishment stated earlier in the sentence.
    pub done_before: bool,
    /// 预计 in the sentence: in a review it tells what the year came to.
    pub estimate: bool,
    /// A bound on what recurs: 每年不少于40学时.
    pub required: bool,
    /// Money or a share that the sentence grants.
    pub granted: bool,
    /// A year after the one reported on.
    pub future: bool,
    /// A year up to the one reported on.
    pub past: bool,
    /// A span of years that has ended.
    pub over: bool,
    /// The level that a change starts from: 5元 in 由5元提高至10元.
    pub starts: bool,
}

/// Decides between done and planned, and says why.
#[must_use]
pub fn decide(tense: Tense, evidence: Evidence) -> StatusReason {
    let over = evidence.past || evidence.over;
    match tense {
        Tense::Plan if over || evidence.starts => StatusReason::PastTime,
        Tense::Plan => StatusReason::PlanContext,
        _ if evidence.future => StatusReason::FutureTime,
        _ if evidence.past && !evidence.target => StatusReason::PastTime,
        Tense::Open if evidence.estimate => StatusReason::Estimate,
        Tense::Open if evidence.granted && !evidence.done => StatusReason::Grant,
        _ if evidence.required => StatusReason::Requirement,
        _ if evidence.target => StatusReason::PlanWords,
        _ if evidence.target_before && !evidence.done && !evidence.done_before => {
            StatusReason::PlanWordsBefore
        }
        _ => StatusReason::Nothing,
    }
}
