import { isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { PreviewError } from "../preview.ts";

/** What the CLI needs to read secrets: the salt of the key, and a text encrypted with it, both verbatim as in a stack file. */
export interface Placeholder {
  encryptionsalt: string;
  ciphertext: string;
}

/** Keys of a stack file that define how its secrets are encrypted. */
const SECRETS_KEYS = ["encryptionsalt", "encryptedkey", "secretsprovider"];

interface Edit {
  start: number;
  end: number;
  text: string;
}

/** Whether a stack file has values that only its own passphrase or key can open. */
export function hasSecrets(text: string): boolean {
  return secureValues(topLevel(text)["config"]).length > 0;
}

/**
 * A stack file without its own secrets: each `secure:` value becomes the placeholder's, which the CLI can decrypt without
 * the passphrase, and the references to the old key are removed. Everything else is kept verbatim,
 * because the notation of a value can change what the CLI reads (`010`, an unquoted date).
 *
 * @param placeholder may be left out when there are no secrets
 * @throws PreviewError when the file is not YAML, or when it imports an ESC environment, which needs a login
 */
export function withoutSecrets(text: string, file: string, placeholder?: Placeholder): string {
  const fields = topLevel(text, file);
  if (fields["environment"])
    throw new PreviewError([`${file}: environment: ESC environments need a login to Pulumi Cloud; preview with the Pulumi CLI itself`]);
  const edits: Edit[] = secureValues(fields["config"]).map((node) => ({ ...span(node), text: placeholder?.ciphertext ?? "" }));
  for (const key of SECRETS_KEYS) {
    const node = fields[key];
    if (node) edits.push({ start: text.lastIndexOf("\n", node.range![0]) + 1, end: node.range![1], text: "" });
  }
  edits.sort((a, b) => b.start - a.start);
  const edited = edits.reduce((result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end), text);
  return placeholder ? `${edited.trimEnd()}\nencryptionsalt: ${placeholder.encryptionsalt}\n` : edited;
}

function topLevel(text: string, file = "stack file"): Record<string, Node | undefined> {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error) throw new PreviewError([`${file}: ${error.message.trimEnd()}`]);
  if (!isMap(document.contents)) return {};
  return Object.fromEntries(document.contents.items.map(({ key, value }) => [String(key), (value ?? undefined) as Node | undefined]));
}

/** Scalars under a single key `secure`. */
function secureValues(node: Node | undefined): Node[] {
  if (isSeq(node)) return node.items.flatMap((item) => secureValues(item as Node));
  if (!isMap(node)) return [];
  const [only] = node.items;
  if (node.items.length === 1 && String(only?.key) === "secure" && isScalar(only?.value)) return [only.value as Node];
  return node.items.flatMap(({ value }) => secureValues(value as Node));
}

function span(node: Node): { start: number; end: number } {
  return { start: node.range![0], end: node.range![1] };
}
