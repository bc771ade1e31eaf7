import type { KeepDiff } from "../../../diff/model.ts";
import { keepDiff, stackDiff } from "../stack-diff.ts";

/** Texts that would be something else than text, were they written as they are. */
export const hostileTexts = [
  "@acme/security please look, cc @octocat",
  "fixes #1, acme/site#2, GH-3, !4, &5, %6, ~7, $8",
  ":rocket: :_x_: a:b:_c:",
  "</details></summary><h1>Approved</h1><script>alert(1)</script>",
  "--><img src=https://evil.example/x.png>",
  "``` \n```\n# Approved\n- [x] reviewed",
  "`code` ``` ```` ` end",
  "a | b | c\n| --- | --- |\n| 1 | 2 |",
  "[click](https://evil.example) ![pixel](https://evil.example/p.png) <https://evil.example>",
  "www.evil.example https://evil.example/a mail@evil.example",
  "\u202egnihton segnahc\u202c \u2066abc\u2069 \u200b\u00ad",
  "line one\r\nline two\u2028three\u0000\u001b[31mred\u009b32m",
  "**bold** _em_ ~~gone~~ :white_check_mark: :+1: &lt;b&gt; &#64;octocat",
  "<!-- modelkeep-diff -->",
  "    indented",
  "1. list",
  "> quote",
  "\\`escaped\\` \\| \\",
  "\ud800 alone",
];

/** A comparison in which every text that a program or its author chooses is one of these. */
export function hostileDiff(text: string): KeepDiff {
  const part = stackDiff({
    stack: text,
    resources: [
      {
        operation: "delete",
        urn: `urn:pulumi:x::x::aws:kms/key:Key::${text}`,
        type: "aws:kms/key:Key",
        name: text,
        protect: true,
        retainOnDelete: false,
        properties: [],
      },
      {
        operation: "replace",
        urn: `urn:pulumi:x::x::${text}::${text}`,
        formerUrn: `urn:pulumi:x::x::${text}::was ${text}`,
        type: text,
        name: text,
        protect: false,
        retainOnDelete: false,
        properties: [{ path: text, kind: "change", before: text, after: { [text]: [text] }, replaces: true }],
        because: [`urn:pulumi:x::x::t::${text}`],
      },
    ],
    exposure: [
      { kind: "path", direction: "wider", text },
      { kind: "waiver", direction: "narrower", text },
    ],
    findings: {
      added: [
        { rule: text, severity: "high", enforcement: "mandatory", kind: "violation", urn: text, resource: text, path: text, message: text },
      ],
      fixed: [
        { rule: text, severity: "low", enforcement: "advisory", kind: "undecided", urn: text, resource: text, path: text, message: text },
      ],
    },
    cost: {
      currency: "USD",
      basis: text,
      perMonth: { before: 1, after: 2 },
      perMonthAtMost: { before: 1, after: 2 },
      gpuPerHour: {},
      lines: [{ item: text, before: 1, after: 2, howBefore: text, howAfter: text }],
      unknown: [text],
    },
    versions: [{ kind: "image", name: text, before: text, after: text, brings: [text], fixes: [text] }],
  });
  const failed = stackDiff({ stack: `${text} failed`, state: "failed", failures: [{ side: text, messages: [text] }] });
  const same = stackDiff({ stack: `${text} same`, state: "unchanged" });
  return {
    ...keepDiff(part, failed, same),
    base: { name: text },
    head: { name: text, commit: "0123456789abcdef0123456789abcdef01234567" },
  };
}
