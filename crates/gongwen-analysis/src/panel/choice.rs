//! Which of several figures of one cell counts.
//!
//! `5.2万亿元` and `52073.4亿元` → agreed, the more precise one; `预计80亿元` and `78.4亿元` → a conflict, the final one

use std::cmp::{Ordering, Reverse};

use gongwen::{Bound, Number, Status};
use rust_decimal::Decimal;
use serde::Serialize;

use super::{Cell, Source};

/// Why a source was chosen: the first of these that tells it from the best of those that say something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// It is the only one.
    Only,
    /// All say the same; the most precise was taken.
    Agreed,
    /// The other is an estimate (预计, 初步核算).
    FinalOverEstimate,
    /// The other only bounds the value (超过, 约), or is a range.
    ExactOverBound,
    /// A target of the document of its own year over one that another document tells.
    PlanOfTheYear,
    /// A later document: figures are revised.
    Later,
    /// The construction that names it is right more often.
    Surer,
    /// Nothing tells them apart: the first in the order of paths and places.
    First,
}

impl Rule {
    /// The word of the output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Agreed => "agreed",
            Self::FinalOverEstimate => "final_over_estimate",
            Self::ExactOverBound => "exact_over_bound",
            Self::PlanOfTheYear => "plan_of_the_year",
            Self::Later => "later",
            Self::Surer => "surer",
            Self::First => "first",
        }
    }
}

/// Puts the source that counts first, and says why.
pub(super) fn choose(mut sources: Vec<Source>) -> Cell {
    sources.sort_by(|a, b| {
        criteria(a, b).map(|(_, order)| order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    });
    // Where all agree, the most precise is the best.
    let precise = (0..sources.len())
        .filter(|&at| same(&sources[at], &sources[0]))
        .min_by_key(|&at| (bound_rank(&sources[at]), sources[at].last_digit.unwrap_or_default(), at));
    if let Some(at) = precise.filter(|&at| at > 0 && sources[at].estimate == sources[0].estimate) {
        let best = sources.remove(at);
        sources.insert(0, best);
    }
    let agrees: Vec<bool> = sources.iter().map(|other| same(other, &sources[0])).collect();
    let rival = agrees.iter().position(|agrees| !agrees).map(|at| &sources[at]);
    let rule = match rival {
        None if sources.len() == 1 => Rule::Only,
        None => Rule::Agreed,
        Some(rival) => criteria(&sources[0], rival)
            .find(|(_, order)| order.is_ne())
            .map_or(Rule::First, |(rule, _)| rule),
    };
    Cell { sources, agrees, rule }
}

/// What tells `a` from `b`, the weightiest first; the smaller is better.
fn criteria<'s>(a: &'s Source, b: &'s Source) -> impl Iterator<Item = (Rule, Ordering)> + use<'s> {
    let own_year = |source: &Source| source.status == Status::Target && source.year != source.report_year;
    let place = |source: &'s Source| (source.path.as_str(), source.start);
    [
        (Rule::FinalOverEstimate, a.estimate.cmp(&b.estimate)),
        (Rule::ExactOverBound, exactness(a).cmp(&exactness(b))),
        (Rule::PlanOfTheYear, own_year(a).cmp(&own_year(b))),
        (Rule::Later, Reverse(a.report_year).cmp(&Reverse(b.report_year))),
        (Rule::Surer, b.confidence.total_cmp(&a.confidence)),
        (Rule::First, place(a).cmp(&place(b))),
    ]
    .into_iter()
}

/// A plan says what it aims at with a bound as well as without.
fn exactness(source: &Source) -> u8 {
    if source.status == Status::Target { 0 } else { bound_rank(source) }
}

fn bound_rank(source: &Source) -> u8 {
    match source.bound {
        Bound::Exact => 0,
        Bound::Approx => 1,
        Bound::Range => 2,
        Bound::Min | Bound::Max => 3,
    }
}

/// Whether `other` can be said of what `chosen` says: the same number, one rounded from it, or a bound it keeps.
fn same(other: &Source, chosen: &Source) -> bool {
    // How far 约 and 左右 reach.
    let near = Decimal::new(5, 2);
    let (a, b) = (other.value.decimal(), chosen.value.decimal());
    let (other_high, chosen_high) = (other.high.map(Number::decimal), chosen.high.map(Number::decimal));
    if a == b && (other_high == chosen_high || other.status == Status::Target) {
        return true;
    }
    if other.status == Status::Target {
        return false;
    }
    let distance = (a - b).abs();
    let within = |digit: Option<Number>| digit.is_some_and(|digit| distance < digit.decimal().abs());
    match other.bound {
        Bound::Exact => within(other.last_digit) && other.last_digit > chosen.last_digit,
        Bound::Approx => distance <= b.abs() * near || within(other.last_digit),
        Bound::Min => b >= a,
        Bound::Max => b <= a,
        Bound::Range => a <= b && other_high.is_some_and(|high| b <= high),
    }
}
