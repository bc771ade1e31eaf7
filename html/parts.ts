import { type Content, type Markup, markup } from "./markup.ts";

/** A section of the page with its heading. */
export interface Section {
  id: string;
  title: string;
  body: Content;
}

export const code = (text: string): Markup => markup`<code>${text}</code>`;

/** Details that are folded on screen; a printed report shows them all. */
export const details = (summary: Content, body: Content): Markup => markup`<details><summary>${summary}</summary>
${body}</details>
`;

export const list = (items: readonly Content[], kind = ""): Markup | undefined =>
  items.length === 0 ? undefined : markup`<ul class="${kind}">${items.map((item) => markup`<li>${item}</li>`)}</ul>\n`;

export const paragraph = (content: Content): Markup => markup`<p>${content}</p>\n`;

export const none = markup`<span class="quiet">none</span>`;

export const plural = (count: number, what: string, many = `${what}s`): string => `${count} ${count === 1 ? what : many}`;

/** Comma-separated contents. */
export const commas = (contents: readonly Content[]): Content =>
  contents.length === 0 ? none : contents.map((content, i) => [i === 0 ? "" : ", ", content]);

/** For example `62.4 GiB`. */
export function bytes(count: number): string {
  const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  return power === 0 ? `${count} bytes` : `${(count / 1024 ** power).toFixed(1)} ${units[power]}`;
}
