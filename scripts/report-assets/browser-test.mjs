// What a reader does with a report, in a real browser, on files from disk.
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const folder = process.argv[2];
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox"] });
let failures = 0;

async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: { width: options.width ?? 1280, height: 900 }, colorScheme: options.scheme ?? "light", acceptDownloads: true, bypassCSP: options.axe ?? false });
  const page = await context.newPage();
  const wrong = [];
  page.on("console", (message) => { if (message.type() === "error") wrong.push("console: " + message.text()); });
  page.on("pageerror", (error) => wrong.push("error: " + error.message));
  page.on("request", (request) => { if (!/^(file|data|blob):/.test(request.url())) wrong.push("request: " + request.url()); });
  await page.goto("file://" + join(folder, name + ".html"));
  await page.waitForSelector("html[data-ready]", { state: "attached", timeout: 120000 });
  return { page, wrong, close: async () => { assert.deepEqual(wrong, []); await context.close(); } };
}

const drawn = (page) => page.waitForSelector("html[data-drawn]", { state: "attached", timeout: 300000 });

async function test(name, run) {
  try {
    await run();
    console.log("ok   " + name);
  } catch (fault) {
    failures++;
    console.log("FAIL " + name + "\n     " + String(fault.stack ?? fault).replaceAll("\n", "\n     "));
  }
}

/** Every place of a chart that is shown has marks in it. */
const emptyCharts = (page) => page.evaluate(() => [...document.querySelectorAll(".plot")]
  .filter((plot) => !plot.closest("[hidden]"))
  .filter((plot) => !plot.querySelector("canvas") && !plot.querySelector(".mark-symbol path, .mark-rect path, .mark-line path, .mark-text text"))
  .map((plot) => plot.id));

for (const name of ["all", "reference", "two", "failed", "jmh", "one-cell"]) {
  for (const width of [1280, 390]) {
    await test(`every chart of ${name} draws at ${width} pixels, with no error and no request`, async () => {
      const { page, close } = await open(name, { width });
      await drawn(page);
      assert.deepEqual(await emptyCharts(page), []);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `the page is ${wide} pixels wider than its window`);
      assert.ok(statSync(join(folder, name + ".html")).size < 2 << 20);
      if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}-${width}.png`), fullPage: true });
      await close();
    });
  }
}

await test("the full run has every chart", async () => {
  const { page, close } = await open("all");
  const left = await page.locator("section:has(.omitted)").evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(left.sort(), ["chart-latency", "chart-portraits"]);
  await close();
});

await test("filters choose operation, trace and backend in charts, answer and table", async () => {
  const { page, close } = await open("all");
  await drawn(page);
  const before = await page.locator("#row-count").textContent();
  await page.selectOption("#filter-operation", "merge");
  await drawn(page);
  assert.notEqual(await page.locator("#row-count").textContent(), before);
  assert.equal(await page.locator('[data-chart="speed"]:visible').count(), 1);
  await page.selectOption("#filter-trace", "sparse-0.1");
  assert.match(await page.locator("#answer-take").textContent(), / on sparse-0\.1$/);
  await page.locator(".chip", { hasText: "hbitmap" }).click();
  await drawn(page);
  assert.equal(await page.locator('.chip[aria-pressed="false"]').count(), 1);
  assert.equal(await page.locator("#table tbody tr", { hasText: "hbitmap" }).count(), 0);
  await close();
});

await test("a click on a point leads to its row, its forks and their iterations", async () => {
  const { page, close } = await open("all");
  await drawn(page);
  await page.locator("#plot-speed-0").scrollIntoViewIfNeeded();
  await page.locator("#plot-speed-0 .mark-symbol path").first().click({ force: true });
  assert.ok(await page.locator("#details").isVisible());
  assert.match(await page.locator("#details").textContent(), /SetBenchmark\.java:\d+/);
  assert.equal(await page.locator("#details .fork").count(), 5);
  await page.locator("#details .fork summary").first().click();
  assert.match(await page.locator("#details .fork p").first().textContent(), /5: /);
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("#details").isVisible()));
  await close();
});

await test("the table sorts by numbers and is saved as CSV", async () => {
  const { page, close } = await open("all");
  const scores = () => page.locator("#table tbody tr td:nth-child(7)").evaluateAll((all) => all.map((one) => Number(one.textContent)));
  await page.locator('[data-sort="score"]').click();
  const up = await scores();
  assert.deepEqual(up, [...up].sort((a, b) => a - b));
  await page.locator('[data-sort="score"]').click();
  const down = await scores();
  assert.deepEqual(down, [...down].sort((a, b) => b - a));
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator("#csv").click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /^series,operation,trace,/);
  assert.equal(text.trim().split("\n").length - 1, Number((await page.locator("#row-count").textContent()).split(" ")[0]));
  await close();
});

await test("dark follows the system and the button, in charts too", async () => {
  const { page, close } = await open("all", { scheme: "dark" });
  await drawn(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const label = () => page.locator("#plot-answer-0 .role-axis-label text").first().evaluate((one) => one.getAttribute("fill"));
  assert.equal(await paper(), "rgb(22, 24, 28)");
  const dark = await label();
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, "dark.png") });
  await page.locator("#theme").click();
  await drawn(page);
  assert.equal(await paper(), "rgb(255, 255, 255)");
  assert.notEqual(await label(), dark);
  await close();
});

await test("it prints", async () => {
  const { page, close } = await open("all");
  await drawn(page);
  const pdf = await page.pdf({ format: "A4", path: process.env.SHOTS ? join(process.env.SHOTS, "all.pdf") : undefined });
  assert.ok(pdf.length > 50000, "bytes: " + pdf.length);
  await close();
});

for (const scheme of ["light", "dark"]) {
  await test(`axe finds nothing serious in ${scheme}`, async () => {
    const { page, close } = await open("all", { scheme, axe: true });
    await drawn(page);
    await page.evaluate(axe);
    const check = () => page.evaluate(() => axe.run().then((result) => result.violations
      .filter((one) => ["serious", "critical"].includes(one.impact))
      .map((one) => one.id + ": " + one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | "))));
    assert.deepEqual(await check(), []);
    await page.locator("#table tbody button").first().click();
    assert.deepEqual(await check(), []);
    await close();
  });
}

await test("5,000 rows are ready soon", async () => {
  const { page, close } = await open("rows-5000");
  const ready = await page.evaluate(() => document.documentElement.dataset.ready);
  const rows = await page.locator("#row-count").textContent();
  console.log(`     ${rows}, ready after ${ready} ms`);
  assert.ok(Number(rows.split(" ")[0]) >= 5000);
  assert.ok(Number(ready) < 20000);
  await close();
});

await browser.close();
if (failures) {
  console.log(failures + " failed");
  process.exit(1);
}
