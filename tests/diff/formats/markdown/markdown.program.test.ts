import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentMarker, markdownDiff, mostCharacters } from "../../../../diff/formats/markdown/markdown.ts";
import { parseGates } from "../../../../diff/gates/gate.ts";
import { gateVerdicts } from "../../../../diff/gates/verdict.ts";
import type { KeepDiff } from "../../../../diff/model.ts";
import type { ResourceChange } from "../../../../diff/resources/resource-change.ts";
import { keepDiff, stackDiff } from "../../stack-diff.ts";
import { hostileDiff, hostileTexts } from "../hostile.ts";
import { elements, githubTree, proseOf, textOf } from "./github.ts";

const gates = parseGates("exposure,delete:protected");
const rendered = (diff: KeepDiff) => markdownDiff(diff, gateVerdicts(diff, gates));

/** Tags in their order: what a text must not change. */
const shape = (markdown: string) => elements(githubTree(markdown)).map(({ tagName }) => tagName);

/** What GitHub or GitLab make a link or a message of, in text that is not code. */
const reference = /(?<![\w&])@\w|\B#\d|\w#\d|GH-\d|[!%&]\d|~\w|\$\d|https?:\/\/|www\.|:[\w+-]+:/;

function heldTo(text: string): void {
  const markdown = rendered(hostileDiff(text));
  const tree = githubTree(markdown);
  const all = elements(tree);
  expect(markdown.startsWith(`${commentMarker}\n`)).toBe(true);
  expect(markdown.match(/[^\P{Cc}\n]|\p{Cf}/u)).toBeNull();
  expect(all.filter(({ tagName }) => ["a", "img", "script", "h1", "input", "iframe", "del"].includes(tagName))).toEqual([]);
  expect(proseOf(tree).filter((prose) => reference.test(prose))).toEqual([]);
  expect(shape(markdown)).toEqual(shape(rendered(hostileDiff("plain"))));
}

describe("text of somebody else is text", () => {
  test.each(hostileTexts)("%j", { tags: ["foreign-text-stays-text"] }, heldTo);

  test("whatever it is made of", () => {
    const bits = fc.constantFrom(
      "`",
      "```",
      "|",
      "<",
      ">",
      "&",
      "@a",
      "#1",
      "*",
      "_",
      "~",
      "[",
      "](",
      ")",
      "!",
      "\n",
      "\\",
      ":x:",
      "://",
      "www.",
      "-",
      "=",
      "1.",
      " ",
      "a",
      "\u202e",
      '"',
      "'",
      "{",
      "$",
      "</details>",
      "<!--",
      "-->",
      "%",
      "+",
      "\t",
      "\r",
    );
    fc.assert(
      fc.property(fc.array(bits, { minLength: 1, maxLength: 12 }), (parts) => heldTo(`x${parts.join("")}x`)),
      { numRuns: 40 },
    );
  });

  test("and can be read as it is, but for what is not seen", () => {
    const text = "a|b <b> *c* @d #1 `e`";
    expect(textOf(githubTree(rendered(hostileDiff(text)))).replaceAll("\u200b", "")).toContain(`path: ${text}`);
  });
});

const key = (name: string, more: Partial<ResourceChange> = {}): ResourceChange => ({
  operation: "replace",
  urn: `urn:pulumi:dev::p::aws:kms/key:Key::${name}`,
  type: "aws:kms/key:Key",
  name,
  protect: false,
  retainOnDelete: false,
  properties: [{ path: "keyUsage", kind: "change", before: "ENCRYPT_DECRYPT", after: "SIGN_VERIFY", replaces: true }],
  ...more,
});

describe("the comment", () => {
  test("is its marker and one line where nothing changed", () => {
    expect(markdownDiff(keepDiff(stackDiff({ state: "unchanged" })))).toBe("<!-- modelkeep-diff -->\nNo change to the keep.\n");
  });

  test("says the summary first, then what is guarded, in red, then the rest", () => {
    const diff = keepDiff(
      stackDiff({
        resources: [key("vault-key", { protect: true }), key("plain-key")],
        exposure: [{ kind: "path", direction: "wider", text: "new path from somewhere" }],
      }),
    );
    const markdown = rendered(diff);
    const order = [
      "| Resources | 🔴 **2 replaced; 1 of them protected or retained** |",
      "🔴 **A protected or retained resource would be replaced or deleted**",
      "- replace aws:kms/key:Key vault-key (protected) because of keyUsage",
      "<summary>Why a gate is hit</summary>",
      "**🔴 Exposure**",
      "<summary>Resources: 2</summary>",
      "aws:kms/key:Key plain-key",
    ];
    const at = order.map((text) => markdown.indexOf(text));
    expect(at).toEqual(at.toSorted((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    const blocks = elements(githubTree(markdown)).filter(({ properties }) => String(properties["className"]).includes("language-diff"));
    expect(textOf(blocks[0]!)).toBe("- replace aws:kms/key:Key vault-key (protected) because of keyUsage\n");
  });

  test("names a stack that cannot be previewed, with the program's words", () => {
    const markdown = rendered(keepDiff(stackDiff({ state: "failed", failures: [{ side: "change", messages: ["line one\nline two"] }] })));
    expect(markdown).toContain("🔴 **`dev` cannot be previewed at `change`**");
    expect(markdown).toContain("```diff\n- line one\n- line two\n```");
    expect(markdown).not.toContain("No change");
  });

  test("never has more characters than a comment may, and loses the least important first", { tags: ["comment-within-its-size"] }, () => {
    const many = (count: number) => Array.from({ length: count }, (_, i) => i);
    const diff = keepDiff(
      stackDiff({
        resources: [
          ...many(20).map((i) => key(`guarded-${i}`, { protect: true, operation: "delete" })),
          ...many(3000).map((i) => key(`plain-${i}`)),
        ],
        exposure: many(40).map((i) => ({ kind: "path", direction: "wider", text: `wider ${i} ${"x".repeat(500)}` })),
      }),
    );
    const markdown = rendered(diff);
    expect(markdown.length).toBeLessThanOrEqual(mostCharacters);
    expect(markdown.length).toBeGreaterThan(mostCharacters * 0.95);
    for (const i of many(20)) expect(markdown).toContain(`- delete aws:kms/key:Key guarded-${i} (protected)`);
    for (const i of many(40)) expect(markdown).toContain(`- path: wider ${i} `);
    expect(markdown).toMatch(/… \d+ more lines are omitted here\n```\n\n<\/details>/);
    expect(markdown).toMatch(
      /\*\*Cut:\*\* a comment is limited to [\d,]+ characters, so the \d+ least important lines are omitted; .*`diff\.html` and `diff\.json` have all of them\.\n$/,
    );
    expect(shape(markdown).filter((tag) => tag === "details").length).toBe(2);
  });

  test("is as short where everything in it is important", () => {
    const resources = Array.from({ length: 5000 }, (_, i) => key(`guarded-${i}`, { protect: true, operation: "delete" }));
    const markdown = rendered(keepDiff(...Array.from({ length: 30 }, (_, i) => stackDiff({ stack: `s${i}`, resources }))));
    expect(markdown.length).toBeLessThanOrEqual(mostCharacters);
    expect(markdown).toContain("and 22 more stacks");
    expect(markdown).toContain("**Cut:**");
  });
});
