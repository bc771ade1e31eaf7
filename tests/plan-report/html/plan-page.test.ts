import { describe, expect, it, test } from "vitest";
import { findModel, type Model } from "../../../catalog/models.ts";
import { escaped } from "../../../html/markup.ts";
import { element, short, ticks } from "../../../html/svg.ts";
import { planPage } from "../../../plan-report/html/plan-page.ts";
import type { ChoiceAsk } from "../../../planner/choice/choice-ask.ts";
import { choose } from "../../../planner/choice/choose.ts";
import { contextCurve } from "../../../planner/choice/context-curve.ts";
import { planReport } from "../../../planner/choice/plan-report.ts";
import { catalogPrices } from "../../../planner/cost/prices.ts";
import { tokensPerDay } from "../../../planner/units.ts";
import { usualAsk as ask } from "../../planner/choice/usual-ask.ts";

const report = (change: Partial<ChoiceAsk> = {}) =>
  planReport({ ...ask, ...change }, choose({ ...ask, ...change }, ["on-demand"], catalogPrices), catalogPrices);
const page = planPage(report());

describe("a page of a plan", () => {
  it("asks for nothing from elsewhere, and runs nothing", () => {
    expect(page).not.toMatch(/<(script|link|img|iframe|object|use|image)\b|https?:|url\(|@import|\bon\w+=/);
  });

  it("has four pictures, each in two layouts, named and described for who cannot see it", () => {
    const charts = [...page.matchAll(/<svg [^>]*role="img" aria-labelledby="([\w-]+) ([\w-]+)"/g)];
    expect(charts).toHaveLength(8);
    for (const [, title, description] of charts) {
      expect(page).toContain(`<title id="${title}">`);
      expect(page).toMatch(new RegExp(`<desc id="${description}">[^<]{10,}`));
    }
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("is one well-formed tree", () => {
    const open: string[] = [];
    for (const [, close, name, rest] of page.replace("<!doctype html>", "").matchAll(/<(\/?)([a-z0-9]+)((?:"[^"]*"|[^>"])*)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!rest?.endsWith("/")) open.push(name ?? "");
    }
    expect(open).toEqual([]);
    expect(page).toContain('<html lang="en">');
  });

  it("draws inside of its pictures, whatever the plan", () => {
    for (const change of [
      {},
      { model: findModel("DeepSeek-V4-Flash") as Model, contextTokens: 131_072 },
      { tokensPerDay: tokensPerDay(0) },
      { model: findModel("DeepSeek-R1") as Model },
    ]) {
      const html = planPage(report(change));
      expect(html).not.toMatch(/NaN|Infinity|undefined/);
      for (const [, points] of html.matchAll(/points="([^"]*)"/g))
        for (const [x = Number.NaN, y = Number.NaN] of (points ?? "").split(" ").map((point) => point.split(",").map(Number))) {
          expect(x >= 0 && x <= 760).toBe(true);
          expect(y >= 0 && y <= 360).toBe(true);
        }
    }
  });

  it("marks the crossing and the requested load", () => {
    expect(page).toContain("owning first costs less at 53.9M per day");
    expect(page).toContain("requested load");
    expect(planPage(report({ model: findModel("DeepSeek-V4-Flash") as Model, contextTokens: 131_072 }))).toContain(
      "owning never costs less than OpenRouter",
    );
  });

  it("says so where nothing would do", () => {
    const none = planPage(report({ model: findModel("DeepSeek-V4.1-Flash") as Model }));
    expect(none).toContain("Nothing in the catalog fits");
    expect(none).not.toContain("<svg");
  });
});

describe("a curve of concurrency by context", () => {
  it("never rises, ends at the most, and holds its middle", () => {
    const { winner } = report();
    const curve = contextCurve((winner as NonNullable<typeof winner>).fit.memory, 131_072);
    expect(curve.at(-1)?.tokens).toBe(131_072);
    curve.forEach(({ low, mid, high }, i) => {
      expect(low <= mid && mid <= high).toBe(true);
      expect(mid).toBeLessThanOrEqual(curve[i - 1]?.mid ?? Number.POSITIVE_INFINITY);
    });
    expect(curve.find(({ tokens }) => tokens === 32_768)?.mid).toBe(winner?.fit.maxConcurrent);
  });
});

describe("markup", () => {
  it("takes no text for markup", () => {
    expect(element("p", { title: '"<>&' }, escaped("<script>&"))).toBe('<p title="&quot;&lt;&gt;&amp;">&lt;script&gt;&amp;</p>');
  });
  test.each([
    [0.4, "0.4"],
    [999, "999"],
    [12_345, "12.3k"],
    [53_863_111, "53.9M"],
    [2e9, "2G"],
  ])("%d is short as %s", (value, text) => expect(short(value)).toBe(text));
  it("has round ticks", () => {
    expect(ticks(100)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticks(7205)).toEqual([0, 2000, 4000, 6000]);
  });
});
