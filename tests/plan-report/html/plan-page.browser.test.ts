import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { startChromium } from "../../support/browser/chromium.ts";
import { type Look, openPage } from "../../support/browser/open-page.ts";
import { colourRules, sizeRules, violations } from "../../support/browser/violations.ts";
import { pages, plans } from "./plans.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-plan-"));
const names = Object.keys(pages);
/** Charts of a page that has not all four. */
const chartsOn: Readonly<Record<string, number>> = {
  "nothing would do": 0,
  "own hardware": 3,
  "own hardware without a cost": 2,
  "own hardware that does not do": 0,
};
/** Where pictures for the documentation are written; none without it. */
const pictures = process.env["MODELKEEP_PICTURES"];
const path = (name: string) => join(folder, `${name.replaceAll(" ", "-")}.html`);
let browser: Browser;

beforeAll(async () => {
  browser = await startChromium();
  for (const [name, page] of Object.entries(pages)) writeFileSync(path(name), page());
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

const open = (name: string, look?: Look) => openPage(browser, path(name), { width: 1280, ...look });

interface Box {
  text: string;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What is written over what else is written, or beyond its picture: nothing, in a picture that can be read. */
async function unreadable(page: Page): Promise<string[]> {
  const pictures = await page.locator("svg").evaluateAll((all) =>
    all.map((svg) => ({
      frame: svg.getBoundingClientRect().toJSON() as Box,
      texts: [...svg.querySelectorAll("text")].map((text) => ({
        ...(text.getBoundingClientRect().toJSON() as Box),
        text: text.textContent ?? "",
      })),
    })),
  );
  const apart = (a: Box, b: Box) => a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 3 || b.bottom <= a.top + 3;
  return pictures.flatMap(({ frame, texts }) => [
    ...texts
      .filter((text) => text.left < frame.left || text.right > frame.right || text.top < frame.top || text.bottom > frame.bottom)
      .map(({ text }) => `clipped: ${text}`),
    ...texts.flatMap((a, i) => texts.slice(i + 1).flatMap((b) => (apart(a, b) ? [] : [`over each other: ${a.text} / ${b.text}`]))),
  ]);
}

/** The charts that are shown: where they begin and end, and the size of their smallest text on the screen, in pixels. */
const charts = `[...document.querySelectorAll("svg")].filter((svg) => svg.checkVisibility()).map((svg) => {
  const { left, right, width } = svg.getBoundingClientRect();
  const scale = width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll("text")].map((text) => Number.parseFloat(getComputedStyle(text).fontSize) * scale);
  return { left, right, smallest: Math.min(...sizes) };
})`;

it("shows plans that differ: one that wins, one that does not, one without an answer", () => {
  const of = (name: string) => plans[name]?.();
  const same = (name: string) => of(name)?.hosted.filter(({ api }) => api.serves.length > 0) ?? [];
  expect(same("wins").some(({ breakEven }) => breakEven.load !== null && breakEven.load < 5e9)).toBe(true);
  expect(same("hosted is cheaper").map(({ breakEven }) => breakEven.load)).not.toEqual([]);
  expect(same("hosted is cheaper").every(({ breakEven }) => breakEven.load === null)).toBe(true);
  expect(of("large mixture")?.winner?.fit.memory.ranks[0]?.weights.mid).toBeGreaterThan(20 * 1024 ** 3);
  expect(of("nothing would do")?.winner ?? null).toBeNull();
});

describe.each(names)("the page of a plan: %s", (name) => {
  test.each([
    ["light", {}, undefined],
    ["dark", { dark: true }, colourRules],
    ["narrow", { width: 390 }, sizeRules],
  ] as [string, Look, string[] | undefined][])("has nothing that axe-core finds wrong, %s", async (_look, look, rules) => {
    const { page } = await open(name, look);
    expect(await violations(page, rules)).toEqual([]);
    await page.close();
  });

  test("asks nothing of the network and says nothing on the console", async () => {
    const { page, asked, said } = await open(name);
    expect([asked.length, asked[0]?.startsWith("file:"), said]).toEqual([1, true, []]);
    await page.close();
  });

  test("is no wider than the screen of a telephone: text that is wide scrolls in itself, by keyboard too", async () => {
    const { page } = await open(name);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate("document.documentElement.scrollWidth"), `${width}`).toBeLessThanOrEqual(width);
      const out = await page
        .locator("pre")
        .evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth && one.getAttribute("tabindex") !== "0").length);
      expect(out, `${width}`).toBe(0);
    }
    await page.close();
  });

  test("draws charts that are whole and can be read, however wide the screen is", async () => {
    const { page } = await open(name);
    for (const width of [1280, 641, 640, 390, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await unreadable(page), `${width}`).toEqual([]);
      const shown = (await page.evaluate(charts)) as { left: number; right: number; smallest: number }[];
      expect(shown, `${width}`).toHaveLength(chartsOn[name] ?? 4);
      for (const { left, right, smallest } of shown) {
        expect(left, `${width}`).toBeGreaterThanOrEqual(0);
        expect(right, `${width}`).toBeLessThanOrEqual(width);
        expect(smallest, `${width}`).toBeGreaterThanOrEqual(10);
      }
    }
    await page.close();
  });

  test("is dark where the reader wants it so, and white on paper", async () => {
    const paper = (page: Page) => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const { page } = await open(name, { dark: true });
    const dark = await paper(page);
    await page.emulateMedia({ media: "print" });
    expect([dark, await paper(page)]).toEqual(["rgb(15, 20, 32)", "rgb(255, 255, 255)"]);
    await page.close();
  });

  test("prints: nothing is wider than the paper", async () => {
    const { page } = await open(name);
    await page.emulateMedia({ media: "print" });
    // A4 without its margins, at 96 pixels an inch.
    await page.setViewportSize({ width: 703, height: 1000 });
    const wide = await page
      .locator("svg, pre, p, dl")
      .evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().right > 704).map((one) => one.outerHTML.slice(0, 80)));
    expect(wide).toEqual([]);
    expect((await page.pdf()).subarray(0, 5).toString()).toBe("%PDF-");
    await page.close();
  });
});

test.each([
  ["plan", "wins", { width: 820 }],
  ["plan-dark", "wins", { width: 820, dark: true }],
  ["plan-narrow", "large mixture", { width: 390 }],
] as [string, string, Look][])("the picture %s shows the page of %s, but for its text", async (picture, name, look) => {
  const { page } = await open(name, look);
  const text = await page.locator("section").last().boundingBox();
  const shot = await page.screenshot({
    fullPage: true,
    clip: { x: 0, y: 0, width: look.width!, height: text!.y - 16 },
    ...(pictures !== undefined && { path: `${pictures}/${picture}.png` }),
  });
  expect(shot.length).toBeGreaterThan(20_000);
  await page.close();
});

test("what is wrong is found, so that it can tell", async () => {
  const { page } = await open("wins");
  await page.evaluate(
    "document.querySelector('figcaption').style.color = '#bbb'; document.querySelector('svg text').setAttribute('x', '-50')",
  );
  expect((await violations(page)).join("\n")).toMatch(/serious color-contrast/);
  expect((await unreadable(page)).join("\n")).toMatch(/clipped/);
  await page.close();
});
