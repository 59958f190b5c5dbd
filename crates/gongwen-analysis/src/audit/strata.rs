//! How a population is cut into strata, and how many records each gives.
//!
//! 900 counts, 95 sums of money and 5 ranks, 20 to be drawn → `count` 18, `*` (the others) 2

use serde::{Deserialize, Serialize};

/// Expected records below which a cell is no stratum of its own: of a single one, no variance is seen.
const LEAST: usize = 2;

/// How the sample is shared out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Allocation {
    /// As the population is: the sample is small what the population is large, and precision hardly needs weights.
    #[default]
    Proportional,
    /// As many of each: rare strata are seen as well as common ones, and the precision of all is weighted.
    Equal,
}

impl Allocation {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Proportional => "proportional",
            Self::Equal => "equal",
        }
    }
}

/// A part of the population that is drawn from on its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stratum {
    /// A level a factor; none where cells too small to stand alone are pooled.
    pub levels: Vec<Option<String>>,
    /// Records in it.
    pub population: usize,
    /// Records drawn.
    pub drawn: usize,
}

impl Stratum {
    /// `work_report / change / *`.
    #[must_use]
    pub fn name(&self) -> String {
        let levels: Vec<_> = self.levels.iter().map(|level| level.as_deref().unwrap_or("*")).collect();
        if levels.is_empty() { "*".to_owned() } else { levels.join(" / ") }
    }
}

/// The strata of a population given by its cells, `size` records shared out among them, and the stratum of each cell.
///
/// A cell whose share of the sample would be below two is pooled with its like: first with those that differ in the last factor
/// only, then in the last two, and so on; what is left over at the end is a stratum of its own. The strata are thus fixed before
/// anything is drawn.
pub(super) fn divide(
    cells: &[(&[String], usize)],
    size: usize,
    allocation: Allocation,
) -> (Vec<Stratum>, Vec<usize>) {
    let total: usize = cells.iter().map(|(_, population)| population).sum();
    let factors = cells.first().map_or(0, |(levels, _)| levels.len());
    let mut pools = Vec::new();
    let all: Vec<usize> = (0..cells.len()).collect();
    let enough = |members: &[usize]| {
        let population: usize = members.iter().map(|&cell| cells[cell].1).sum();
        population as u128 * size as u128 >= LEAST as u128 * total as u128
    };
    let left = pool(cells, &all, 0, factors, &enough, &mut pools);
    if !left.is_empty() {
        pools.push((Vec::new(), left));
    }
    let mut stratum_of = vec![0; cells.len()];
    let mut strata: Vec<Stratum> = Vec::new();
    for (prefix, members) in pools {
        for &cell in &members {
            stratum_of[cell] = strata.len();
        }
        let levels = (0..factors).map(|factor| prefix.get(factor).cloned()).collect();
        let population = members.iter().map(|&cell| cells[cell].1).sum();
        strata.push(Stratum { levels, population, drawn: 0 });
    }
    allocate(&mut strata, size.min(total), allocation);
    (strata, stratum_of)
}

/// Puts the strata among `members`, which have the first `depth` levels in common, into `pools` and gives the cells left over.
fn pool(
    cells: &[(&[String], usize)],
    members: &[usize],
    depth: usize,
    factors: usize,
    enough: &impl Fn(&[usize]) -> bool,
    pools: &mut Vec<(Vec<String>, Vec<usize>)>,
) -> Vec<usize> {
    let left = if depth == factors {
        members.to_vec()
    } else {
        // The cells are sorted: those alike stand together.
        members
            .chunk_by(|a, b| cells[*a].0[depth] == cells[*b].0[depth])
            .flat_map(|alike| pool(cells, alike, depth + 1, factors, enough, pools))
            .collect()
    };
    if left.is_empty() || !enough(&left) {
        return left;
    }
    pools.push((cells[left[0]].0[..depth].to_vec(), left));
    Vec::new()
}

/// Shares out `size`, no more than there are records: by largest remainder, two of each stratum at least where it has them.
fn allocate(strata: &mut [Stratum], size: usize, allocation: Allocation) {
    let (count, total) = (strata.len(), strata.iter().map(|stratum| stratum.population).sum::<usize>());
    // In fractions of a record with one denominator, so that nothing is rounded.
    let (quotas, whole): (Vec<u128>, u128) = match allocation {
        Allocation::Proportional => {
            let quota = |stratum: &Stratum| size as u128 * stratum.population as u128;
            (strata.iter().map(quota).collect(), total.max(1) as u128)
        }
        Allocation::Equal => (vec![size as u128; count], count.max(1) as u128),
    };
    for (stratum, quota) in strata.iter_mut().zip(&quotas) {
        let floor = usize::try_from(quota / whole).unwrap_or(usize::MAX);
        stratum.drawn = floor.max(LEAST).min(stratum.population);
    }
    let sum = |strata: &[Stratum]| strata.iter().map(|stratum| stratum.drawn).sum::<usize>();
    while sum(strata) < size {
        let lacking = |at: usize| quotas[at] as i128 - (strata[at].drawn as u128 * whole) as i128;
        let open = (0..count).filter(|&at| strata[at].drawn < strata[at].population);
        // Of equals, the first.
        let Some(next) = open.rev().max_by_key(|&at| lacking(at)) else { return };
        strata[next].drawn += 1;
    }
    while sum(strata) > size {
        let Some(most) = (0..count).rev().max_by_key(|&at| strata[at].drawn) else { return };
        strata[most].drawn -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shares(cells: &[(&str, usize)], size: usize, allocation: Allocation) -> Vec<(String, usize, usize)> {
        let mut cells: Vec<(Vec<String>, usize)> =
            cells.iter().map(|(levels, n)| (levels.split('/').map(str::to_owned).collect(), *n)).collect();
        cells.sort();
        let cells: Vec<_> = cells.iter().map(|(levels, n)| (levels.as_slice(), *n)).collect();
        let (strata, stratum_of) = divide(&cells, size, allocation);
        assert_eq!(stratum_of.len(), cells.len());
        strata.iter().map(|stratum| (stratum.name(), stratum.population, stratum.drawn)).collect()
    }

    fn expected(strata: &[(&str, usize, usize)]) -> Vec<(String, usize, usize)> {
        strata.iter().map(|(name, population, drawn)| ((*name).to_owned(), *population, *drawn)).collect()
    }

    #[test]
    fn small_cells_are_pooled_with_their_like() {
        let cells = [
            ("r/count", 600),
            ("r/money", 300),
            ("r/rank", 4),
            ("r/ratio", 6),
            ("w/count", 60),
            ("w/rank", 30),
        ];
        assert_eq!(
            shares(&cells, 50, Allocation::Proportional),
            // 4 + 6 of the r are too few, and go with 30 of the w, which are too few.
            expected(&[
                ("r / count", 600, 30),
                ("r / money", 300, 15),
                ("w / count", 60, 3),
                ("* / *", 40, 2)
            ])
        );
        let cells = [("r/count", 600), ("r/rank", 20), ("r/ratio", 30), ("w/count", 350)];
        assert_eq!(
            shares(&cells, 50, Allocation::Proportional),
            expected(&[("r / count", 600, 30), ("r / *", 50, 3), ("w / count", 350, 17)])
        );
    }

    #[test]
    fn the_sample_is_as_large_as_asked_or_all_there_is() {
        let cells = [("a", 997), ("b", 2), ("c", 1)];
        for size in 1..=1000 {
            for allocation in [Allocation::Proportional, Allocation::Equal] {
                let strata = shares(&cells, size, allocation);
                assert_eq!(strata.iter().map(|(.., drawn)| drawn).sum::<usize>(), size, "{strata:?}");
                assert!(strata.iter().all(|(_, population, drawn)| drawn <= population), "{strata:?}");
            }
        }
        assert_eq!(
            shares(&cells, 5000, Allocation::Equal).iter().map(|(.., drawn)| drawn).sum::<usize>(),
            1000
        );
        assert_eq!(shares(&[], 10, Allocation::Proportional), []);
    }

    #[test]
    fn equal_shares_fill_up_with_what_is_there() {
        let cells = [("a", 800), ("b", 150), ("c", 50)];
        assert_eq!(
            shares(&cells, 180, Allocation::Equal),
            expected(&[("a", 800, 65), ("b", 150, 65), ("c", 50, 50)])
        );
    }
}
