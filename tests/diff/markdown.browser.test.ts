import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { htmlDiff } from "../../diff/formats/html/page.ts";
import { markdownDiff } from "../../diff/formats/markdown/markdown.ts";
import type { KeepDiff } from "../../diff/model.ts";
import { startChromium } from "../support/browser/chromium.ts";
import { newPage } from "../support/browser/open-page.ts";
import { violations } from "../support/browser/violations.ts";
import { hostileDiff, hostileTexts } from "./formats/hostile.ts";
import { githubHtml } from "./formats/markdown/github.ts";
import { showcase, showcaseGates } from "./showcase.ts";

const css = readFileSync(createRequire(import.meta.url).resolve("github-markdown-css/github-markdown.css"), "utf8");
/** Where pictures for the documentation are written; none without it. */
const pictures = process.env["MODELKEEP_PICTURES"];

let browser: Browser;
const diffs = new Map<string, KeepDiff>();

beforeAll(async () => {
  browser = await startChromium();
  diffs.set("whole", await showcase());
  diffs.set("hostile", hostileDiff(hostileTexts.join(" ")));
  diffs.set("long words", hostileDiff("x".repeat(3000)));
});
afterAll(() => browser?.close());

/** A comment as GitHub shows it: its style sheet, and the width that it leaves to a comment. */
const comment = (diff: KeepDiff) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>comment</title><meta name="viewport" content="width=device-width"><style>${css}
body{margin:0;padding:16px;box-sizing:border-box}.markdown-body{box-sizing:border-box;max-width:880px;margin:0 auto}</style></head>
<body><main class="markdown-body">${githubHtml(markdownDiff(diff, showcaseGates(diff)))}</main></body></html>`;

async function show(html: string, width: number, dark = false): Promise<Page> {
  const page = await newPage(browser, { width, dark });
  await page.setContent(html);
  return page;
}

const wide = (page: Page) => page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");

describe.each([390, 1100])("the comment, %d pixels wide", (width) => {
  test.each(["whole", "hostile", "long words"])("%s: no wider than the screen, folded or not", async (name) => {
    const page = await show(comment(diffs.get(name)!), width);
    expect(await wide(page)).toBe(0);
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
    expect(await wide(page)).toBe(0);
    await page.close();
  });

  test("shows what matters, and the rest when it is unfolded", async () => {
    const page = await show(comment(diffs.get("whole")!), width);
    expect(await page.locator("table").first().isVisible()).toBe(true);
    expect(await page.getByText("protected or retained resources would be replaced or deleted").isVisible()).toBe(true);
    const money = page.locator("details", { hasText: "Money" });
    expect(await money.locator("table").isVisible()).toBe(false);
    await money.locator("summary").click();
    expect(await money.locator("table").isVisible()).toBe(true);
    if (pictures !== undefined) {
      await money.locator("summary").click();
      await page.screenshot({
        path: `${pictures}/comment-${width}.png`,
        clip: { x: 0, y: 0, width, height: width === 390 ? 1500 : 1250 },
        fullPage: true,
      });
    }
    await page.close();
  });
});

test("lines of what cannot be taken back are red", async () => {
  const page = await show(comment(diffs.get("whole")!), 1100);
  const line = "[...document.querySelectorAll('.pl-md')].find((one) => one.textContent.includes('replace aws:kms/key:Key'))";
  const color = String(await page.evaluate(`getComputedStyle(${line}).color`));
  const [red, green, blue] = /(\d+), (\d+), (\d+)/.exec(color)!.slice(1).map(Number);
  expect(red!).toBeGreaterThan(Math.max(green!, blue!) + 60);
  await page.close();
});

describe("the page", () => {
  /** What axe-core finds; the page's own policy lets no script in, so it is run from outside of it. */
  test.each([
    ["whole", 1400, false],
    ["whole", 1400, true],
    ["whole", 390, false],
    ["hostile", 390, true],
  ] as const)("%s, %d wide, dark %s: axe-core finds nothing wrong, and it is no wider than the screen", async (name, width, dark) => {
    const diff = diffs.get(name)!;
    const page = await show(htmlDiff(diff, showcaseGates(diff)), width, dark);
    if (pictures !== undefined && name === "whole" && width > 390 && !dark)
      await page.screenshot({ path: `${pictures}/diff-page-${width}.png`, clip: { x: 0, y: 0, width, height: 900 } });
    await page.locator("details").evaluateAll((all) => {
      for (const one of all) one.setAttribute("open", "");
    });
    expect(await violations(page)).toEqual([]);
    expect(await wide(page)).toBe(0);
    await page.close();
  });

  test("axe-core finds what is wrong, so that it can tell", async () => {
    const page = await show(htmlDiff(diffs.get("whole")!, []).replaceAll('role="region" tabindex="0"', 'role="region" tabindex="5"'), 1400);
    expect((await violations(page)).join("\n")).toContain("tabindex");
    await page.close();
  });
});
