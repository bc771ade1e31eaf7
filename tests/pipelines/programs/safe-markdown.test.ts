import { expect, it } from "vitest";
import { diffMarker, RefusedText, safeMarkdown } from "../../../pipelines/programs/safe-markdown.ts";

const safe = (text: string) => safeMarkdown(Buffer.from(`${diffMarker}\n${text}`));
const seen = (text: string) => text.replaceAll("\u200b", "");

it("leaves what a report is made of as it is", () => {
  const report = [
    "## Keep `demo`: 2 resources are replaced",
    "| what | before | after |",
    "|---|---|---|",
    "| image | `vllm/vllm-openai@sha256:0123` | **none** |",
    "<details><summary>3 updates</summary>",
    "",
    "```diff",
    "- a: 1 < 2 & 3",
    "+ spec.containers[0].image",
    "```",
    "</details>",
    "a&#8203;:&#8203;b &#60;x&#62; &#38;&#8203;amp",
    "<sub>a &lt; b &amp; c &#124; d</sub>",
  ].join("\n");
  expect(seen(safe(report))).toBe(report);
  expect(safe("vllm@sha256:0123")).toBe("vllm@sha256:0123");
});

const harmful: [string, text: string, harm: RegExp][] = [
  ["a mention", "ask @keeper/team", /@keeper/],
  ["a mention that begins a line", "x\n@all", /@all/],
  ["a mention after a backslash", "\\@keeper", /@keeper/],
  ["a mention by an entity", "&#64;keeper &commat;keeper &#x40;keeper", /&(#64|commat|#x40);keeper/],
  ["a reference to an issue", "closes #1, keeper/keep#2, GH-3", /#\d|GH-\d/],
  ["a reference to a merge request", "see !1", /!\d/],
  ["a reference to an epic", "&1 &amp;2 &#38;3", /&(amp;|#38;)?\d/],
  ["a link", "[here](https://example.org)", /\]\(|:\/\//],
  ["a link by reference", "[here][x]\n\n[x]: //example.org", /\]\[|\]:/],
  ["a bare address", "https://example.org www.example.org", /:\/\/|www\./],
  ["a picture", "![x](//example.org/a.png)", /\]\(/],
  ["HTML", "<img src=x> <a href=x> <script>", /<(img|a|script)/],
  ["HTML over lines", "<img\nsrc=x>", /<img/],
  ["an attribute", '<details onclick="x"> <summary id=x>', /<(details|summary)/],
  ["a comment", "<!-- modelkeep-drift -->", /<!--/],
  ["an order to GitLab", "x\n/merge\n  /approve\n> /close", /^[\s>]*\/\w/m],
  ["a drawing", "```mermaid\ngraph\n```", /mermaid/],
  ["a change of direction", "a\u202eb\u2066c", /[\u202e\u2066]/],
  ["control characters", "a\u0007b\u001b[31mc\u0000", /[^\P{Cc}\n]/u],
];

it.each(harmful)("takes the effect out of %s", { tags: ["markdown-effects-removed"] }, (_, text, harm) => {
  expect(text).toMatch(harm);
  expect(safe(text)).not.toMatch(harm);
});

it("closes what is left open, so that what follows is outside", { tags: ["markdown-closes-what-is-open"] }, () => {
  expect(safe("```diff\n+ a")).toBe("```diff\n+ a\n```");
  expect(safe("<details><summary>x</summary>\n<details>\n</details>")).toMatch(/<\/details>\n<\/details>$/);
  expect(safe("~~~\n```\n~~~")).toBe("~~~\n```\n~~~");
  expect(safe("````\n```")).toBe("````\n```\n````");
});

const refused: [string, Uint8Array, RegExp][] = [
  ["no UTF-8", Buffer.concat([Buffer.from(`${diffMarker}\n`), Buffer.from([0xff, 0xfe])]), /not UTF-8/],
  ["another marker", Buffer.from(`<!-- modelkeep-diff -- >\n${diffMarker}\nx`), /does not begin/],
  ["a marker that is not first", Buffer.from(`\n${diffMarker}\nx`), /does not begin/],
  ["nothing after the marker", Buffer.from(`${diffMarker}\n  \n`), /is empty/],
  ["more than a comment holds", Buffer.from(`${diffMarker}\n${"x".repeat(60_001)}`), /60001 characters, more than 60000/],
];

it.each(refused)("refuses %s", { tags: ["markdown-refused"] }, (_, bytes, why) => {
  expect(() => safeMarkdown(bytes)).toThrow(RefusedText);
  expect(() => safeMarkdown(bytes)).toThrow(why);
});
