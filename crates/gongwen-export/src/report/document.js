"use strict";
// Places in the text and rows beside it name each other: `i12` and `r-i12`. Without this script the rows' links still lead to their places.
(() => {
  const by = id => document.getElementById(id);
  const text = by("text"), aside = by("rows"), panels = by("panels"), find = by("find"), status = by("status");
  const sections = [...panels.querySelectorAll("section")];
  const narrow = matchMedia("(max-width: 760px)");
  const placeOf = id => by(id), rowOf = id => by("r-" + id);
  const partsOf = id => [placeOf(id), ...text.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)].filter(Boolean);

  // --- tabs ---------------------------------------------------------------------------------------------------------
  const tabs = sections.map(section => by(section.dataset.tab));
  const table = () => sections.find(section => !section.hidden);
  function show(section) {
    sections.forEach((other, i) => {
      other.hidden = other !== section;
      tabs[i].setAttribute("aria-selected", String(other === section));
      tabs[i].tabIndex = other === section ? 0 : -1;
    });
    status.hidden = section.id !== "panel-figures";
    filter();
  }
  sections.forEach((section, i) => {
    section.setAttribute("role", "tabpanel");
    section.setAttribute("aria-labelledby", tabs[i].id);
    tabs[i].addEventListener("click", () => { fold(false); show(section); });
    tabs[i].addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(i + step + tabs.length) % tabs.length];
      next.click();
      next.focus();
    });
  });

  // --- on a phone the rows fold away --------------------------------------------------------------------------------
  const folder = by("fold");
  function fold(away) {
    aside.classList.toggle("folded", away);
    folder.setAttribute("aria-expanded", String(!away));
  }
  folder.addEventListener("click", () => fold(!aside.classList.contains("folded")));

  // --- filter -------------------------------------------------------------------------------------------------------
  const told = by("told");
  function filter() {
    const section = table();
    if (!section) return;
    const asked = find.value.trim().toLowerCase().split(/\s+/).filter(Boolean), kind = status.hidden ? "" : status.value;
    let shown = 0, rows = section.querySelectorAll("tbody tr");
    for (const row of rows) {
      const words = asked.length ? row.textContent.toLowerCase() : "";
      const fits = (!kind || row.classList.contains(kind)) && asked.every(word => words.includes(word));
      row.hidden = !fits;
      shown += fits;
    }
    for (const part of section.querySelectorAll(".k")) part.hidden = !part.querySelector("tbody tr:not([hidden])");
    told.textContent = shown < rows.length ? shown + " / " + rows.length : "";
    rove(section);
  }
  find.form.addEventListener("submit", event => event.preventDefault());
  find.addEventListener("input", filter);
  status.addEventListener("change", filter);

  // One row and one place can be reached by Tab; arrows go on from there.
  function rove(section, chosen) {
    const rows = [...section.querySelectorAll("tbody tr:not([hidden])")].filter(row => row.querySelector("a"));
    const link = row => row.querySelector("a");
    chosen = chosen || rows.find(row => row.classList.contains("on")) || rows[0];
    for (const row of section.querySelectorAll("tbody a[tabindex='0']")) row.tabIndex = -1;
    if (chosen) link(chosen).tabIndex = 0;
    return rows;
  }
  for (const link of panels.querySelectorAll("tbody a")) link.tabIndex = -1;

  // --- choosing -----------------------------------------------------------------------------------------------------
  let current = null;
  function choose(id) {
    const row = rowOf(id), place = placeOf(id);
    if (!row) return false;
    if (current && current !== id) {
      for (const part of partsOf(current)) { part.classList.remove("on"); part.removeAttribute("aria-current"); part.removeAttribute("tabindex"); }
      rowOf(current).classList.remove("on");
      rowOf(current).removeAttribute("aria-current");
    }
    current = id;
    for (const part of partsOf(id)) part.classList.add("on");
    if (place) reach(place);
    if (place) place.setAttribute("aria-current", "true");
    row.classList.add("on");
    row.setAttribute("aria-current", "true");
    const section = row.closest("section");
    if (row.hidden || section.hidden) {
      if (row.hidden) { find.value = ""; status.value = ""; }
      show(section);
    }
    rove(section, row.querySelector("a") ? row : undefined);
    try { history.replaceState(null, "", "#" + id); } catch { /* a page from a file may not */ }
    return true;
  }
  function reach(place) {
    // Never that of the place itself, which may have the focus.
    for (const other of text.querySelectorAll("mark[tabindex]")) if (other !== place) other.removeAttribute("tabindex");
    place.tabIndex = 0;
    place.setAttribute("role", "link");
    place.setAttribute("aria-describedby", "r-" + place.id);
  }
  function goToPlace(id, focus) {
    if (!choose(id)) return;
    const place = placeOf(id);
    if (!place) return;
    if (narrow.matches) fold(true);
    // Twice: of a long text the first look lays out what was only guessed.
    for (let i = 0; i < 2; i++) place.scrollIntoView({ block: "center" });
    if (focus) place.focus({ preventScroll: true });
  }
  function goToRow(id, focus) {
    fold(false);
    if (!choose(id)) return;
    const row = rowOf(id), link = row.querySelector("a");
    // Within its list only: the text stays where it is.
    for (let i = 0; i < 2; i++) panels.scrollTop += row.getBoundingClientRect().top - panels.getBoundingClientRect().top - panels.clientHeight / 3;
    if (focus && link) link.focus({ preventScroll: true });
  }

  panels.addEventListener("click", event => {
    const row = event.target.closest("tbody tr");
    if (!row || (!getSelection().isCollapsed && !event.target.closest("a"))) return;
    event.preventDefault();
    goToPlace(row.id.slice(2), true);
  });
  const recordAt = target => {
    for (let mark = target.closest("mark"); mark; mark = mark.parentElement.closest("mark")) {
      const id = mark.dataset.of || mark.id;
      if (rowOf(id)) return id;
    }
    return null;
  };
  text.addEventListener("click", event => {
    const id = getSelection().isCollapsed ? recordAt(event.target) : null;
    if (id) goToRow(id, false);
  });

  // --- keys ---------------------------------------------------------------------------------------------------------
  panels.addEventListener("keydown", event => {
    const row = event.target.closest("tbody tr");
    if (!row) return;
    const rows = rove(row.closest("section"), row), at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, PageDown: Math.min(at + 10, rows.length - 1), PageUp: Math.max(at - 10, 0) }[event.key];
    if (to === undefined || !rows[to]) return;
    event.preventDefault();
    rove(row.closest("section"), rows[to]);
    rows[to].querySelector("a").focus();
  });
  text.addEventListener("keydown", event => {
    const mark = event.target.closest("mark");
    if (mark && event.key === "Enter") { event.preventDefault(); goToRow(recordAt(mark), true); }
  });
  function step(by) {
    const places = [...text.querySelectorAll("mark[id]:not(.off)")];
    if (!places.length) return;
    let at = current ? places.indexOf(placeOf(current)) : -1;
    if (at < 0 && by < 0) at = 0;
    const place = places[(at + by + places.length) % places.length];
    goToPlace(place.id, true);
    goToRow(place.id, false);
    if (narrow.matches) fold(true);
  }
  addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), select, textarea")) return;
    if (event.key === "/") { event.preventDefault(); fold(false); find.focus(); }
    else if (event.key === "n") step(1);
    else if (event.key === "p") step(-1);
  });

  // --- legend: kinds of marks shown ---------------------------------------------------------------------------------
  for (const box of document.querySelectorAll(".legend input")) {
    const apply = () => {
      const kinds = box.value === "c" ? ".c, .l" : "." + box.value;
      for (const mark of text.querySelectorAll(kinds)) {
        mark.classList.toggle("off", !box.checked);
        // The characters as the file has them, and as they were read.
        if (box.value === "x") { mark.dataset.is = mark.dataset.is || mark.textContent; mark.textContent = box.checked ? mark.dataset.is : mark.dataset.was; }
      }
    };
    box.addEventListener("change", apply);
    if (!box.checked) apply();
  }
  text.addEventListener("mouseover", event => {
    const repaired = event.target.closest(".x");
    if (repaired) repaired.title = repaired.dataset.was;
  });

  // --- the outline follows ------------------------------------------------------------------------------------------
  const links = [...document.querySelectorAll("nav a")], heads = links.map(link => by(link.hash.slice(1)));
  let waiting = false;
  function follow() {
    waiting = false;
    let low = 0, high = heads.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (heads[middle] && heads[middle].getBoundingClientRect().top < innerHeight / 3) low = middle + 1; else high = middle;
    }
    links.forEach((link, i) => i === low - 1 ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current"));
  }
  addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(follow); } }, { passive: true });
  links.forEach((link, i) => link.addEventListener("click", () => { const head = heads[i]; if (head) { head.tabIndex = -1; head.focus({ preventScroll: true }); } }));

  // --- start --------------------------------------------------------------------------------------------------------
  document.documentElement.classList.add("js");
  for (const waitingForScript of aside.querySelectorAll("[hidden]")) waitingForScript.hidden = false;
  if (narrow.matches) fold(true);
  // Where it is not beside the text but above it.
  if (matchMedia("(max-width: 1180px)").matches) document.querySelector("nav details").open = false;
  if (sections.length) show(sections[0]); else aside.hidden = true;
  const first = text.querySelector("mark[id]");
  if (first) reach(first);
  const open = () => { const id = decodeURIComponent(location.hash.slice(1)); if (id) { goToPlace(id, false); goToRow(id, false); if (narrow.matches) fold(true); } };
  addEventListener("hashchange", open);
  open();
  follow();
})();
