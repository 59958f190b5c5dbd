//! `traditional.tsv` and `word-frequencies.tsv`: one row a character.
//!
//! `點⇥点` → `('點', '点')`

/// Traditional and variant characters with the simplified form read for each: `traditional.tsv`, in order of the first.
///
/// ```
/// let pairs: Vec<(char, char)> = gongwen_dicts::traditional().collect();
/// assert!(pairs.contains(&('點', '点')));
/// ```
pub fn traditional() -> impl Iterator<Item = (char, char)> {
    let lines = include_str!("../traditional.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (traditional, simplified) = line.split_once('\t')?;
        Some((traditional.chars().next()?, simplified.chars().next()?))
    })
}

/// Words of modern Chinese and how often they are used: `word-frequencies.tsv`, in order of the first character. Each is its first
/// character, the rest, and its count in 60 million words, within a quarter.
///
/// ```
/// let (_, _, count) = gongwen_dicts::word_frequencies().find(|(first, rest, _)| (*first, *rest) == ('规', "定")).unwrap();
/// assert!(count > 5000.0);
/// ```
pub fn word_frequencies() -> impl Iterator<Item = (char, &'static str, f32)> {
    /// What one step of the class is worth: a power of 2.
    const STEP: f32 = 2.0 / 3.0;
    let lines = include_str!("../word-frequencies.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| {
        let (first, words) = line.split_once('\t').unwrap_or_default();
        words.split(' ').filter_map(move |word| {
            let (rest, class) = word.split_at_checked(word.len().checked_sub(1)?)?;
            let class = class.chars().next()?.to_digit(36)?;
            Some((first.chars().next()?, rest, (STEP * class as f32).exp2()))
        })
    })
}
