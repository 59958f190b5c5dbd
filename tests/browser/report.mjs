// Opens the pages of `gongwen report` in headless Chromium and uses them as a reader does.
//
//   node report.mjs [GONGWEN] [SCREENSHOTS]
//
// GONGWEN is the command (target/release/gongwen), SCREENSHOTS a folder for pictures of the pages (target/browser).
// Exit code 0: every check holds; 1: one does not; 75: there is no browser or no playwright-core to check with.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));
const gongwen = resolve(process.argv[2] || join(root, "target/release/gongwen"));
const screenshots = resolve(process.argv[3] || join(root, "target/browser"));
const browserPath = process.env.CHROMIUM || "/usr/bin/chromium";
const SKIPPED = 75;

const require = createRequire(import.meta.url);
let chromium, axe;
try {
  ({ chromium } = require("playwright-core"));
  axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
} catch {
  console.log("playwright-core or axe-core is not installed: npm ci in tests/browser");
  process.exit(SKIPPED);
}
if (!existsSync(browserPath)) {
  console.log(`there is no ${browserPath}`);
  process.exit(SKIPPED);
}

let failures = 0;
function check(what, holds, found = "") {
  if (!holds) failures++;
  console.log(`${holds ? "ok  " : "FAIL"} ${what}${holds || found === "" ? "" : ": " + JSON.stringify(found)}`);
}

// --- a corpus: the samples, a document that attacks the page, one whose font map was broken --------------------------------
const HOSTILE = `<script>window.hacked = 1</script>" onerror="window.hacked=1" x="关于<img src=x onerror=window.hacked=1>的报告
<img src=x onerror="window.hacked=1"><svg onload="window.hacked=1"><iframe srcdoc="<script>parent.hacked=1</script>">
</article></main></textarea></title></style></script><script>window.hacked=1</script>]]><!-- --><base href="https://example.org/">
根据《</script><script>window.hacked=1</script>》（国办发〔2021〕5号），全年受理行政复议案件78件，\u2028增长" onmouseover="window.hacked=1" 5%。
一、<b onclick=window.hacked=1>总体</b>情况
javascript:window.hacked=1 &lt;script&gt; &amp; \u202e反向\u202c \u0001控制
单元格\t<i>12</i>\t"34"
`;
const folder = mkdtempSync(join(tmpdir(), "gongwen-browser-"));
const corpus = join(folder, "corpus"), pages = join(folder, "pages");
cpSync(join(root, "corpus/reports"), corpus, { recursive: true });
writeFileSync(join(corpus, `h" onerror="window.hacked=1" <script>window.hacked=1<!--.txt`), HOSTILE);
// And one that is long: several reports after each other.
const samples = readdirSync(join(root, "corpus/reports")).map(name => readFileSync(join(root, "corpus/reports", name), "utf8"));
writeFileSync(join(corpus, "long.txt"), samples.join("\n").repeat(4));
execFileSync(gongwen, ["report", corpus, "-o", pages, "--lang", "zh", "-q"]);
mkdirSync(screenshots, { recursive: true });

// --- a browser in which nothing goes unnoticed ----------------------------------------------------------------------------
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync"];
const context = await chromium.launchPersistentContext(mkdtempSync(join(folder, "profile-")), {
  executablePath: browserPath, headless: true, args: flags, viewport: { width: 1440, height: 900 },
});
const said = [], asked = [], refusals = [];
function watch(page) {
  page.on("console", message => said.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", error => said.push(`error: ${error.message}`));
  page.on("dialog", dialog => { said.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("requestfailed", request => refusals.push(request.failure().errorText));
  page.on("request", request => { if (!/^(file|data):/.test(request.url())) asked.push(request.url()); });
  return page;
}
const page = watch(await context.newPage());
const url = (file, hash = "") => pathToFileURL(file).href + hash;
const picture = name => page.screenshot({ path: join(screenshots, `${name}.png`) });
const focused = () => page.evaluate(() => {
  const element = document.activeElement;
  return { tag: element.tagName, id: element.id || element.closest("tr")?.id || "", text: element.textContent.slice(0, 40) };
});
/** What axe-core finds at WCAG 2.2 AA. */
async function accessibility(name) {
  await page.evaluate(axe);
  const found = await page.evaluate(async () => {
    const { violations, passes } = await axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] });
    if (passes.length < 10) return [`only ${passes.length} rules were applied`];
    return violations.map(violation => `${violation.id} × ${violation.nodes.length}: ${violation.nodes[0].html.slice(0, 120)} ${violation.nodes[0].failureSummary.slice(0, 200)}`);
  });
  check(`${name}: WCAG 2.2 A and AA as far as axe-core sees`, found.length === 0, found);
}

try {
  // --- corpus page --------------------------------------------------------------------------------------------------------
  await page.goto(url(join(pages, "index.html")));
  const rowCount = () => page.locator("#documents tbody tr").count();
  const bars = id => page.locator(`#${id} svg rect:not(.hit)`).evaluateAll(rects => rects.map(rect => rect.getBoundingClientRect()).filter(box => box.width > 0.5 && box.height > 0.5).length);
  const total = readdirSync(corpus).length;
  check("all documents are listed", await rowCount() === total, await rowCount());
  check("charts are drawn", await bars("years") > 5 && await bars("regions") > 5, [await bars("years"), await bars("regions")]);
  const tableSum = await page.locator("#years details tbody td:nth-child(2)").evaluateAll(cells => cells.reduce((sum, cell) => sum + Number(cell.textContent), 0));
  check("the chart's table says the same", tableSum === total, tableSum);
  await picture("corpus-light");
  await accessibility("corpus page");

  await page.fill("#q", "法治政府 2022");
  const found = await page.locator("#documents tbody tr").allTextContents();
  check("the search filters", found.length >= 1 && found.length < total && found.every(text => text.includes("2022")), found);
  check("the count is told", (await page.locator("#told").textContent()).includes(`当前${found.length}份`));
  await page.click("button[type=reset]");
  await page.selectOption("#genre", "政府工作报告");
  const reports = await page.locator("#documents tbody td:nth-child(4)").allTextContents();
  check("a facet filters", reports.length > 1 && reports.every(genre => genre === "政府工作报告"), reports);
  const yearsOfReports = await bars("years");
  check("the charts follow", yearsOfReports <= reports.length, yearsOfReports);
  await page.reload();
  check("a filter is kept in the address", await rowCount() === reports.length, page.url());
  await page.click("button[type=reset]");
  await page.locator("#years svg g.bar").first().click();
  check("a bar filters", await rowCount() < total && await page.inputValue("#year") !== "");
  await page.click("button[type=reset]");

  const figures = () => page.locator("#documents tbody td:nth-child(5)").evaluateAll(cells => cells.map(cell => parseInt(cell.firstChild.textContent)));
  await page.click("th[data-by=figures] button");
  let sorted = await figures();
  check("a click sorts, largest first", sorted.every((n, i) => i === 0 || sorted[i - 1] >= n) && await page.getAttribute("th[data-by=figures]", "aria-sort") === "descending", sorted);
  await page.focus("th[data-by=figures] button");
  await page.keyboard.press("Enter");
  sorted = await figures();
  check("Enter sorts the other way", sorted.every((n, i) => i === 0 || sorted[i - 1] <= n) && await page.getAttribute("th[data-by=figures]", "aria-sort") === "ascending", sorted);
  await page.keyboard.press("Enter");
  check("and back to the order of the files", await page.getAttribute("th[data-by=figures]", "aria-sort") === null);
  await page.check("[name=measure][value=figures]", { force: true });
  check("figures are drawn by status", await page.locator("#years svg rect.g").count() > 0 && await page.locator("#years .keys").isVisible());
  await picture("corpus-figures");
  await page.keyboard.press("/");
  check("/ goes to the search", (await focused()).id === "q", await focused());

  // --- a document ---------------------------------------------------------------------------------------------------------
  await page.fill("#q", "清樾县");
  await page.locator("#documents tbody a").first().click();
  await page.waitForURL(/pages\/[^/]*\.html/);
  const isCurrent = async id => [await page.getAttribute(`#${id}`, "aria-current"), await page.getAttribute(`#r-${id}`, "aria-current")].join() === "true,true";
  const inView = id => page.locator(`[id="${id}"]`).evaluate(element => { const box = element.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; });
  await picture("document-light");
  await accessibility("page of a document");

  await page.locator("#r-i40 td").nth(1).click();
  check("a row leads to its place", await isCurrent("i40") && await inView("i40") && (await focused()).id === "i40", await focused());
  check("the place is in the address", page.url().endsWith("#i40"), page.url());
  await picture("document-chosen");
  await page.locator("#i10").scrollIntoViewIfNeeded();
  await page.locator("#i10").click();
  check("a place leads to its row", await isCurrent("i10") && await inView("r-i10") && !await isCurrent("i40"));
  check("one record is current", await page.locator("[aria-current=true]:is(mark, tr)").count() === 2);

  await page.selectOption("#status", "g");
  const statuses = await page.locator("#panel-figures tbody tr:visible td:nth-child(4)").allTextContents();
  check("rows are filtered by status", statuses.length > 0 && statuses.every(status => status === "目标"), statuses);
  await page.locator("#i3").scrollIntoViewIfNeeded();
  await page.locator("#i3").click();
  check("a place whose row is filtered out still leads to it", await isCurrent("i3") && await page.locator("#r-i3").isVisible());
  await page.fill("#find", "地区生产总值");
  const named = await page.locator("#panel-figures tbody tr:visible").allTextContents();
  check("rows are filtered by words", named.length > 0 && named.every(text => text.includes("地区生产总值")), named.length);
  await page.fill("#find", "");
  await page.click("#tab-metadata");
  check("a tab shows its table", await page.locator("#panel-metadata").isVisible() && !await page.locator("#panel-figures").isVisible());
  await page.locator("#panel-metadata a").first().click();
  check("metadata lead to their place", (await focused()).tag === "MARK", await focused());
  await page.uncheck(".legend input[value=f]");
  check("a kind of mark can be hidden", await page.locator("#i3.off").count() === 1);
  await page.check(".legend input[value=f]");

  // --- by keyboard alone --------------------------------------------------------------------------------------------------
  await page.goto("about:blank");
  await page.goto(url(join(pages, "pages", readdirSync(join(pages, "pages")).find(name => name.startsWith("清樾县")))));
  await page.keyboard.press("Tab");
  check("the first stop is the skip link", (await focused()).text === "跳到正文", await focused());
  await page.keyboard.press("Enter");
  check("which leads to the text", (await focused()).id === "text", await focused());
  let stops = 0;
  do { await page.keyboard.press("Tab"); stops++; } while (!(await focused()).id.startsWith("r-") && stops < 20);
  check("the rows are a few stops away", (await focused()).id === "r-i0", [stops, await focused()]);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  check("arrows go through the rows", (await focused()).id === "r-i2", await focused());
  await page.keyboard.press("Enter");
  check("Enter leads to the place", (await focused()).id === "i2" && await isCurrent("i2"), await focused());
  await page.keyboard.press("Enter");
  check("and back to the row", (await focused()).id === "r-i2", await focused());
  await page.keyboard.press("n");
  check("n goes to the next place", (await focused()).id === "i3" && await isCurrent("i3"), await focused());
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  check("the focus is seen", outline !== "none", outline);

  // --- opened at a place --------------------------------------------------------------------------------------------------
  await page.goto("about:blank");
  await page.goto(url(join(pages, "pages", readdirSync(join(pages, "pages")).find(name => name.startsWith("松屿县"))), "#e10"));
  check("an address with a place opens there", await isCurrent("e10") && await inView("e10") && await page.locator("#panel-cells").isVisible());
  await picture("document-table");

  // --- a long document ----------------------------------------------------------------------------------------------------
  await page.goto("about:blank");
  const began = Date.now();
  await page.goto(url(join(pages, "pages", readdirSync(join(pages, "pages")).find(name => name.startsWith("long"))), "#i3000"));
  console.log(`     a page of ${await page.locator("#text").evaluate(text => text.textContent.length)} characters and ${await page.locator("#panels tr").count()} rows opened in ${Date.now() - began} ms`);
  check("a long document opens at a place", await isCurrent("i3000") && await inView("i3000") && await inView("r-i3000"));
  await page.locator("#r-i3000").locator("xpath=following-sibling::tr[1]").click();
  check("its rows lead on", await isCurrent("i3001") && await inView("i3001"));
  await page.fill("#find", "复议");
  check("and are filtered", await page.locator("#panel-figures .k:visible").count() > 0 && await page.locator("#panel-figures tbody tr:visible").evaluateAll(rows => rows.every(row => row.textContent.includes("复议"))));
  await picture("document-long");

  // --- every page: its text is the document's, its links lead somewhere ---------------------------------------------------
  const data = await (async () => { await page.goto(url(join(pages, "index.html"))); return page.evaluate(() => JSON.parse(document.getElementById("data").textContent)); })();
  let wrongTexts = [], deadLinks = [], otherWords = [], rows = 0;
  for (const [name, , path] of data) {
    await page.goto(url(join(pages, "pages", name)));
    const source = readFileSync(path, "utf8").replace(/^\ufeff/, "");
    const text = await page.locator("#text").evaluate(article => article.textContent);
    if (text !== source) wrongTexts.push(path);
    const [count, dead, other] = await page.evaluate(() => {
      const links = [...document.querySelectorAll("#panels a, nav a")], dead = [], other = [];
      for (const link of links) {
        const id = link.hash.slice(1), parts = [document.getElementById(id), ...document.querySelectorAll(`[data-of="${id}"]`)];
        if (!parts[0]) { dead.push(id); continue; }
        const words = parts.map(part => part.textContent).join(""), said = link.textContent.replace(/…$/, "");
        if (/^[infe]/.test(id) && !words.trim().replace(/\s+/g, "").startsWith(said.replace(/\s+/g, ""))) other.push([id, said, words]);
      }
      return [links.length, dead, other];
    });
    rows += count;
    deadLinks.push(...dead);
    otherWords.push(...other);
  }
  check(`the text of ${data.length} pages is that of the documents`, wrongTexts.length === 0, wrongTexts);
  check(`${rows} rows and headings lead to a place`, rows > 1500 && deadLinks.length === 0, deadLinks);
  check("which holds their words", otherWords.length === 0, otherWords);

  // --- the document that attacks ------------------------------------------------------------------------------------------
  const hostile = data.find(([, , path]) => path.includes("onerror"));
  await page.goto(url(join(pages, "pages", hostile[0])));
  const harm = () => page.evaluate(() => ({ hacked: window.hacked, made: document.querySelectorAll("#text :is(script, img, svg, iframe, b, i, base), header :is(script, img), aside :is(script, img), [onerror], [onload], [onclick], [onmouseover]").length, scripts: document.scripts.length }));
  for (const mark of await page.locator("#text mark").all()) await mark.click({ timeout: 2000 }).catch(() => {});
  let harmed = await harm();
  check("a hostile document is text", harmed.hacked === undefined && harmed.made === 0 && harmed.scripts === 1, harmed);
  check("its attack is shown", (await page.locator("#text").textContent()).includes('<img src=x onerror="window.hacked=1">'));
  check("its figures are found all the same", await page.locator("#panel-figures tbody tr").count() >= 2);
  await picture("hostile");
  await page.goto(url(join(pages, "index.html")));
  harmed = await harm();
  check("in the list of documents too", harmed.hacked === undefined && harmed.made === 0 && (await page.locator("#documents").textContent()).includes("<script>window.hacked=1<!--"), harmed);

  // --- dark, on a phone, on paper, without scripts ------------------------------------------------------------------------
  const report = url(join(pages, "pages", readdirSync(join(pages, "pages")).find(name => name.startsWith("临溪县"))), "#i12");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(report);
  const luminance = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0));
  check("dark is dark", luminance < 150, luminance);
  await picture("document-dark");
  await accessibility("page of a document, dark");
  await page.goto(url(join(pages, "index.html")));
  await picture("corpus-dark");
  await accessibility("corpus page, dark");
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [name, at] of [["corpus-phone", url(join(pages, "index.html"))], ["document-phone", report]]) {
    await page.goto("about:blank");
    await page.goto(at);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    check(`${name}: nothing runs out of the page`, over <= 0, over);
    await picture(name);
  }
  await page.locator("#i12").click();
  check("on a phone a place opens the rows", await page.locator("#r-i12").isVisible() && await inView("r-i12"));
  await picture("document-phone-rows");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.pdf({ path: join(screenshots, "document.pdf"), format: "A4" });
  await page.emulateMedia({ media: "print" });
  check("on paper the tables stand below the text", await page.locator("#panel-metadata").isVisible() && !await page.locator(".tabs").isVisible());
  await page.emulateMedia({ media: "screen" });
  const plain = await context.browser()?.newContext({ javaScriptEnabled: false }) ?? null;
  const without = plain && watch(await plain.newPage());
  if (without) {
    await without.goto(report);
    check("without scripts the text and all tables can be read", await without.locator("#text").isVisible() && await without.locator("#panel-metadata").isVisible());
    await without.goto(url(join(pages, "index.html")));
    check("and the documents are listed", await without.locator("noscript a").count() === total || await without.locator("ul a").count() === total);
  }

  // --- the pages were quiet; and their policy holds -----------------------------------------------------------------------
  check("no page said or asked anything", said.length === 0 && asked.length === 0, { said, asked });
  await page.goto(report);
  const refused = await page.evaluate(async () => {
    const refused = [];
    try { const script = document.createElement("script"); script.textContent = "window.hacked = 2"; document.body.append(script); } catch { /* refused at once */ }
    if (window.hacked === undefined) refused.push("script");
    try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hacked = 3'>"); } catch { refused.push("html"); }
    try { await fetch("https://example.org/"); } catch { refused.push("fetch"); }
    const image = new Image();
    image.src = "https://example.org/a.png";
    await new Promise(done => { image.onerror = done; image.onload = done; setTimeout(done, 1000); });
    if (!image.naturalWidth) refused.push("image");
    return refused;
  });
  check("the policy refuses scripts, markup and requests", refused.join() === "script,html,fetch,image" && refusals.length === asked.length && refusals.every(refusal => /csp/i.test(refusal)), { refused, asked, refusals });
} catch (error) {
  check("the test ran to its end", false, String(error.stack).slice(0, 1500));
} finally {
  await context.close();
  rmSync(folder, { recursive: true, force: true });
}
console.log(failures ? `${failures} failed` : `all hold; pictures in ${screenshots}`);
process.exit(failures ? 1 : 0);
