import { type Markup, markup } from "../../../../html/markup.ts";
import { code } from "../../../../html/parts.ts";
import { releaseRule } from "../../../../policies/waivers/judged-elsewhere.ts";

/** A link to the row of a rule. */
export const ruleLink = (name: string): Markup => markup`<a href="#rule-${name}"><code>${name}</code></a>`;

/** A link to a rule of the pack, or to the release section, whose rule is not in the pack. */
export const judgeLink = (name: string, rules: readonly { name: string }[]): Markup => {
  if (rules.some((rule) => rule.name === name)) return ruleLink(name);
  return name === releaseRule ? markup`<a href="#release"><code>${name}</code></a>` : code(name);
};

/** A link to the row of a control. */
export const controlLink = (id: string): Markup => markup`<a href="#${id}">${id}</a>`;

/** A link to the article of a proof. */
export const proofLink = (id: string): Markup => markup`<a href="#proof-${id}">${id}</a>`;
