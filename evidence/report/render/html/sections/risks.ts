import { type Content, markup } from "../../../../../html/markup.ts";
import type { Report } from "../../../model/report.ts";

/** Risks that the kit cannot close. */
export function risksSection({ risks }: Report): Content {
  return markup`<dl class="risks">${risks.map(({ title, text }) => markup`<div><dt>${title}</dt><dd>${text}</dd></div>\n`)}</dl>`;
}
