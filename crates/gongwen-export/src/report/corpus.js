"use strict";
// The documents as rows of a table that grows as it is scrolled, filtered, sorted and counted in two charts.
(() => {
  const by = id => document.getElementById(id);
  const read = id => JSON.parse(by(id).textContent);
  const words = read("words"), word = name => words[name];
  const FIELDS = ["page", "title", "path", "region", "province", "year", "genre", "achieved", "planned", "numbers", "diagnostics", "findings"];
  const NONE = "\u0000";
  // The folders that all files lie in need not be read a thousand times.
  const lines = read("data"), paths = lines.map(values => values[2]);
  let shared = paths.length > 1 ? paths[0].lastIndexOf("/") + 1 : 0;
  for (const path of paths) while (shared && !path.startsWith(paths[0].slice(0, shared))) shared = shared < 2 ? 0 : paths[0].lastIndexOf("/", shared - 2) + 1;
  const all = lines.map((values, order) => {
    const row = { order };
    FIELDS.forEach((field, i) => { row[field] = values[i]; });
    row.figures = row.achieved + row.planned;
    row.place = row.province || row.region;
    row.file = row.path.slice(shared);
    row.words = [row.title, row.path, row.region, row.province, row.year, row.genre].join("\n").toLowerCase();
    return row;
  });
  // Reports of one province are told apart by their own regions.
  if (new Set(all.map(row => row.province).filter(Boolean)).size < 2) for (const row of all) row.place = row.region;

  function make(tag, text, className) {
    const element = document.createElement(tag);
    if (text !== undefined && text !== null) element.textContent = text;
    if (className) element.className = className;
    return element;
  }
  function draw(tag, attributes, text) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const name in attributes) element.setAttribute(name, attributes[name]);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  const fill = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => values[name]);

  // --- what is asked for: kept in the address, so that it is there after a look at a document ----------------------------
  const FACETS = { genre: "genre", province: "place", year: "year" };
  const asked = { q: "", genre: "", province: "", year: "", found: "", by: "", down: "", measure: "documents" };
  function recall() {
    const parameters = new URLSearchParams(location.hash.slice(1));
    for (const name in asked) if (parameters.has(name)) asked[name] = parameters.get(name);
  }
  function remember() {
    const parameters = new URLSearchParams();
    for (const name in asked) if (asked[name] && asked[name] !== "documents") parameters.set(name, asked[name]);
    try { history.replaceState(null, "", "#" + parameters); } catch { /* a page from a file may not */ }
  }
  const valueOf = (row, facet) => row[FACETS[facet]] === null || row[FACETS[facet]] === undefined ? NONE : String(row[FACETS[facet]]);
  function fits(row, parts, except) {
    if (asked.found && !row.diagnostics) return false;
    for (const facet in FACETS) if (facet !== except && asked[facet] && valueOf(row, facet) !== asked[facet]) return false;
    return parts.every(part => row.words.includes(part));
  }
  const partsAsked = () => asked.q.toLowerCase().split(/\s+/).filter(Boolean);

  const collator = new Intl.Collator(document.documentElement.lang === "zh-CN" ? "zh-CN" : "en", { numeric: true });
  function compare(a, b) {
    const x = a[asked.by], y = b[asked.by];
    if (x === y) return a.order - b.order;
    // What is not known comes last in either direction.
    if (x === null || y === null) return x === null ? 1 : -1;
    const order = typeof x === "number" ? x - y : collator.compare(x, y);
    return (asked.down ? -order : order) || a.order - b.order;
  }

  // --- table -------------------------------------------------------------------------------------------------------------
  const table = by("documents"), body = table.tBodies[0], heads = [...table.querySelectorAll("th")];
  const labels = heads.map(head => head.textContent);
  const CHUNK = 100;
  let rows = [], drawn = 0;
  function cell(text, note, label, isNumber) {
    const cell = make("td", text, isNumber ? "number" : "");
    if (label) cell.dataset.label = label;
    if (note) cell.append(make("small", note));
    return cell;
  }
  function line(row, i) {
    const line = make("tr");
    line.setAttribute("aria-rowindex", i + 2);
    const title = make("td"), link = make("a", row.title);
    link.lang = "zh-CN";
    link.href = "pages/" + encodeURIComponent(row.page);
    title.append(link, make("small", row.file));
    line.append(title,
      cell(row.region, row.province && row.province !== row.region ? row.province : ""),
      cell(row.year, "", "", true),
      cell(row.genre),
      cell(row.figures, row.planned ? word("planned") + " " + row.planned : "", labels[4], true),
      cell(row.numbers, "", labels[5], true),
      cell(row.diagnostics || "", row.findings, labels[6], true));
    if (!row.numbers) line.cells[5].classList.add("zero");
    if (row.diagnostics) line.cells[6].classList.add("found");
    return line;
  }
  function grow(to) {
    const more = document.createDocumentFragment();
    for (; drawn < Math.min(to, rows.length); drawn++) more.append(line(rows[drawn], drawn));
    body.append(more);
  }
  const more = by("more");
  new IntersectionObserver(entries => {
    // As long as the end is in sight: a tall window takes several.
    if (entries.some(entry => entry.isIntersecting)) { grow(drawn + CHUNK); if (drawn < rows.length) requestAnimationFrame(() => near() && grow(drawn + CHUNK)); }
  }, { rootMargin: "1200px" }).observe(more);
  const near = () => more.getBoundingClientRect().top < innerHeight + 1200;
  addEventListener("scroll", () => { if (drawn < rows.length && near()) grow(drawn + CHUNK); }, { passive: true });
  addEventListener("beforeprint", () => grow(rows.length));

  heads.forEach(head => head.firstElementChild.addEventListener("click", () => {
    const name = head.dataset.by, numbers = head.classList.contains("number");
    // Numbers from the largest; a third press gives the order of the files again.
    const first = numbers ? "1" : "", second = numbers ? "" : "1";
    if (asked.by !== name) { asked.by = name; asked.down = first; }
    else if (asked.down === first) asked.down = second;
    else { asked.by = ""; asked.down = ""; }
    apply();
  }));

  // --- charts ------------------------------------------------------------------------------------------------------------
  const isFigures = () => asked.measure === "figures";
  function counted(rows, facet) {
    const groups = new Map();
    for (const row of rows) {
      const key = valueOf(row, facet);
      let group = groups.get(key);
      if (!group) groups.set(key, group = { key, name: key === NONE ? word("none") : key, documents: 0, achieved: 0, planned: 0 });
      group.documents++; group.achieved += row.achieved; group.planned += row.planned;
    }
    return [...groups.values()];
  }
  const size = group => isFigures() ? group.achieved + group.planned : group.documents;
  const parts = group => isFigures() ? [["f", group.achieved], ["g", group.planned]] : [["", group.documents]];
  const unit = () => isFigures() ? word("figures") : word("documents");
  const say = group => fill(word("of_year"), { name: group.name, value: size(group) + " " + unit() })
    + (isFigures() ? " (" + word("achieved") + " " + group.achieved + ", " + word("planned") + " " + group.planned + ")" : "");
  function bar(svg, facet, group, hit) {
    const element = draw("g", { class: "bar" });
    element.append(draw("title", {}, say(group)), draw("rect", { ...hit, class: "hit" }));
    if (facet) element.addEventListener("click", () => { asked[facet] = asked[facet] === group.key ? "" : group.key; apply(); });
    svg.append(element);
    return element;
  }
  function years(groups, width) {
    const known = groups.filter(group => group.key !== NONE).sort((a, b) => a.key - b.key), unknown = groups.filter(group => group.key === NONE);
    const list = [...known, ...unknown], most = Math.max(1, ...list.map(size));
    const gaps = known.filter((group, i) => i && group.key - known[i - 1].key > 1).length + unknown.length;
    const height = 190, top = 18, foot = 22, slot = Math.min(64, width / (list.length + gaps * .4 || 1)), thick = Math.max(1, Math.min(34, slot * .68));
    const svg = draw("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img" });
    svg.append(draw("line", { x1: 0, x2: width, y1: height - foot + .5, y2: height - foot + .5 }));
    let x = 0, labelEnd = -1;
    list.forEach((group, i) => {
      const before = known[i - 1];
      if (i && (group.key === NONE || group.key - before.key > 1)) {
        if (slot > 40) svg.append(draw("text", { x: x + slot * .2, y: height - foot + 15, "text-anchor": "middle", class: "soft" }, "⋯"));
        x += slot * .4;
      }
      const element = bar(svg, "year", group, { x, y: top - 18, width: slot, height: height - top + 18 }), middle = x + slot / 2;
      let y = height - foot;
      for (const [kind, value] of parts(group)) {
        const tall = (height - top - foot) * value / most;
        y -= tall;
        if (value) element.append(draw("rect", { x: middle - thick / 2, y, width: thick, height: Math.max(tall, 1), class: kind }));
      }
      if (slot > 26) element.append(draw("text", { x: middle, y: y - 5, "text-anchor": "middle" }, size(group)));
      const label = group.key === NONE && slot < 60 ? "?" : group.name, half = label.length * (label === word("none") ? 6 : 3.6);
      if (middle - half > labelEnd) {
        element.append(draw("text", { x: middle, y: height - foot + 16, "text-anchor": "middle", class: "soft" }, label));
        labelEnd = middle + half + 4;
      }
      x += slot;
    });
    return [svg, list];
  }
  function regions(groups, width) {
    const MOST = 12;
    const list = groups.sort((a, b) => (a.key === NONE) - (b.key === NONE) || size(b) - size(a) || collator.compare(a.name, b.name));
    let shown = list;
    if (list.length > MOST) {
      const rest = list.slice(MOST - 1), sum = field => rest.reduce((sum, group) => sum + group[field], 0);
      shown = [...list.slice(0, MOST - 1), { key: null, name: fill(word("others"), { n: rest.length }), documents: sum("documents"), achieved: sum("achieved"), planned: sum("planned") }];
    }
    const most = Math.max(1, ...shown.map(size)), high = 22, left = Math.min(150, width * .36), right = 46;
    const svg = draw("svg", { viewBox: `0 0 ${width} ${shown.length * high}`, height: shown.length * high, role: "img" });
    shown.forEach((group, i) => {
      const element = bar(svg, group.key === null ? "" : "province", group, { x: 0, y: i * high, width, height: high });
      const fit = Math.floor(left / 12.5), name = group.name.length > fit ? group.name.slice(0, fit - 1) + "…" : group.name;
      element.append(draw("text", { x: left - 8, y: i * high + 15, "text-anchor": "end" }, name));
      let x = left;
      for (const [kind, value] of parts(group)) {
        const long = (width - left - right) * value / most;
        if (value) element.append(draw("rect", { x, y: i * high + 4, width: Math.max(long, 1), height: high - 8, class: group.key === null ? kind + " rest" : kind }));
        x += long;
      }
      element.append(draw("text", { x: x + 6, y: i * high + 15, class: "soft" }, size(group)));
    });
    return [svg, list];
  }
  function chart(id, facet, label, name, plot, shown) {
    const figure = by(id), place = figure.querySelector(".chart");
    const [svg, list] = plot(counted(shown, facet), Math.max(place.clientWidth, 240));
    svg.setAttribute("aria-label", label + ", " + unit());
    place.replaceChildren(svg);
    if (isFigures()) {
      const keys = make("p", null, "keys");
      keys.append(make("span", word("count_achieved")), make("span", word("count_planned")));
      place.append(keys);
    }
    const numbers = make("table"), head = make("tr");
    for (const column of [name, word("count_documents"), word("count_achieved"), word("count_planned")]) { const th = make("th", column); th.scope = "col"; head.append(th); }
    numbers.createTHead().append(head);
    const lines = numbers.createTBody();
    for (const group of list) {
      const line = make("tr"), th = make("th", group.name);
      th.scope = "row";
      line.append(th, make("td", group.documents, "number"), make("td", group.achieved, "number"), make("td", group.planned, "number"));
      lines.append(line);
    }
    figure.querySelector(".table").replaceChildren(numbers);
  }
  function charts() {
    chart("years", "year", word("by_year"), word("year"), years, rows);
    chart("regions", "province", word("by_region"), word("region"), regions, rows);
  }

  // --- filters -----------------------------------------------------------------------------------------------------------
  function options(facet) {
    const select = by(facet), parts = partsAsked();
    const groups = counted(all.filter(row => fits(row, parts, facet)), facet);
    if (asked[facet] && !groups.some(group => group.key === asked[facet])) groups.push({ key: asked[facet], name: asked[facet] === NONE ? word("none") : asked[facet], documents: 0 });
    groups.sort((a, b) => (a.key === NONE) - (b.key === NONE) || (facet === "year" ? b.key - a.key : b.documents - a.documents || collator.compare(a.name, b.name)));
    const first = make("option", word("all"));
    first.value = "";
    select.replaceChildren(first, ...groups.map(group => { const option = make("option", `${group.name} (${group.documents})`); option.value = group.key; return option; }));
    select.value = asked[facet];
  }
  const form = document.querySelector(".filters");
  form.addEventListener("submit", event => event.preventDefault());
  form.addEventListener("reset", event => { event.preventDefault(); for (const name of ["q", "genre", "province", "year", "found"]) asked[name] = ""; apply(); by("q").focus(); });
  by("q").addEventListener("input", () => { asked.q = by("q").value; apply(); });
  by("found").addEventListener("change", () => { asked.found = by("found").checked ? "1" : ""; apply(); });
  for (const facet in FACETS) by(facet).addEventListener("change", () => { asked[facet] = by(facet).value; apply(); });
  for (const radio of document.querySelectorAll("[name=measure]")) radio.addEventListener("change", () => { asked.measure = radio.value; apply(); });
  addEventListener("keydown", event => {
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.target.closest("[type=search], select")) { event.preventDefault(); by("q").focus(); }
  });

  // Of the charts, known once they are laid out.
  let width = 0;
  function apply() {
    const parts = partsAsked();
    rows = all.filter(row => fits(row, parts));
    if (asked.by) rows.sort(compare);
    body.replaceChildren();
    drawn = 0;
    grow(CHUNK);
    table.setAttribute("aria-rowcount", rows.length + 1);
    for (const head of heads) {
      if (head.dataset.by === asked.by) head.setAttribute("aria-sort", asked.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    by("told").textContent = rows.length ? fill(word("shown"), { shown: rows.length, all: all.length, figures: rows.reduce((sum, row) => sum + row.figures, 0) }) : word("nothing");
    for (const facet in FACETS) options(facet);
    if (by("q").value !== asked.q) by("q").value = asked.q;
    by("found").checked = Boolean(asked.found);
    document.querySelector(`[name=measure][value="${isFigures() ? "figures" : "documents"}"]`).checked = true;
    if (width) charts();
    remember();
  }

  for (const waiting of document.querySelectorAll("main > [hidden]")) waiting.hidden = false;
  recall();
  apply();
  new ResizeObserver(([entry]) => { if (entry.contentRect.width !== width) { width = entry.contentRect.width; charts(); } }).observe(document.querySelector(".pair"));
})();
