import type { Report } from "../../../model/report.ts";
import { type Content, markup } from "../markup.ts";

/** What the kit cannot close. */
export function risksSection({ risks }: Report): Content {
  return markup`<dl class="risks">${risks.map(({ title, text }) => markup`<div><dt>${title}</dt><dd>${text}</dd></div>\n`)}</dl>`;
}
