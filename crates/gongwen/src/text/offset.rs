//! From a place in the normalised text back to its place in the source.
//!
//! `"81件"` (normalised from `"８１ 件"`) at bytes `0..5` → source bytes `0..10`, code points `0..4`.
//!
//! Normalising only ever copies, replaces or deletes short stretches, so the map is a list of runs, each a stretch of
//! the source beside the stretch it became. Every byte of the normalised text belongs to exactly one run; a stretch
//! of the source that was deleted lies between two runs.

use std::ops::Range;

use super::span::Span;

/// A stretch of the source and the stretch of normalised text it became.
#[derive(Clone, Copy, Debug)]
struct Run {
    normalized: usize,
    source: usize,
    normalized_len: usize,
    source_len: usize,
    /// Copied byte for byte, so that places inside the run map one to one.
    verbatim: bool,
}

/// Maps byte ranges of the normalised text to [`Span`]s of the source.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    runs: Vec<Run>,
    /// Code points before every [`CHECKPOINT`]th byte of the source.
    code_points: Vec<usize>,
}

/// Distance in bytes of the places whose code-point count is kept: counting on from one costs less than a cache miss.
const CHECKPOINT: usize = 64;

impl OffsetMap {
    /// An empty map over `source`, to be filled front to back with [`copy`](Self::copy) and
    /// [`replace`](Self::replace).
    #[must_use]
    pub fn new(source: &str) -> Self {
        let (stretches, rest) = source.as_bytes().as_chunks::<CHECKPOINT>();
        let mut code_points = Vec::with_capacity(stretches.len() + 1);
        let mut count = 0;
        for stretch in stretches {
            code_points.push(count);
            count += usize::from(stretch.iter().map(|byte| begins(*byte)).sum::<u8>());
        }
        if !rest.is_empty() {
            code_points.push(count);
        }
        Self { runs: Vec::new(), code_points }
    }

    /// Says that `source[at..at + len]` stands unchanged at the end of the normalised text so far.
    pub fn copy(&mut self, at: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.verbatim
            && last.source + last.source_len == at
        {
            last.source_len += len;
            last.normalized_len += len;
            return;
        }
        self.push(at, len, len, true);
    }

    /// Says that `source[at..at + source_len]` became `normalized_len` bytes at the end of the normalised text so far.
    /// A deleted stretch needs no call.
    pub fn replace(&mut self, at: usize, source_len: usize, normalized_len: usize) {
        if normalized_len > 0 {
            self.push(at, source_len, normalized_len, false);
        }
    }

    /// The map of the normalised text after its stretches `cuts`, in order and apart, were deleted.
    #[must_use]
    pub fn without(self, cuts: &[Range<usize>]) -> Self {
        let mut map =
            Self { runs: Vec::with_capacity(self.runs.len() + cuts.len()), code_points: self.code_points };
        let mut next = 0;
        for run in self.runs {
            let end = run.normalized + run.normalized_len;
            let mut at = run.normalized;
            while at < end {
                while cuts.get(next).is_some_and(|cut| cut.end <= at) {
                    next += 1;
                }
                let cut = cuts.get(next).cloned().unwrap_or(end..end);
                let kept_to = cut.start.clamp(at, end);
                map.keep(run, at - run.normalized, kept_to - at);
                at = if kept_to == end { end } else { cut.end };
            }
        }
        map
    }

    /// Appends the part of another map's `run` that begins `skipped` bytes into it and is `len` bytes long.
    fn keep(&mut self, run: Run, skipped: usize, len: usize) {
        if run.verbatim {
            self.copy(run.source + skipped, len);
        } else {
            self.replace(run.source, run.source_len, len);
        }
    }

    /// Length of the normalised text in bytes.
    #[must_use]
    pub fn normalized_len(&self) -> usize {
        self.runs.last().map_or(0, |run| run.normalized + run.normalized_len)
    }

    /// Source bytes of the normalised bytes `range`. Deleted source at either edge stays outside, inside it is kept.
    #[must_use]
    pub fn source_range(&self, range: Range<usize>) -> Range<usize> {
        let next = self.runs.partition_point(|run| run.normalized <= range.start);
        let start = self.source_start(next, range.start);
        if range.end <= range.start {
            return start..start;
        }
        // Most ranges end in the run they begin in: it need not be looked for twice.
        let run = next.checked_sub(1).and_then(|i| self.runs.get(i));
        let in_run = run.is_some_and(|run| range.end <= run.normalized + run.normalized_len);
        let next = if in_run { next } else { self.runs.partition_point(|run| run.normalized < range.end) };
        start..self.source_end(next, range.end).max(start)
    }

    /// The [`Span`] of the normalised bytes `range`; `source` is the text the map was made for.
    #[must_use]
    pub fn span(&self, source: &str, range: Range<usize>) -> Span {
        let bytes = self.source_range(range);
        let (start, end) = (self.code_point(source, bytes.start), self.code_point(source, bytes.end));
        Span { start, end, byte_start: bytes.start, byte_end: bytes.end }
    }

    /// Number of code points before the source byte `at`.
    #[must_use]
    pub fn code_point(&self, source: &str, at: usize) -> usize {
        let checkpoint = (at / CHECKPOINT).min(self.code_points.len().saturating_sub(1));
        let before = self.code_points.get(checkpoint).copied().unwrap_or(0);
        let utf8 = &source.as_bytes()[checkpoint * CHECKPOINT..];
        let len = at - checkpoint * CHECKPOINT;
        match utf8.first_chunk::<CHECKPOINT>() {
            Some(bytes) if len < CHECKPOINT => before + usize::from(count_first(bytes, len as u8)),
            // The last bytes of the source.
            _ => before + count_code_points(&utf8[..len]),
        }
    }

    /// The stretches of the source between two runs: what normalising deleted, in order.
    pub(crate) fn deleted(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        let ends = std::iter::once(0).chain(self.runs.iter().map(|run| run.source + run.source_len));
        let gaps = ends.zip(&self.runs).map(|(end, run)| end..run.source);
        gaps.filter(|gap| gap.start < gap.end)
    }

    fn push(&mut self, source: usize, source_len: usize, normalized_len: usize, verbatim: bool) {
        let normalized = self.normalized_len();
        self.runs.push(Run { normalized, source, normalized_len, source_len, verbatim });
    }

    /// The source byte at which the normalised byte `at` begins; `next` is the first run that begins behind `at`.
    fn source_start(&self, next: usize, at: usize) -> usize {
        let Some(run) = next.checked_sub(1).map(|i| self.runs[i]) else {
            return self.runs.first().map_or(0, |run| run.source);
        };
        let inside = at - run.normalized;
        if inside >= run.normalized_len {
            run.source + run.source_len
        } else if run.verbatim {
            run.source + inside
        } else {
            run.source
        }
    }

    /// The source byte at which what is before the normalised byte `at` ends; `next` is the first run that begins at `at` or
    /// behind it.
    fn source_end(&self, next: usize, at: usize) -> usize {
        let Some(run) = next.checked_sub(1).map(|i| self.runs[i]) else {
            return 0;
        };
        let inside = (at - run.normalized).min(run.normalized_len);
        if run.verbatim { run.source + inside } else { run.source + run.source_len }
    }
}

/// 1 for a byte that begins a code point: whose two highest bits are not `10`.
fn begins(byte: u8) -> u8 {
    u8::from(byte & 0xC0 != 0x80)
}

/// Counts those of the first `len` bytes that begin a code point.
///
/// All are looked at: a loop over just these costs more, as nobody guesses how many there are.
fn count_first(bytes: &[u8; CHECKPOINT], len: u8) -> u8 {
    /// As bytes in a table: places that are counted up are compared as the longer number that `len` was before, four at a time.
    const PLACES: [u8; CHECKPOINT] = {
        let mut places = [0; CHECKPOINT];
        let mut place = 0;
        while place < CHECKPOINT {
            places[place] = place as u8;
            place += 1;
        }
        places
    };
    bytes.iter().zip(&PLACES).map(|(byte, place)| begins(*byte) & u8::from(*place < len)).sum()
}

/// Counts the bytes that begin a code point.
pub(crate) fn count_code_points(utf8: &[u8]) -> usize {
    // Summed in bytes over stretches that cannot overflow one, which the compiler turns into vector instructions:
    // counting one by one took 6% of the time of the whole extraction.
    utf8.chunks(255).map(|chunk| usize::from(chunk.iter().map(|byte| begins(*byte)).sum::<u8>())).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replaced_and_deleted_stretches_map_back() {
        let source = "共８１ 件";
        let mut map = OffsetMap::new(source);
        map.copy(0, 3);
        map.replace(3, 3, 1);
        map.replace(6, 3, 1);
        map.copy(10, 3); // the space at 9 is deleted
        assert_eq!(map.normalized_len(), 8);
        assert_eq!(map.source_range(3..8), 3..13);
        assert_eq!(map.source_range(3..5), 3..9, "a deleted stretch after the range stays outside");
        let span = map.span(source, 3..8);
        assert_eq!((span.start, span.end), (1, 5));
        assert_eq!(span.text(source), "８１ 件");
    }

    #[test]
    fn code_points_agree_with_a_count_from_the_start() {
        let source = "a公文".repeat(400);
        let map = OffsetMap::new(&source);
        for (count, (at, _)) in source.char_indices().enumerate() {
            assert_eq!(map.code_point(&source, at), count);
        }
        assert_eq!(map.code_point(&source, source.len()), 1200);
    }
}
