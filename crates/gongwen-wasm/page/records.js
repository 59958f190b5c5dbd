// The records of a text as rows, and as a file for a spreadsheet.

const text = (name, of) => ({ name, of });
const number = (name, of) => ({ name, of, number: true });
const plain = name => text(name, record => record[name]);
const issuers = record => record.issuers.map(issuer => issuer.name);

// What a table shows. The first column leads to the place in the text.
const SHOWN = {
  indicators: [plain("full_name"), number("value", record => record.value_max === null ? record.value : `${record.value}–${record.value_max}`), plain("unit"),
    plain("period"), plain("status"), plain("bound"), text("kind", record => [record.kind, record.direction])],
  doc_numbers: [plain("canonical"), plain("role"), plain("cited_title"), text("issuer", record => issuers(record)[0])],
  sections: [text("heading", record => `${record.marker}${record.title}`), plain("level")],
};

// What a file holds: names as in the CSV of `gongwen extract`.
const sentence = text("sentence", (record, document) => document.slice(...record.sentence));
const section = (name, of) => text(name, (record, document) => {
  const found = document.sections.find(section => section.id === record.section);
  return found && of(found);
});
const place = [plain("text"), number("start", record => record.start), number("end", record => record.end)];
const title = text("title", (_, document) => document.metadata.title);
const EXPORTED = {
  indicators: [title, number("report_year", (_, document) => document.metadata.report_year), plain("full_name"), plain("name"), number("value", record => record.value),
    number("value_max", record => record.value_max), ...["unit", "bound", "kind", "direction", "period", "status", "comparison"].map(plain), plain("text"), sentence,
    section("section_path", found => found.path), section("section_title", found => found.title), number("start", record => record.start),
    number("end", record => record.end), number("group", record => record.group), number("confidence", record => record.confidence), plain("rule")],
  doc_numbers: [title, ...["canonical", "key", "role", "form", "agency_code"].map(plain), number("year", record => record.year),
    number("serial", record => record.serial), plain("cited_title"), text("issuer", record => issuers(record)[0]), text("issuers", record => issuers(record).join("；")), ...place],
  sections: [title, plain("path"), plain("level"), plain("marker"), text("section_title", record => record.title), number("start", record => record.start), number("end", record => record.end)],
};

// A cell that no spreadsheet runs: as in crates/gongwen-export/src/cell.rs.
function guarded(cell) {
  const signed = /^[+-][\d.,%]+$/.test(cell);
  return /^[=@\t\r\n＝＋－＠]/.test(cell) || (/^[+-]/.test(cell) && !signed) ? `'${cell}` : cell;
}
function csvField(column, record, document) {
  const value = column.of(record, document);
  if (value === null || value === undefined) return "";
  const cell = column.number ? String(value) : guarded(String(value));
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
// RFC 4180 with a mark for Excel.
function csv(layer, document) {
  const columns = EXPORTED[layer];
  const rows = document[layer].map(record => columns.map(column => csvField(column, record, document)).join(","));
  return `\ufeff${[columns.map(column => column.name).join(","), ...rows].join("\r\n")}\r\n`;
}
