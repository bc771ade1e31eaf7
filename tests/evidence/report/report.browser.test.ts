import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildReport } from "../../../evidence/report/build-report.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { htmlReport } from "../../../evidence/report/render/html/page.ts";
import { startChromium } from "../../support/browser/chromium.ts";
import { type Look, openPage } from "../../support/browser/open-page.ts";
import { colourRules, sizeRules, violations } from "../../support/browser/violations.ts";
import { everything } from "../../support/everything.ts";
import { evidenceOf, reportOf, troubled } from "./reported.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-page-"));
/** One stack of each target in the landing: the others' pages are made of the same parts. */
const stacks = everything ? ["r1-distill-32b", "v4-flash", "demo", "on-prem", "laptop"] : ["r1-distill-32b", "on-prem"];
let browser: Browser;
const pages = new Map<string, string>();

beforeAll(async () => {
  browser = await startChromium();
  const made: [string, Report][] = [
    ["troubled", await troubled()],
    ["empty", await emptyReport()],
  ];
  for (const stack of stacks) made.push([stack, await reportOf(stack)]);
  for (const [name, report] of made) {
    const path = join(folder, `${name}.html`);
    writeFileSync(path, htmlReport(report));
    pages.set(name, path);
  }
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

async function emptyReport(): Promise<Report> {
  const evidence = await evidenceOf("on-prem");
  const preview = { ...evidence.preview, resources: [], outputs: {} };
  return buildReport({ ...evidence, preview, findings: [], proofs: [], flows: { parties: [], flows: [], unknown: [] } });
}

const open = (name: string, look?: Look) => openPage(browser, pages.get(name)!, look);

const openAll = (page: Page) =>
  page.locator("details").evaluateAll((all) => {
    for (const one of all) one.setAttribute("open", "");
  });

/** What axe-core finds, each with where; the page's own policy lets no script in, so it is run from outside of it. */
describe.each([...stacks, "troubled", "empty"])("the page of %s", (name) => {
  test("has nothing that axe-core finds wrong", async () => {
    const { page } = await open(name);
    await openAll(page);
    expect(await violations(page)).toEqual([]);
    await page.close();
  });

  test("asks nothing of the network and says nothing on the console", async () => {
    const { page, asked, said } = await open(name);
    expect([asked.length, asked[0]?.startsWith("file:"), said]).toEqual([1, true, []]);
    await page.close();
  });

  test("is no wider than the screen: what is wide scrolls in itself, by keyboard too", async () => {
    const { page } = await open(name, { width: 390 });
    await openAll(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
    const out = await page
      .locator(".scroll")
      .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth && one.getAttribute("tabindex") !== "0").length);
    expect(out).toBe(0);
    await page.close();
  });

  test("prints whole: every detail is there, and nothing is wider than the paper", async () => {
    const { page } = await open(name);
    await page.emulateMedia({ media: "print" });
    // A4 without its margins, at 96 pixels an inch.
    await page.setViewportSize({ width: 703, height: 1000 });
    const hidden = await page
      .locator("details > :not(summary)")
      .evaluateAll((all) => all.filter((one) => one.getClientRects().length === 0 || one.getBoundingClientRect().height === 0).length);
    const wide = await page
      .locator("table, svg, pre, p")
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > 704).map((one) => one.outerHTML.slice(0, 80)));
    expect([hidden, wide]).toEqual([0, []]);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });

  test("is under 1 MB", () => {
    expect(readFileSync(pages.get(name)!).length).toBeLessThan(1_000_000);
  });
});

test.each([
  ["dark", { dark: true }, colourRules],
  ["narrow", { width: 390 }, sizeRules],
] as [string, Look, string[]][])("axe-core finds nothing wrong with all that a page can have, %s", async (_look, look, rules) => {
  const { page } = await open("troubled", look);
  await openAll(page);
  expect(await violations(page, rules)).toEqual([]);
  await page.close();
});

test("axe-core finds what is wrong, so that it can tell", async () => {
  const { page } = await open("on-prem");
  await page.evaluate(
    "document.querySelector('.sentence').style.color = '#bbb'; document.querySelector('.scroll').removeAttribute('aria-label')",
  );
  expect((await violations(page, colourRules)).join("\n")).toMatch(/serious color-contrast/);
  await page.close();
});

test("the page is read by keyboard: the first stop leads to the verdict", async () => {
  const { page } = await open("r1-distill-32b");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to the verdict");
  await page.keyboard.press("Enter");
  expect(new URL(page.url()).hash).toBe("#verdict");
  await page.close();
});
