import { type ChartSize, chartSizes } from "../../html/chart-size.ts";
import { escaped } from "../../html/markup.ts";
import { element } from "../../html/svg.ts";

const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #111827; --soft: #374151; --panel: #f3f4f6; --axis: #374151; --grid: #e5e7eb;
  --one: #1f4e79; --two: #b45309; --three: #6b7280; --four: #7c3aed; --five: #15803d; }
@media (prefers-color-scheme: dark) { :root { --paper: #0f1420; --ink: #e5e7eb; --soft: #b6bdc9; --panel: #1b2333; --axis: #9ca3af; --grid: #2b3446;
  --one: #7fb2e5; --two: #f2a65a; --three: #9aa3b2; --four: #b79af7; --five: #5fcb8c; } }
body { margin: 0 auto; max-width: 50rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; } .verdict { font-weight: 600; } h2 { margin-top: 2.5rem; font-size: 1.2rem; }
figure { margin: 1rem 0; } figcaption { color: var(--soft); font-size: .9rem; }
.chart { display: block; width: 100%; height: auto; } .narrow { display: none; }
@media screen and (max-width: 40rem) { .wide { display: none; } .narrow { display: block; } }
.chart text { font: ${chartSizes.wide.font}px system-ui, sans-serif; fill: var(--ink); paint-order: stroke; stroke: var(--paper); stroke-width: 3px; stroke-linejoin: round; }
.narrow text { font-size: ${chartSizes.narrow.font}px; }
pre { overflow-x: auto; padding: 1rem; background: var(--panel); font: 12.5px/1.45 ui-monospace, monospace; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; font-weight: 600; }
@media print { :root { --paper: #fff; --ink: #111827; --soft: #374151; --panel: #f3f4f6; --axis: #374151; --grid: #e5e7eb;
  --one: #1f4e79; --two: #b45309; --three: #6b7280; --four: #7c3aed; --five: #15803d; } body { max-width: none; padding: 0; font-size: 11pt; } figure, pre { break-inside: avoid; } pre { white-space: pre-wrap; font-size: 7.5pt; } h2 { break-after: avoid; } }
`;

/** A picture in both sizes; the page shows the one that is legible on the screen. */
export const figure = (draw: (size: ChartSize) => string, caption: string) =>
  element("figure", {}, draw(chartSizes.wide), draw(chartSizes.narrow), element("figcaption", {}, escaped(caption)));

/** A section of a page with its heading. */
export const section = (title: string, ...content: string[]) => element("section", {}, element("h2", {}, escaped(title)), ...content);

/** A self-contained page. */
export function htmlDocument(title: string, body: readonly string[]): string {
  const head = [
    element("meta", { charset: "utf-8" }),
    element("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    element("title", {}, escaped(title)),
    element("style", {}, style),
  ];
  return `<!doctype html>\n${element("html", { lang: "en" }, element("head", {}, ...head), element("body", {}, element("main", {}, ...body)))}\n`;
}

/** Terms with their values: the key results at the top of a page. */
export const terms = (rows: readonly (readonly [string, string])[]) =>
  element("dl", {}, ...rows.flatMap(([term, value]) => [element("dt", {}, escaped(term)), element("dd", {}, escaped(value))]));
