/** First line of the Markdown that `modelkeep diff` writes, and of the comment that shows it. */
export const diffMarker = "<!-- modelkeep-diff -->";

/** Limit of a comment in characters; GitHub refuses 65,537, and escaping adds to the length. */
const longest = 60_000;

/** HTML elements that the report uses; everything else is shown as text. */
const known = /^<(\/?(?:details|summary|sub|sup|b|i|em|strong|code|kbd|br|hr)\s*\/?|details open)>/i;

/** Entities for characters that are special in Markdown; none of them can form a mention. */
const harmless = /^&(?:amp|lt|gt|quot|nbsp|#(?:34|38|39|42|60|62|91|93|95|96|124|8203)|#x27);/i;

/** Languages that a fence may name; others may be rendered as pictures, as mermaid is. */
const languages = ["", "diff", "json", "yaml", "text", "console", "sh"];

/** Invisible; breaks a mention, a reference, a link or a command. */
export const unseen = "\u200b";

/** Why a text is not shown. */
export class RefusedText extends Error {}

/**
 * Untrusted Markdown without side effects: no mentions, issue references, images, links, quick actions (GitLab executes a line that begins
 * with `/merge`) or hidden text. Everything else is left unchanged, because the report itself escapes what it quotes.
 *
 * @param bytes what the preview wrote; its first line must be {@link diffMarker}
 * @returns the text without that line
 * @throws RefusedText where it is not such a text
 */
export function safeMarkdown(bytes: Uint8Array): string {
  const text = decoded(bytes);
  const [first = "", ...rest] = text.split(/\r?\n/);
  if (first !== diffMarker) throw new RefusedText("it does not begin with the marker of a comparison");
  const body = rest.join("\n").trim();
  if (body === "") throw new RefusedText("it is empty");
  if (body.length > longest) throw new RefusedText(`it has ${body.length} characters, more than ${longest}`);
  return closed(inert(body));
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RefusedText("it is not UTF-8");
  }
}

/**
 * Neutralises a text by inserting invisible breaks only: they show neither in prose nor in code, so it does not matter how a forge
 * parses a line.
 */
function inert(text: string): string {
  return (
    text
      // Control characters, and those that change the direction of a line or are invisible.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are removed
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g, "")
      .replace(/<[^\n]*?>|</g, (tag) => (known.test(tag) ? tag : tag.replaceAll("<", `<${unseen}`)))
      .replace(/&(?=#|[a-z])[#\w]*;?/gi, (entity) => (harmless.test(entity) ? entity : `&${unseen}${entity.slice(1)}`))
      .replace(/(^|[^\w])@(?=[\w-])/gm, `$1@${unseen}`)
      .replace(/((?<!&)#|[!&]|&amp;|&#38;)(?=\d)/gi, `$1${unseen}`)
      .replace(/\bGH-(?=\d)/gi, `GH-${unseen}`)
      .replace(/\](?=\s*[([:])/g, `]${unseen}`)
      .replace(/:(?=\/\/)/g, `:${unseen}`)
      .replace(/\b(www)(?=\.)/gi, `$1${unseen}`)
      .replace(/^([\s>]*)\/(?=\w)/gm, `$1${unseen}/`)
      .replace(/^([\s>]*(?:`{3,}|~{3,}))[ \t]*([^\s`]*)[^\n`]*$/gm, (line, fence, language) =>
        languages.includes(language) ? line : `${fence}text`,
      )
  );
}

/** An unclosed fold or fence would swallow what follows the text. */
function closed(text: string): string {
  const fences = [...text.matchAll(/^ {0,3}(`{3,}|~{3,})([^\n]*)$/gm)];
  let open: string | undefined;
  for (const [, fence = "", info = ""] of fences) {
    if (open === undefined) open = fence;
    else if (fence[0] === open[0] && fence.length >= open.length && info.trim() === "") open = undefined;
  }
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const folds = count(/<details( open)?>/gi) - count(/<\/details\s*>/gi);
  return `${text}${open === undefined ? "" : `\n${open}`}${"\n</details>".repeat(Math.max(0, folds))}`;
}
