// The page with gongwen in it (crates/gongwen-wasm), opened from a file in headless Chromium: the README's paragraph is pasted,
// and the README's rows appear.
//
//   node tests/browser/wasm.mjs target/gongwen.html [folder for screenshots]
//
// With GONGWEN=target/release/gongwen the page must find in every sample report what that command finds.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("../..", import.meta.url));
const built = resolve(process.argv[2] ?? join(root, "target/gongwen.html"));
const pictures = process.argv[3];
if (pictures) mkdirSync(pictures, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), "gongwen-wasm-"));

// The paragraph and the rows as the README shows them, which a test of the command keeps true.
const readme = readFileSync(join(root, "README.md"), "utf8");
const paragraph = readme.match(/<!-- file: report\.txt -->\n```text\n([^]*?)\n```/)[1];
const [names, , ...rows] = readme.match(/<!-- rows: .* -->\n([^]*?)<!-- end -->/)[1].trim().split("\n").map(line => line.slice(2, -2).split(" | ").map(cell => cell.trim()));
assert.ok(rows.length > 10, "the README has rows");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const troubles = [];
async function open(options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.on("console", message => troubles.push(message.text()));
  page.on("pageerror", error => troubles.push(String(error)));
  page.on("dialog", dialog => { troubles.push(dialog.message()); dialog.dismiss(); });
  page.on("request", request => { if (!/^(file|blob):/.test(request.url())) troubles.push(`asked for ${request.url()}`); });
  await page.goto(pathToFileURL(built).href);
  await page.waitForFunction(() => /^(Ready|已就绪)/.test(document.getElementById("status").textContent));
  return page;
}
const picture = async (page, name, fullPage = true) => { if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`), fullPage }); };
const text = (page, selector) => page.locator(selector).innerText();
const finished = page => page.waitForFunction(() => /\d+ (figures|个)|个指标/.test(document.getElementById("status").textContent));
async function extract(page, source) {
  await page.fill("#text", source);
  await page.click("#extract");
  await finished(page);
}
const table = page => page.$$eval("#panel tbody tr", rows => rows.map(row => [...row.children].map(cell => cell.textContent)));
async function exported(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return readFileSync(path, "utf8");
}
// RFC 4180, as another program reads it.
function parsed(csv) {
  assert.ok(csv.startsWith("\ufeff") && csv.endsWith("\r\n"));
  const lines = [[]];
  for (const [, quoted, bare, end] of csv.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    lines.at(-1).push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end !== ",") lines.push([]);
  }
  const [head, ...records] = lines.slice(0, -1);
  return records.map(record => Object.fromEntries(head.map((name, i) => [name, record[i]])));
}

try {
  // --- the README's paragraph, pasted ------------------------------------------------------------------------------------
  const page = await open({ permissions: ["clipboard-read", "clipboard-write"] });
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await page.evaluate(source => navigator.clipboard.writeText(source), paragraph);
  await page.focus("#text");
  await page.keyboard.press("Control+V");
  await finished(page);
  assert.match(await text(page, "#status"), new RegExp(`${rows.length} figures, 1 document numbers?, 1 headings?$`));
  assert.match(await text(page, "#facts"), /松坪县2023年度法治政府建设情况报告/);

  const english = { exact: "", min: "at least", max: "at most", approx: "about", actual: "achieved", target: "planned", percent: "share" };
  const row = cells => Object.fromEntries(names.map((name, i) => [name, cells[i]]));
  const expected = rows.map(row).map(({ full_name, value, unit, period, status, bound, kind, direction }) =>
    [full_name, value, unit, period, english[status], english[bound], [english[kind] ?? kind, direction].filter(Boolean).join(" ")]);
  assert.deepEqual(await table(page), expected);
  await picture(page, "wasm-light");

  // Exported, all that the README shows of each row is there.
  const records = parsed(await exported(page));
  assert.deepEqual(records.map(record => names.map(name => record[name])), rows);
  assert.ok(records.every(record => [...paragraph].slice(record.start, record.end).join("") === record.text), "places hold");

  // --- a row leads to its place, a place to its row -----------------------------------------------------------------------
  await page.click("#panel tbody tr:nth-child(9)");
  assert.equal((await page.locator("#reading .on").allInnerTexts()).join(""), "1360余户");
  await page.keyboard.press("ArrowDown");
  assert.equal((await page.locator("#reading .on").allInnerTexts()).join(""), "0.86亿元");
  await picture(page, "wasm-row");
  await page.click("#reading mark:text-is('30天')");
  assert.equal(await text(page, "#panel tbody tr.on th"), "案件平均办理时间");
  await page.click("#reading mark:text-is('松政办发〔2023〕17号')");
  assert.equal(await page.getAttribute("#tab-doc_numbers", "aria-selected"), "true");
  assert.deepEqual((await table(page)).map(cells => cells.slice(0, 3)), [["松政办发〔2023〕17号", "cited", "《松坪县优化营商环境实施方案》"]]);
  await page.focus("#tab-doc_numbers");
  await page.keyboard.press("ArrowRight");
  assert.equal((await table(page))[0][0], "（三）加强行政复议和执法监督");

  // --- in the other language, and in the dark ------------------------------------------------------------------------------
  await page.click("#tab-indicators");
  await page.click("#language");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  assert.equal(await text(page, "#tabs"), "指标 11\n发文字号 1\n标题 1");
  assert.deepEqual((await table(page))[10], ["行政机关负责人出庭应诉率", "95", "%", "2024", "目标", "不少于", "占比或比率"]);
  await page.emulateMedia({ colorScheme: "dark" });
  await page.click("#panel tbody tr:nth-child(11)");
  await picture(page, "wasm-dark-chinese");
  await page.click("#clear");
  assert.equal(await page.locator("#result").isVisible(), false);
  await page.click("#extract");
  assert.match(await text(page, "#status"), /请先粘贴/);

  // --- whatever the text is ------------------------------------------------------------------------------------------------
  const hostile = await open();
  const attack = `<script>window.hacked = 1</script><img src=x onerror="window.hacked=1"></textarea></style><base href="https://example.org/">
一、<b onclick="window.hacked=1">总体</b>情况
=HYPERLINK("https://example.org","点")受理案件78件，“@SUM(1)”案件增长5%，根据《</script><script>window.hacked=1</script>》（国办发〔2021〕5号）\u202e反向\u2028换行。
𠀀𠮷𠀀受理行政复议案件３６ 件。`;
  await extract(hostile, attack);
  assert.equal(await hostile.evaluate(() => window.hacked), undefined);
  assert.equal(await hostile.locator("#reading img, #reading b, #panel img, #panel script").count(), 0);
  assert.ok((await hostile.evaluate(() => document.getElementById("reading").textContent)).includes("<img src=x onerror="), "shown as text");
  const guarded = parsed(await exported(hostile));
  assert.ok(guarded.every(record => Object.values(record).every(cell => !/^[=@+\t\r＝＋－＠]/.test(cell))), "no cell is a formula");
  assert.ok(guarded.some(record => record.sentence.startsWith("'=HYPERLINK")), "a cell that was one is guarded");
  // Characters of two UTF-16 units before it move no mark.
  const wide = guarded.findIndex(record => record.text === "３６ 件");
  await hostile.click(`#panel tbody tr:nth-child(${wide + 1})`);
  assert.equal((await hostile.locator("#reading .on").allInnerTexts()).join(""), "３６ 件");
  for (const source of ["\ud800件", "\u0000", "1".repeat(5000), "（".repeat(3000), "没有数字的一句话。"]) {
    await extract(hostile, source);
    assert.equal(await hostile.locator("#status.wrong").count(), 0);
  }
  assert.equal(await text(hostile, "#panel"), "None found.");

  // --- files, and long ones ------------------------------------------------------------------------------------------------
  writeFileSync(join(folder, "utf8.txt"), paragraph);
  // 全县受理案件78件 in GB18030.
  writeFileSync(join(folder, "gb.txt"), Buffer.from("c8abcfd8cadcc0edb0b8bcfe3738bcfe", "hex"));
  for (const [name, count] of [["utf8.txt", 11], ["gb.txt", 1]]) {
    await hostile.setInputFiles("#file", join(folder, name));
    await hostile.waitForFunction(count => document.querySelectorAll("#panel tbody tr").length === count, count);
  }
  const long = Array.from({ length: 400 }, (_, i) => `（${i}）` + paragraph).join("\n");
  await extract(hostile, long);
  console.log(`${long.length} characters: ${await text(hostile, "#status")}`);
  assert.equal(await hostile.locator("#panel tbody tr").count(), 400 * rows.length);

  // --- the command and the page agree ----------------------------------------------------------------------------------------
  if (process.env.GONGWEN) {
    const reports = process.env.REPORTS ?? join(root, "corpus/reports");
    const records = execFileSync(process.env.GONGWEN, ["extract", reports, "--with-text", "-q"], { encoding: "utf8", maxBuffer: 1 << 30 }).trim().split("\n").map(line => JSON.parse(line));
    for (const record of records) {
      const found = JSON.parse(await hostile.evaluate(source => JSON.stringify(read(source)), record.text));
      for (const name of ["metadata", "parts", "boilerplate", "sections", "indicators", "doc_numbers", "statutes", "citations", "tables"])
        assert.deepEqual(found[name], record[name], `${name} of ${record.path}`);
    }
    console.log(`${records.length} reports: the page finds what the command finds`);
  }

  // --- on a telephone ------------------------------------------------------------------------------------------------------
  const small = await open({ viewport: { width: 390, height: 844 }, locale: "zh-CN", hasTouch: true, isMobile: true });
  assert.equal(await small.evaluate(() => document.documentElement.lang), "zh-CN");
  await small.tap("#sample");
  await finished(small);
  assert.equal(await small.locator("#panel tbody tr").count(), rows.length);
  await small.locator("#panel tbody tr:nth-child(10) button").scrollIntoViewIfNeeded();
  await small.tap("#panel tbody tr:nth-child(10) button");
  assert.ok(await small.evaluate(() => {
    const place = document.querySelector("#reading .on").getBoundingClientRect();
    return place.top >= 0 && place.bottom <= innerHeight;
  }), "the place in the text is on the screen with the row");
  assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await picture(small, "wasm-small", false);
  await small.emulateMedia({ colorScheme: "dark" });
  await small.evaluate(() => scrollTo(0, 0));
  await picture(small, "wasm-small-dark");

  // --- for everybody -------------------------------------------------------------------------------------------------------
  const nameless = await small.$$eval("button, input:not([hidden]), textarea, [role=region], [role=tabpanel]", all =>
    all.filter(e => !(e.textContent.trim() || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.labels?.length)).map(e => e.outerHTML));
  assert.deepEqual(nameless, []);
  for (const scheme of ["light", "dark"]) {
    await small.emulateMedia({ colorScheme: scheme });
    const faint = await small.evaluate(() => {
      const channel = value => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
      const luminance = colour => { const [r, g, b] = colour.match(/[\d.]+/g).map(Number); return 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b); };
      const ground = element => { for (let e = element; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (!/, 0\)$/.test(c)) return c; } return "rgb(255,255,255)"; };
      return [...document.querySelectorAll("body *")].filter(e => e.offsetParent && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())).map(e => {
        const [a, b] = [luminance(getComputedStyle(e).color), luminance(ground(e))].sort((x, y) => y - x);
        return [(a + 0.05) / (b + 0.05), e.outerHTML.slice(0, 80)];
      }).filter(([ratio]) => ratio < 4.5);
    });
    assert.deepEqual(faint, [], `contrast in ${scheme}`);
  }
  assert.deepEqual(troubles, [], "the console is silent, and nothing is asked for");
  console.log("ok: the page extracts the README's paragraph, offline");
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
