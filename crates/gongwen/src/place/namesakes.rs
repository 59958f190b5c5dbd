//! Which of the divisions that are called alike: by its year, by what encloses it, by what else the document and its page say.
//!
//! 鼓楼区 below `在福州市委、市政府的坚强领导下` → that of 福州市: 350102, 0.84; the other three share the rest.

use std::ops::Range;

use memchr::memmem;

use super::division::Division;
use super::names::{Known, Places};
use crate::document::{RegionCandidate, RegionLevel};
use crate::hints::Hints;

/// What a document gives to tell namesakes apart.
pub(super) struct Context<'a> {
    pub(super) text: &'a str,
    pub(super) title: Option<Range<usize>>,
    pub(super) hints: &'a Hints,
    /// The year it was issued, else the year it reports on.
    pub(super) year: Option<i32>,
}

impl Context<'_> {
    /// The divisions the last known name may mean, likeliest first, their shares adding up to 1.
    pub(super) fn candidates(&self, found: &Places) -> Vec<Candidate> {
        let Some((last, outer)) = found.known.split_last() else { return Vec::new() };
        let mut candidates: Vec<Candidate> = Vec::new();
        for division in &last.divisions {
            let candidate = self.weigh(*division, outer);
            // One division under several codes: that of the year.
            let today = division.current();
            let same = candidates.iter_mut().find(|other| {
                today.is_some()
                    && other.division.current() == today
                    && other.division.name() == division.name()
            });
            match same {
                Some(other) if other.share <= candidate.share => *other = candidate,
                Some(_) => {}
                None => candidates.push(candidate),
            }
        }
        // Evidence from the text costs a search of it: only where the name leaves it open.
        if decided(&normalized(candidates.clone())).is_none() {
            for candidate in &mut candidates {
                self.weigh_by_text(candidate);
            }
        }
        let mut candidates = normalized(candidates);
        candidates
            .sort_by(|a, b| b.share.total_cmp(&a.share).then(a.division.adcode().cmp(b.division.adcode())));
        candidates
    }

    /// What the name itself and the names before it say of a division.
    fn weigh(&self, division: Division, outer: &[Known]) -> Candidate {
        let mut candidate = Candidate { division, share: 1.0, because: Vec::new() };
        let of_year = self.year.map_or(division.until().is_none(), |year| division.is_of(year));
        if of_year {
            candidate.share *= 20.0;
        } else if let Some(until) = division.until() {
            candidate.because.push(format!("called so until {until}"));
        }
        for known in outer {
            let name = known.divisions.first().map_or("", |outer| outer.name());
            if known.divisions.iter().any(|outer| outer.encloses(division)) {
                candidate.share *= 50.0;
                candidate.because.push(format!("in {name}"));
            } else if !known.divisions.contains(&division) {
                candidate.share /= 50.0;
                candidate.because.push(format!("not in {name}"));
            }
        }
        // A short name without its kind means the larger.
        candidate.share *= match division.level() {
            RegionLevel::Province => 16.0,
            RegionLevel::Prefecture => 4.0,
            _ => 1.0,
        };
        candidate
    }

    /// What the rest of the document and the page say of a division: the names of what encloses it, the numbers of the site.
    fn weigh_by_text(&self, candidate: &mut Candidate) {
        let division = candidate.division;
        let adcode = division.adcode();
        let hints = [&self.hints.title, &self.hints.issuing_agency, &self.hints.source, &self.hints.site];
        let title = self.title.clone().map(|range| &self.text[range]);
        let head: Vec<&str> = hints.into_iter().flatten().map(String::as_str).chain(title).collect();
        let body = &self.text[..floor(self.text, SEARCHED)];
        for (outer, weight) in [(division.prefecture(self.year), 16.0), (division.province(self.year), 4.0)] {
            let Some(outer) = outer.filter(|outer| *outer != division) else { continue };
            if head.iter().any(|words| words.contains(outer.short())) {
                candidate.share *= weight * 2.0;
                candidate.because.push(format!("{} named beside it", outer.name()));
            } else if memmem::find(body.as_bytes(), outer.name().as_bytes()).is_some() {
                candidate.share *= weight;
                candidate.because.push(format!("{} named in the text", outer.name()));
            }
        }
        // 滇公网安备 53062102000108号, 网站标识码:3700000045
        for label in ["公网安备", "网站标识码"] {
            for at in memmem::find_iter(self.text.as_bytes(), label.as_bytes()) {
                let rest =
                    self.text[at + label.len()..].trim_start_matches([' ', ':', '：', '号', '\u{3000}']);
                let level = if rest.starts_with(&adcode[..4]) { 8.0 } else { 1.0 };
                if rest.starts_with(adcode) {
                    candidate.share *= 40.0;
                    candidate.because.push(format!("{label}{adcode}"));
                } else {
                    candidate.share *= level;
                }
            }
        }
    }

    pub(super) fn report(&self, candidates: Vec<Candidate>) -> Vec<RegionCandidate> {
        let report = |candidate: Candidate| {
            let division = candidate.division;
            let names = [division.province(self.year), division.prefecture(self.year), Some(division)];
            let mut name = String::new();
            for part in names
                .into_iter()
                .flatten()
                .filter(|part| part.level() == division.level() || *part != division)
            {
                if !name.ends_with(part.name()) {
                    name.push_str(part.name());
                }
            }
            RegionCandidate {
                name,
                adcode: division.adcode().to_owned(),
                score: (candidate.share * 100.0).round() / 100.0,
                because: candidate.because.join("; "),
            }
        };
        candidates.into_iter().take(MOST_CANDIDATES).map(report).collect()
    }
}

/// Bytes of the text searched for the names of what encloses the candidates.
const SEARCHED: usize = 1 << 16;

/// The most candidates reported; the names with most namesakes (郊区) have had some twenty since 2000.
const MOST_CANDIDATES: usize = 8;

/// A division that a name may mean.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) division: Division,
    /// Weight, in the end the share of all weights.
    share: f32,
    because: Vec<String>,
}

fn normalized(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    let sum: f32 = candidates.iter().map(|candidate| candidate.share).sum();
    for candidate in &mut candidates {
        candidate.share /= sum;
    }
    candidates
}

/// The division that clearly outweighs the others.
pub(super) fn decided(candidates: &[Candidate]) -> Option<Division> {
    const CLEAR: f32 = 0.75;
    let best = candidates.iter().max_by(|a, b| a.share.total_cmp(&b.share))?;
    (best.share >= CLEAR).then_some(best.division)
}

/// The character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..4).map(|back| at.saturating_sub(back)).find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}
