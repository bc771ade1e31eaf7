import { type Content, type Markup, markup } from "./markup.ts";
import type { Section } from "./parts.ts";
import { style } from "./style.ts";

/** Parts of a page. */
export interface Document {
  title: string;
  /** Kind of page, above the heading. */
  eyebrow: string;
  heading: Content;
  facts: Markup;
  /** First section: it has no heading of its own, and a skip link leads to it. */
  first: Section & { skip: string };
  /** Title above the other sections, if they are an annex: in print it starts a new page. */
  annex?: string;
  sections: readonly Section[];
  footer: Content;
}

/** A page that loads nothing, runs no script, and prints well. */
export function document({ title, eyebrow, heading, facts, first, annex, sections, footer }: Document): string {
  return `${
    markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
${style}
</head>
<body>
<a class="skip" href="#${first.id}">${first.skip}</a>
<header>
<p class="eyebrow">${eyebrow}</p>
<h1>${heading}</h1>
${facts}
</header>
<div class="page">
<nav aria-label="Contents"><ol><li><a href="#${first.id}">${first.title}</a></li>${sections.map(({ id, title: text }) => markup`<li><a href="#${id}">${text}</a></li>`)}</ol></nav>
<main>
${first.body}
${annex === undefined ? "" : markup`<p class="annex">${annex}</p>\n`}${sections.map(({ id, title: text, body }) => markup`<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${text}</h2>\n${body}</section>\n`)}
</main>
</div>
<footer><p>${footer}</p></footer>
</body>
</html>
`.text
  }`;
}

/** A named fact in a definition list. */
export const fact = (what: Content, value: Content): Markup => markup`<div><dt>${what}</dt><dd>${value}</dd></div>`;
