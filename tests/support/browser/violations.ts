import type { Result } from "axe-core";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** What axe finds against a page, a line each; fails where hardly any of its rules found something to look at. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = (await page.evaluate("axe.run(document, { resultTypes: ['violations'] })")) as { violations: Result[]; passes: Result[] };
  expect(results.passes.length).toBeGreaterThan(10);
  return results.violations.map(({ id, impact, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
    return `${impact} ${id}: ${places.join(" | ")}`;
  });
}
