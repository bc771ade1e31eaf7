import type { Result } from "axe-core";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Rules of axe whose answer depends on colours. */
export const colourRules = ["color-contrast", "link-in-text-block"];
/** Rules of axe whose answer depends on the width of the page: what scrolls, what is hidden, what is named. */
export const sizeRules = ["aria-hidden-focus", "empty-heading", "link-name", "region", "scrollable-region-focusable"];

/**
 * What axe finds against a page, a line each: by all of its rules, or by those named. Fails where hardly any of its rules, or none of those
 * named, found something to look at.
 */
export async function violations(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(axe.source);
  const options = { resultTypes: ["violations"], ...(rules && { runOnly: { type: "rule", values: rules } }) };
  const results = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { violations: Result[]; passes: Result[] };
  expect(results.passes.length + results.violations.length).toBeGreaterThan(rules ? 0 : 10);
  return results.violations.map(({ id, impact, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html }) => html.slice(0, 160));
    return `${impact} ${id}: ${places.join(" | ")}`;
  });
}
