// The sheet of `gongwen audit draw` in a browser: judged by keys, kept over a reload, exported, imported again, and reported.
//
//   node tests/browser/audit.mjs target/release/gongwen [folder for screenshots]

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const gongwen = resolve(process.argv[2] ?? "target/debug/gongwen");
const pictures = process.argv[3];
const folder = mkdtempSync(join(tmpdir(), "gongwen-audit-"));
const run = (...given) => execFileSync(gongwen, given, { cwd: folder, encoding: "utf8", env: { ...process.env, LC_ALL: "C" } });

// Text that would run if anything of it were taken for markup or script.
const HOSTILE = `</script><script>window.hacked = 1</script><img src=x onerror="window.hacked = 1">{{data}}`;
mkdirSync(join(folder, "reports"));
for (const [at, place] of ["松坪县", "望澜县"].entries()) {
  const lines = Array.from({ length: 12 }, (_, i) =>
    `全年受理行政复议案件${at * 100 + i * 7 + 11}件${HOSTILE}，同比增长${i + 3}.5%。力争到2025年投入资金${i + 2}万元。`);
  writeFileSync(join(folder, `reports/${at}.txt`), `${place}2023年法治政府建设情况的报告\n一、工作成效${HOSTILE}\n${lines.join("\n")}\n`);
}
run("audit", "draw", "reports", "-n", "12", "-q", "-o", "sheet.html");
run("audit", "draw", "reports", "-n", "12", "-q", "--seed", "2", "-o", "other.html");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
const troubles = [];
async function open(sheet = "sheet.html", options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 }, ...options });
  const page = await context.newPage();
  page.on("console", message => { if (["error", "warning"].includes(message.type())) troubles.push(message.text()); });
  page.on("pageerror", error => troubles.push(String(error)));
  page.on("request", request => { if (!/^(file|blob):/.test(request.url())) troubles.push(`asked for ${request.url()}`); });
  await page.goto(pathToFileURL(join(folder, sheet)).href);
  return page;
}
const text = (page, id) => page.locator(`#${id}`).innerText();
const picture = async (page, name) => { if (pictures) await page.screenshot({ path: join(pictures, `${name}.png`) }); };
async function exported(page, name) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#export")]);
  const path = join(folder, name);
  await download.saveAs(path);
  return { name: download.suggestedFilename(), coding: JSON.parse(readFileSync(path, "utf8")) };
}

try {
  // Judged by keys alone.
  const page = await open();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  assert.equal(await text(page, "count"), "0 of 12 judged");
  assert.match(await text(page, "context"), /<img src=x onerror=/, "hostile text is shown as text");
  await picture(page, "audit-light");
  await page.click("#export");
  assert.match(await text(page, "status"), /Enter your name first/);
  await page.keyboard.type("Li & Co");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, "place"), "2 of 12", "Enter judges and goes on");
  await page.keyboard.press("3");
  await page.keyboard.press("5");
  assert.equal(await page.getAttribute("#wrong-name", "aria-pressed"), "true");
  await page.keyboard.press("5");
  assert.equal(await page.getAttribute("#wrong-period", "aria-pressed"), "false", "a second press takes it back");
  await page.keyboard.press("n");
  await page.keyboard.type("j is a letter here, 0 a digit");
  await page.keyboard.press("Escape");
  await picture(page, "audit-wrong");
  await page.keyboard.press("Enter");
  await page.keyboard.press("0");
  await page.keyboard.press("j");
  await page.keyboard.press("u");
  await page.keyboard.press("k");
  assert.equal(await text(page, "place"), "3 of 12");
  assert.equal(await text(page, "count"), "4 of 12 judged");
  assert.equal(await page.evaluate(() => window.hacked), undefined);

  // A mouse may do the same, and Enter then goes on.
  await page.click("#list li:nth-child(5) button");
  await page.click("#wrong-unit");
  await page.keyboard.press("Enter");
  assert.equal(await text(page, "place"), "6 of 12");
  await page.selectOption("#filter", "wrong");
  assert.equal(await page.locator("#list li").count(), 3);
  await page.selectOption("#filter", "all");

  // Kept over a reload.
  await page.reload();
  assert.match(await text(page, "status"), /Continued: Li & Co, 5 of 12/);
  await page.keyboard.press("g");

  // In the other language, and in the dark.
  await page.click("#language");
  assert.equal(await page.evaluate(() => document.documentElement.lang), "zh-CN");
  assert.equal(await text(page, "count"), "已判断5/12");
  await page.emulateMedia({ colorScheme: "dark" });
  await page.evaluate(() => { document.getElementById("guide").open = true; });
  await picture(page, "audit-dark-chinese");
  await page.click("#language");

  // Exported as the page says, and taken by the report.
  const part = await exported(page, "part.json");
  assert.match(part.name, /^audit-[0-9a-f]{16}-Li_&_Co\.json$/);
  assert.deepEqual(part.coding.records.slice(0, 5).map(record => record.verdict), ["right", "wrong", "not_a_record", "unsure", "wrong"]);
  assert.deepEqual(part.coding.records[1].wrong, ["name"]);
  assert.equal(part.coding.records[1].note, "j is a letter here, 0 a digit");
  const found = JSON.parse(run("audit", "report", "part.json", "--format", "json", "-q"));
  assert.deepEqual(found.precision.find(row => row.measure === "row").right, 1);
  assert.deepEqual(found.coders, [{ name: "Li & Co", judged: 5, unsure: 1 }]);

  // Imported on another machine, and finished there.
  const second = await open();
  await second.setInputFiles("#file", join(folder, "part.json"));
  await second.waitForFunction(() => document.getElementById("status").textContent.startsWith("Imported"));
  assert.equal(await text(second, "place"), "6 of 12", "where the work stopped");
  for (let i = 0; i < 7; i++) await second.keyboard.press("Enter");
  assert.match(await text(second, "status"), /All records are judged/);
  const whole = await exported(second, "whole.json");
  assert.equal(whole.coding.records.filter(record => record.verdict === "right").length, 8);
  run("audit", "report", "part.json", "whole.json", "-q", "-o", "report.md");
  assert.match(readFileSync(join(folder, "report.md"), "utf8"), /Krippendorff/);

  // Another coder starts from nothing, and is told what would be lost.
  second.once("dialog", dialog => { assert.match(dialog.message(), /is in the exported file/); dialog.accept(); });
  await second.click("#another");
  assert.equal(await text(second, "count"), "0 of 12 judged");
  assert.equal(await second.inputValue("#coder"), "");

  // A file of another sample, and what is no file of a sheet, change nothing.
  const other = await open("other.html");
  await other.setInputFiles("#file", join(folder, "whole.json"));
  await other.waitForFunction(() => document.getElementById("status").textContent.includes("judges another sample"));
  await other.setInputFiles("#file", { name: "a.json", mimeType: "application/json", buffer: Buffer.from("[1]") });
  await other.waitForFunction(() => document.getElementById("status").textContent.includes("is not a file that a sheet exported"));
  assert.equal(await text(other, "count"), "0 of 12 judged");
  const refused = spawnSync(gongwen, ["audit", "report", "part.json", (await exportedBy(other)).path], { cwd: folder, encoding: "utf8" });
  assert.equal(refused.status, 2);

  // Every control has a name; nothing is wider than a telephone.
  const small = await open("sheet.html", { viewport: { width: 390, height: 800 } });
  const nameless = await small.$$eval("button, input, select, textarea, progress", all =>
    all.filter(e => e.id !== "file" && !(e.textContent.trim() || e.getAttribute("aria-label") || (e.labels && e.labels.length))).map(e => e.outerHTML));
  assert.deepEqual(nameless, []);
  assert.ok(await small.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
  await picture(small, "audit-small");

  // The policy lets no other script run.
  const evil = readFileSync(join(folder, "sheet.html"), "utf8").replace("</body>", "<script>window.hacked = 1</script></body>");
  writeFileSync(join(folder, "evil.html"), evil);
  assert.deepEqual(troubles, []);
  const injected = await open("evil.html");
  assert.equal(await injected.evaluate(() => window.hacked), undefined);
  assert.ok(troubles.some(trouble => trouble.includes("Content Security Policy")));
  console.log("audit.mjs: the sheet judges, keeps, exports, imports and refuses as it should");
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}

/** A coding of another sample, judged once. */
async function exportedBy(page) {
  await page.fill("#coder", "Wang");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Enter");
  await exported(page, "wang.json");
  return { path: "wang.json" };
}
