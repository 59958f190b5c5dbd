// What the page does. Whatever a document says goes in as text, never as markup.

const $ = id => document.getElementById(id);
const LAYERS = ["indicators", "doc_numbers", "sections"];
let chinese = /^zh\b/i.test(navigator.language || "");
let found = null, took = 0, layer = "indicators", chosen = null, told = ["loading"];

const pick = pair => pair[chinese ? 0 : 1];
const word = name => pick(WORDS[name]);
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
// A value of a field in the reader's language.
const shown = (name, value) => [value].flat().map((value, at) => {
  const known = VALUES[at ? "direction" : name];
  return value === null || value === undefined ? "" : known && known[value] ? pick(known[value]) : String(value);
}).filter(Boolean).join(" ");

function tell(name, detail = "", wrong = false) {
  told = [name, detail, wrong];
  const counts = found && { chars: found.chars, time: took, ...Object.fromEntries(LAYERS.map(layer => [layer, found[layer].length])) };
  $("status").textContent = word(name).replace(/\{(\w+)\}/g, (_, key) => counts[key]) + (detail && ` ${detail}`);
  $("status").classList.toggle("wrong", wrong);
}

// --- reading a text --------------------------------------------------------------------------------------------------------
async function extract() {
  if (!compiled) return;
  const source = $("text").value;
  if (!source.trim()) { forget(); return tell("empty"); }
  tell("working");
  await new Promise(resolve => setTimeout(resolve));
  const began = performance.now();
  try {
    found = read(source);
  } catch (error) {
    forget();
    // What stopped in the middle is not to be called again.
    await start();
    return tell("broken", String(error), true);
  }
  took = Math.round(performance.now() - began);
  chosen = null;
  layer = LAYERS.find(layer => found[layer].length) || "indicators";
  show();
  tell("found");
}
function forget() { found = null; $("result").hidden = true; }

// A file is UTF-8 or UTF-16 if it can be, else GB18030.
async function openFile(file) {
  const bytes = await file.arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try { $("text").value = new TextDecoder(marked, { fatal: true }).decode(bytes); }
  catch { $("text").value = new TextDecoder("gb18030").decode(bytes); }
  await extract();
}

// --- showing it --------------------------------------------------------------------------------------------------------------
function show() {
  $("result").hidden = false;
  showFacts();
  showReading();
  showTabs();
  showTable();
  showFindings();
}
function showFacts() {
  const { metadata } = found;
  const facts = { ...metadata, region: metadata.region && [metadata.region.name, metadata.region.adcode].filter(Boolean).join(" ") };
  const names = ["title", "document_number", "issuing_agency", "date_of_issue", "region", "report_year"].filter(name => facts[name]);
  $("facts").replaceChildren(...names.map(name => make("div", {}, make("dt", { textContent: word(name) }), make("dd", { textContent: String(facts[name]), lang: "zh-CN" }))));
}

// The text, cut wherever a record begins or ends: records may overlap, as a heading and the figure in it do.
function showReading() {
  const records = LAYERS.flatMap(layer => found[layer].map((record, at) => ({ layer, record, at })));
  const places = [...records.map(({ record }) => record), ...found.diagnostics];
  const cuts = [...new Set([0, found.chars, ...places.flatMap(place => [place.start, place.end])])].sort((a, b) => a - b);
  // The figure or number before the heading it stands in; of two alike the earlier.
  const starting = new Map();
  for (const mark of records) starting.set(mark.record.start, [...(starting.get(mark.record.start) || []), mark]);
  let open = [];
  const pieces = cuts.slice(0, -1).map((from, i) => {
    open = [...open, ...(starting.get(from) || [])].filter(mark => mark.record.end > from)
      .sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer));
    const piece = make(open.length ? "mark" : "span", { textContent: found.slice(from, cuts[i + 1]) });
    piece.dataset.start = from;
    if (!open.length) return piece;
    const [{ layer, at, record }] = open;
    piece.className = [...new Set(open.map(mark => mark.layer)), record.status].join(" ");
    piece.addEventListener("click", () => choose(layer, at, "text"));
    return piece;
  });
  $("reading").replaceChildren(...pieces);
  $("reading").scrollTop = 0;
}

function showTabs() {
  $("tabs").setAttribute("aria-label", word("tables"));
  $("tabs").replaceChildren(...LAYERS.map(name => {
    const tab = make("button", { type: "button", id: `tab-${name}`, textContent: `${word(name)} ${found[name].length}`, tabIndex: name === layer ? 0 : -1 });
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-selected", name === layer);
    tab.setAttribute("aria-controls", "panel");
    tab.addEventListener("click", () => turn(name));
    return tab;
  }));
  $("panel").setAttribute("aria-labelledby", `tab-${layer}`);
  $("export").disabled = !found[layer].length;
}
function turn(name) { layer = name; chosen = null; mark(); showTabs(); showTable(); }

function showTable() {
  const columns = SHOWN[layer], records = found[layer];
  if (!records.length) return $("panel").replaceChildren(make("p", { className: "none", textContent: word("none") }));
  const head = make("tr", {}, ...columns.map(column => make("th", { scope: "col", className: column.number ? "number" : "", textContent: word(column.name) })));
  const body = make("tbody", {}, ...records.map((record, at) => {
    const row = make("tr", {}, ...columns.map((column, i) => {
      const words = shown(column.name, column.of(record, found));
      if (i) return make("td", { textContent: words, className: column.number ? "number" : column.name === "status" ? `short ${record.status}` : column.name in VALUES || column.name === "period" ? "short" : "" });
      const button = make("button", { type: "button", textContent: words, lang: "zh-CN" });
      // A heading stands as deep as it is.
      if (layer === "sections") button.style.paddingInlineStart = `${0.6 + 1.2 * record.path.split("/").slice(1).length}rem`;
      return make("th", { scope: "row" }, button);
    }));
    row.addEventListener("click", () => choose(layer, at, "table"));
    return row;
  }));
  $("panel").replaceChildren(make("table", {}, make("caption", { textContent: word(layer) }), make("thead", {}, head), body));
  mark();
}
function showFindings() {
  const { diagnostics } = found;
  $("findings").hidden = !diagnostics.length;
  $("findings").firstElementChild.textContent = `${word("findings")} ${diagnostics.length}`;
  $("findings").lastElementChild.replaceChildren(...diagnostics.map(finding => {
    const button = make("button", { type: "button", textContent: `${finding.message} ${finding.hint}` });
    button.addEventListener("click", () => { chosen = null; mark(finding); });
    return make("li", {}, button);
  }));
}

// --- a row and its place -------------------------------------------------------------------------------------------------------
function choose(name, at, from) {
  if (name !== layer) turn(name);
  chosen = at;
  mark();
  const row = $("panel").querySelectorAll("tbody tr")[at];
  if (from === "text") row.scrollIntoView({ block: "nearest" });
  row.querySelector("button").focus({ preventScroll: true });
}
// Marks the row that is chosen and its place in the text, or the place alone.
function mark(place = chosen === null ? null : found[layer][chosen]) {
  $("panel").querySelectorAll("tbody tr").forEach((row, at) => {
    row.classList.toggle("on", at === chosen);
    row.querySelector("button").setAttribute("aria-pressed", at === chosen);
  });
  const pieces = [...$("reading").children];
  const inside = place ? pieces.filter(piece => +piece.dataset.start >= place.start && +piece.dataset.start < place.end) : [];
  for (const piece of pieces) piece.classList.toggle("on", inside.includes(piece));
  const pane = $("reading");
  if (inside.length) pane.scrollTop = inside[0].offsetTop - pane.clientHeight / 3;
}

// --- controls ----------------------------------------------------------------------------------------------------------------
function speak() {
  document.documentElement.lang = chinese ? "zh-CN" : "en";
  for (const element of document.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  $("text").placeholder = word("placeholder");
  $("language").textContent = word("other");
  $("language").lang = chinese ? "en" : "zh-CN";
  $("export").textContent = word("export");
  if (found) show();
  tell(...told);
}
function save() {
  const link = make("a", { href: URL.createObjectURL(new Blob([csv(layer, found)], { type: "text/csv;charset=utf-8" })), download: `gongwen-${layer}.csv` });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  tell("exported", link.download);
}
// Arrows go from tab to tab and from row to row.
function step(event, elements, back, on, act) {
  const at = elements.indexOf(document.activeElement), to = at + (event.key === on) - (event.key === back);
  if (at < 0 || to === at || !elements[to]) return;
  event.preventDefault();
  act(to);
}
$("tabs").addEventListener("keydown", event => step(event, [...$("tabs").children], "ArrowLeft", "ArrowRight", to => { turn(LAYERS[to]); $("tabs").children[to].focus(); }));
$("panel").addEventListener("keydown", event => step(event, [...$("panel").querySelectorAll("tbody button")], "ArrowUp", "ArrowDown", to => { choose(layer, to, "text"); }));
$("language").addEventListener("click", () => { chinese = !chinese; speak(); });
$("extract").addEventListener("click", extract);
$("sample").addEventListener("click", () => { $("text").value = SAMPLE; extract(); });
$("clear").addEventListener("click", () => { $("text").value = ""; forget(); tell("ready"); $("text").focus(); });
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", async event => { const [file] = event.target.files; event.target.value = ""; if (file) await openFile(file); });
$("text").addEventListener("paste", () => setTimeout(extract));
$("text").addEventListener("keydown", event => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); extract(); } });
$("export").addEventListener("click", save);

for (const id of ["extract", "sample", "open"]) $(id).disabled = true;
speak();
load().then(() => {
  for (const id of ["extract", "sample", "open"]) $(id).disabled = false;
  tell("ready");
  // Pasted while it was loading.
  if ($("text").value) extract();
}, error => tell("unusable", String(error), true));
