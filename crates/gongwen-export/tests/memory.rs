//! A hundred thousand rows cost no more memory than a few. A test alone in its process, whose peak is then its own.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test fails by panicking, in its helpers too")]

#[cfg(target_os = "linux")]
#[test]
fn the_peak_does_not_grow_with_the_rows() {
    use gongwen_export::{Layer, TableFormat, TableOptions, TableWriter, Value};

    /// Peak of this process, in MiB.
    fn peak() -> usize {
        let status = std::fs::read_to_string("/proc/self/status").unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
    }

    let sheet = Layer::Indicators.sheet();
    let row = |i: usize| -> Vec<Value> {
        let cell = |(at, column): (usize, &gongwen_export::Column)| match column.kind {
            gongwen_export::ColumnKind::Text => {
                format!("{}第{i}行第{at}列", "全年受理行政复议案件，".repeat(3)).into()
            }
            _ => (i + at).into(),
        };
        sheet.columns.iter().enumerate().map(cell).collect()
    };
    for format in [TableFormat::Csv, TableFormat::Xlsx, TableFormat::Parquet] {
        let before = peak();
        let mut writer =
            TableWriter::new(format, &TableOptions::default(), std::slice::from_ref(&sheet), std::io::sink())
                .unwrap();
        (0..100_000).for_each(|i| writer.push(0, [row(i)]).unwrap());
        writer.finish().unwrap();
        let grown = peak() - before;
        eprintln!("{format:?}: {grown} MiB more");
        assert!(grown < 120, "{format:?} took {grown} MiB for 100,000 rows of 150 MB");
    }
}
