import { describe, expect, test } from "vitest";
import { htmlReport } from "../../../../evidence/report/render/html/page.ts";
import { markup } from "../../../../html/markup.ts";
import { examples, reportOf, troubled } from "../reported.ts";

const matches = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found!);

describe.each(examples)("the page of %s", (stack) => {
  test("is well under 1 MB, and the same each time", async () => {
    const html = htmlReport(await reportOf(stack));
    expect(Buffer.byteLength(html)).toBeLessThan(600_000);
    expect(htmlReport(await reportOf(stack))).toBe(html);
  });

  test("loads nothing and runs nothing", async () => {
    const html = htmlReport(await reportOf(stack));
    expect(
      matches(
        html,
        /(<(?:script|link|img|iframe|object|embed|form|base)\b|<[a-z][^>]*\s(?:on\w+|src|srcset|data)=|url\((?!#tip)|@import)/gi,
      ),
    ).toEqual([]);
    expect(matches(html, /href="([^"]*)"/g).filter((href) => !href.startsWith("#"))).toEqual([]);
    expect(html.slice(0, 1000)).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"`);
  });

  test("has each anchor once, and leads nowhere that is not there", async () => {
    const html = htmlReport(await reportOf(stack));
    const ids = matches(html, /\bid="([^"]*)"/g);
    expect(ids.filter((id, i) => ids.indexOf(id) < i)).toEqual([]);
    expect(matches(html, /href="#([^"]*)"/g).filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test("the verdict comes first, and each heading stands under the one above it", async () => {
  const html = htmlReport(await troubled());
  const levels = matches(html, /<h([1-6])\b/g).map(Number);
  expect(levels[0]).toBe(1);
  expect(levels.filter((level, i) => i > 0 && level > levels[i - 1]! + 1)).toEqual([]);
  expect(html.indexOf("Do not approve: 1 proof is refuted")).toBeLessThan(html.indexOf('id="reachability"'));
});

test("what was tried on a real node is there with its result, and what was not", async () => {
  const html = htmlReport(await troubled());
  const section = html.slice(html.indexOf('id="trial"'), html.indexOf('id="frameworks"'));
  expect(matches(section, /<span class="badge \w+">([^<]*)<\/span>/g)).toEqual(["held", "failed", "not tried"]);
  expect(section).toContain("network policies: by &lt;a&gt; | program");
  expect(section).toMatch(/Shown only by the preview and by tests without a node: <a href="#D3">D3<\/a>/);
});

test("a counterexample is there hop by hop, with the input that opens each", async () => {
  const html = htmlReport(await troubled());
  const path = html.slice(html.indexOf("Open: Instance tunnel"), html.indexOf("</ol>", html.indexOf("Open: Instance tunnel")));
  expect(matches(path, /<li><strong>([^<]*)<\/strong>/g)[0]).toBe("the internet");
  expect(path).toContain("<code>associatePublicIpAddress</code>");
});

test("what a stack calls itself is text, never markup", { tags: ["stack-name-is-text-in-html"] }, async () => {
  const html = htmlReport(await troubled());
  expect(html.includes("chosen &lt;b&gt;later&lt;/b&gt; &amp; &quot;signed&quot;")).toBe(true);
  expect(html.includes("<b>later")).toBe(false);
  const hostile = await reportOf("on-prem");
  const named = { ...hostile, subject: { ...hostile.subject, stack: '"><script>alert(1)</script>' } };
  expect(htmlReport(named).includes("<script")).toBe(false);
});

describe("markup", () => {
  test("escapes what is put into it, in text and in attributes", () => {
    expect(markup`<p title="${`"'<&>`}">${`"'<&>`}</p>`.text).toBe('<p title="&quot;&#39;&lt;&amp;&gt;">&quot;&#39;&lt;&amp;&gt;</p>');
  });

  test("takes markup as it is, lists in order, and nothing for nothing", () => {
    expect(markup`${[markup`<b>`, 1, undefined, ["<"]]}`.text).toBe("<b>1&lt;");
  });
});
