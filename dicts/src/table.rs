//! `disclosure.toml`: tables whose rows and columns a format fixes.

use serde::Deserialize;

use crate::entry::{Entry, Proof};

/// A table of a fixed format: what its cells are called and which of them add up.
///
/// A cell is called kind, row and column, parted by points: `applications.received.natural_person`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Stable name in ASCII.
    pub kind: String,
    /// Its name in the format.
    pub label: String,
    /// Titles it stands under. Like all words of a table without spaces and punctuation, with which texts are free.
    pub titles: Vec<String>,
    /// What its own first line says, where the title is missing or far away.
    pub heads: Vec<String>,
    /// Words without which it is a table of another format.
    #[serde(default)]
    pub requires: Vec<String>,
    /// How many rows with figures make it a table and not a passage that speaks of its subject.
    pub rows_wanted: usize,
    /// The format, and the clause it is made for.
    pub source: String,
    /// Columns, from left to right.
    pub columns: Vec<TableColumn>,
    /// Rows, from top to bottom.
    pub rows: Vec<TableRow>,
    /// What adds up.
    pub sums: Vec<TableSum>,
    /// Texts with the table.
    pub examples: Vec<TableExample>,
    /// Texts without it.
    pub counter_examples: Vec<TableCounterExample>,
}

impl Entry for Table {
    type Example = TableExample;
    type CounterExample = TableCounterExample;

    fn proof(&self) -> Proof<'_, TableExample, TableCounterExample> {
        Proof::new(self.kind.clone(), &self.examples, &self.counter_examples)
    }
}

/// A column of a [`Table`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableColumn {
    /// Stable name in ASCII.
    pub name: String,
    /// Its heading, the headings above it before it: `法人或其他组织/商业企业`.
    pub label: String,
    /// It is there only where the table has these words.
    pub only_with: Option<String>,
}

/// A row of a [`Table`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableRow {
    /// Stable name in ASCII; empty for the only row of a table whose row has no label.
    pub name: String,
    /// Its label, the labels it stands under before it: `不予公开/属于国家秘密`.
    pub label: String,
    /// What its label says in the text: the first found counts.
    pub words: Vec<String>,
    /// Its columns, where they are not those of the table.
    pub columns: Option<Vec<TableColumn>>,
}

/// Cells that add up: the sum over `of` is the sum over `equals`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableSum {
    /// What the names are names of.
    pub over: Axis,
    /// Names of rows, in each column; or of columns, in each row.
    pub of: Vec<String>,
    /// The same.
    pub equals: Vec<String>,
}

/// What a [`TableSum`] runs over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Axis {
    /// Down the rows of one column.
    Rows,
    /// Along the columns of one row.
    Columns,
}

/// A text and some of the cells to be found in it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableExample {
    /// The text.
    pub text: String,
    /// Cells.
    pub cells: Vec<TableCell>,
}

/// A cell of a [`TableExample`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableCell {
    /// Its name.
    pub name: String,
    /// Its value as a decimal.
    pub value: String,
    /// What stands there.
    pub text: String,
}

/// A text without the table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TableCounterExample {
    /// The text.
    pub text: String,
}
