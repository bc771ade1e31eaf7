import type { Element, ElementContent, Root } from "hast";
import { fromHtml } from "hast-util-from-html";
import { defaultSchema, sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import { micromark } from "micromark";
import { gfm, gfmHtml } from "micromark-extension-gfm";

/**
 * Markdown as GitHub renders it: GitHub Flavored Markdown with the HTML in it, then GitHub's own rules of what may stay of it.
 * Source: hast-util-sanitize's default schema, which follows GitHub's (`sanitization_filter.rb` of html-pipeline).
 */
export function githubTree(markdown: string): Root {
  const html = micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
  return sanitize(fromHtml(html, { fragment: true }), defaultSchema) as Root;
}

/** The page's text of it, with the lines of a `diff` block in their colours, as GitHub's highlighter does it. */
export function githubHtml(markdown: string): string {
  const tree = githubTree(markdown);
  for (const node of elements(tree)) if (node.tagName === "code" && isDiff(node)) node.children = coloured(textOf(node));
  return emoji(toHtml(tree));
}

/** A circle of the emoji's colour: a machine without a typeface for emoji shows an empty box. */
const emoji = (html: string) =>
  html.replaceAll("🔴", '<span style="color:#d1242f">●</span>').replaceAll("🟢", '<span style="color:#1a7f37">●</span>');

const isDiff = ({ properties }: Element) => String(properties["className"] ?? "").includes("language-diff");
const classes: Readonly<Record<string, string>> = { "-": "pl-md", "+": "pl-mi1", "!": "pl-mc" };

function coloured(text: string): ElementContent[] {
  return text.split(/(?<=\n)/).map((line): ElementContent => {
    const name = classes[line[0] ?? ""];
    const value = { type: "text" as const, value: line };
    return name === undefined ? value : { type: "element", tagName: "span", properties: { className: [name] }, children: [value] };
  });
}

/** All elements of a tree. */
export function elements(node: Root | Element): Element[] {
  return node.children.flatMap((child) => (child.type === "element" ? [child, ...elements(child)] : []));
}

export const textOf = (node: Root | ElementContent): string =>
  node.type === "text" ? node.value : "children" in node ? node.children.map((child) => textOf(child as ElementContent)).join("") : "";

/** Text that GitHub looks through for names, numbers and addresses: what is not code. */
export function proseOf(node: Root | Element): string[] {
  return node.children.flatMap((child): string[] => {
    if (child.type === "text") return [child.value];
    if (child.type !== "element" || child.tagName === "code" || child.tagName === "pre") return [];
    return proseOf(child);
  });
}
