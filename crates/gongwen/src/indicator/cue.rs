//! What the words before a figure may say, by one look at their characters.
//!
//! `省下达我市目标任务` → may set a task; `同比增长` → none of all this, so that no list of words need be asked.

use std::sync::LazyLock;

use super::{figure, status, timing};
use crate::text::char_set::CharClasses;

/// What words may say: bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cues(u8);

impl Cues {
    /// A demand or what is to come: [`status::announces`].
    pub(super) const DEMAND: Self = Self(1);
    /// A task set: [`status::assigns`].
    pub(super) const TASK: Self = Self(1 << 1);
    /// What is there already: [`status::is_given`].
    pub(super) const GIVEN: Self = Self(1 << 2);
    /// A number of years: [`timing::years_summed`].
    pub(super) const YEARS: Self = Self(1 << 3);
    /// A bound that stands away from its value: [`figure::FRAMING`].
    pub(super) const BOUND: Self = Self(1 << 4);
    /// What each one gets or does: 每年.
    pub(super) const EACH: Self = Self(1 << 5);

    /// What `words` may say.
    pub(super) fn of(words: &str) -> Self {
        static CLASSES: LazyLock<CharClasses> = LazyLock::new(|| {
            let sets: [(Cues, &mut dyn Iterator<Item = char>); 6] = [
                (Cues::DEMAND, &mut status::DEMANDS.chars()),
                (Cues::TASK, &mut status::TASKS.first_characters()),
                (Cues::GIVEN, &mut status::GIVEN.first_characters()),
                (Cues::YEARS, &mut timing::YEAR.chars()),
                (Cues::BOUND, &mut figure::FRAMING.first_characters().chain(figure::AT_MOST.chars().next())),
                (Cues::EACH, &mut "每".chars()),
            ];
            CharClasses::of(sets.map(|(cue, chars)| (cue.0, chars)))
        });
        Self(CLASSES.in_text(words))
    }

    /// Whether the words may say `cue`; else they do not.
    pub(super) const fn may(self, cue: Self) -> bool {
        self.0 & cue.0 != 0
    }
}
