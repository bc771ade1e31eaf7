import { releaseRule } from "../../../../policies/waivers/judged-elsewhere.ts";
import { type Content, type Markup, markup } from "./markup.ts";

/** A section of the page with its heading. */
export interface Section {
  id: string;
  title: string;
  body: Content;
}

export const code = (text: string): Markup => markup`<code>${text}</code>`;

/** More than a reader needs at first; a printed report shows it all. */
export const details = (summary: Content, body: Content): Markup => markup`<details><summary>${summary}</summary>
${body}</details>
`;

export const list = (items: readonly Content[], kind = ""): Markup | undefined =>
  items.length === 0 ? undefined : markup`<ul class="${kind}">${items.map((item) => markup`<li>${item}</li>`)}</ul>\n`;

export const paragraph = (content: Content): Markup => markup`<p>${content}</p>\n`;

export const none = markup`<span class="quiet">none</span>`;

export const plural = (count: number, what: string, many = `${what}s`): string => `${count} ${count === 1 ? what : many}`;

/** Links to rows of the tables of rules and controls. */
export const ruleLink = (name: string): Markup => markup`<a href="#rule-${name}"><code>${name}</code></a>`;
/** A link to a rule of the pack, or to the section of the release, whose rule is none of the pack. */
export const judgeLink = (name: string, rules: readonly { name: string }[]): Markup => {
  if (rules.some((rule) => rule.name === name)) return ruleLink(name);
  return name === releaseRule ? markup`<a href="#release"><code>${name}</code></a>` : code(name);
};
export const controlLink = (id: string): Markup => markup`<a href="#${id}">${id}</a>`;
export const proofLink = (id: string): Markup => markup`<a href="#proof-${id}">${id}</a>`;

/** Contents with commas between them. */
export const commas = (contents: readonly Content[]): Content =>
  contents.length === 0 ? none : contents.map((content, i) => [i === 0 ? "" : ", ", content]);

/** For example `62.4 GiB`. */
export function bytes(count: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  return power === 0 ? `${count} bytes` : `${(count / 1024 ** power).toFixed(1)} ${units[power]}`;
}
