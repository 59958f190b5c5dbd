//! How much work one file may cost.
//!
//! A page that unpacks to 64 MB of operators → cut short with a note, the pages before and after it read

/// Most bytes of content of one page, unpacked, forms included: a page of a map has 20 MB.
const PAGE_BYTES: usize = 64 << 20;
/// Most operators of one page.
const PAGE_OPERATORS: usize = 2_000_000;
/// Bytes of content that any file may have, and how many more for each of its own bytes: text packs to a fifth.
const FILE_BYTES: usize = 96 << 20;
const FILE_RATIO: usize = 32;
/// Operators that any file may have: a second's work.
const FILE_OPERATORS: usize = 5_000_000;

/// What is left of it.
#[derive(Debug)]
pub(super) struct Budget {
    file_bytes: usize,
    file_operators: usize,
    page_bytes: usize,
    page_operators: usize,
}

impl Budget {
    /// For a file of so many bytes whose text may be so long.
    pub(super) fn new(file: usize, max_text: u64) -> Self {
        let max_text = usize::try_from(max_text).unwrap_or(usize::MAX);
        let file_bytes =
            FILE_BYTES.saturating_add(file.saturating_mul(FILE_RATIO)).min(max_text.max(1 << 20));
        Self {
            file_bytes,
            file_operators: FILE_OPERATORS,
            page_bytes: PAGE_BYTES,
            page_operators: PAGE_OPERATORS,
        }
    }

    /// Most bytes the next stream may unpack to.
    pub(super) fn page_bytes(&self) -> usize {
        self.page_bytes.min(self.file_bytes)
    }

    /// Starts a page with so many bytes of content.
    pub(super) fn begin_page(&mut self, bytes: usize) {
        (self.page_bytes, self.page_operators) = (PAGE_BYTES, PAGE_OPERATORS);
        self.spend_bytes(bytes);
    }

    /// Whether so many bytes more may be run through.
    pub(super) fn spend_bytes(&mut self, bytes: usize) -> bool {
        let enough = bytes <= self.page_bytes();
        self.page_bytes = self.page_bytes.saturating_sub(bytes);
        self.file_bytes = self.file_bytes.saturating_sub(bytes);
        enough
    }

    /// Whether one operator more may be run.
    pub(super) fn spend_operator(&mut self) -> bool {
        let enough = self.page_operators > 0 && self.file_operators > 0;
        self.page_operators = self.page_operators.saturating_sub(1);
        self.file_operators = self.file_operators.saturating_sub(1);
        enough
    }

    /// Whether the file has used up what it may cost.
    pub(super) fn is_spent(&self) -> bool {
        self.file_bytes == 0 || self.file_operators == 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_spent_is_gone() {
        let mut budget = Budget::new(0, u64::MAX);
        assert_eq!(budget.page_bytes(), PAGE_BYTES);
        budget.begin_page(PAGE_BYTES);
        assert!(!budget.spend_bytes(1) && !budget.is_spent());
        budget.begin_page(PAGE_BYTES);
        assert!(budget.is_spent());
    }

    #[test]
    fn the_limit_of_the_text_bounds_it() {
        assert_eq!(Budget::new(usize::MAX, 2 << 20).page_bytes(), 2 << 20);
    }
}
