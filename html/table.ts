import { type Content, type Markup, markup } from "./markup.ts";

/** A table that can be scrolled with the keyboard if it is too wide. */
export interface Table {
  /** Visible caption. */
  caption: Content;
  /** Headings, or empty for a column whose cells head their row. */
  columns: readonly Content[];
  /** The first cell of each row heads it. */
  rows: readonly (readonly Content[])[];
  /** Class of the table, by which columns get their widths. */
  kind?: string;
  /** Anchors of the rows. */
  ids?: readonly (string | undefined)[];
  /** Accessible name of the scrolling region, where the caption is markup. */
  label: string;
}

export function table({ caption, columns, rows, kind = "", ids = [], label }: Table): Markup {
  return markup`<div class="scroll" role="region" tabindex="0" aria-label="${label}, as a table"><table class="${kind}"><caption>${caption}</caption>
<thead><tr>${columns.map((column) => markup`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>
${rows.map((cells, i) => {
  const id = ids[i];
  const [head, ...others] = cells;
  return markup`<tr${id === undefined ? "" : markup` id="${id}"`}><th scope="row">${head}</th>${others.map((cell) => markup`<td>${cell}</td>`)}</tr>\n`;
})}</tbody></table></div>
`;
}
