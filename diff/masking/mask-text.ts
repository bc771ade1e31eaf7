import { SECRET } from "../../engine/preview.ts";
import { credentialForms } from "./credentials.ts";
import { looksRandom } from "./looks-random.ts";
import { secretByName } from "./secret-name.ts";
import { replaceSpans, type Span } from "./spans.ts";

/** Text in base64, over several lines too. */
const encoded = /[A-Za-z0-9+/_-]{16,}(?:(?:\r?\n|\\n)[ \t]{0,20}[A-Za-z0-9+/_-]{2,}){0,400}={0,2}/g;

/** A name and its value, as in YAML, JSON, a shell, a query string or a sentence. */
const assignment = /(?<name>[A-Za-z][A-Za-z0-9_.-]{1,80})(?<between>\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)(?<value>[^\s"',;&)}\]\\]{1,500})/g;

/** Depth to which nested base64 is decoded. */
const deepest = 2;

/**
 * A text with every credential in it masked: known secrets, texts in the format of a credential, values whose name denotes one, and base64
 * of any of these. Digests, ARNs and output symbols are kept.
 * @param known values that are secret everywhere
 */
export function maskText(text: string, known: readonly string[] = []): string {
  const spans = [...knownSpans(text, known), ...formSpans(text), ...assignedSpans(text), ...encodedSpans(text, known, deepest)];
  return spans.length === 0 ? text : replaceSpans(text, spans, SECRET);
}

/** A value under a name: masked entirely where the name denotes a secret. */
export function maskNamed(name: string, value: string, known: readonly string[] = []): string {
  return isSecretNamed(name, value) ? SECRET : maskText(value, known);
}

/** Whether a value is a secret by its name. References and booleans are not. */
export function isSecretNamed(name: string, value: string): boolean {
  const by = secretByName(name);
  if (by === "any") return value !== "" && value !== SECRET && !/^(?:true|false|null|[0-9]+|~.*~|\$[({].*)$/.test(value);
  return by === "random" && looksRandom(value);
}

function knownSpans(text: string, known: readonly string[]): Span[] {
  return known.flatMap((secret) => {
    const found: Span[] = [];
    for (let from = text.indexOf(secret); from >= 0; from = text.indexOf(secret, from + secret.length))
      found.push({ from, to: from + secret.length });
    return found;
  });
}

function formSpans(text: string): Span[] {
  return credentialForms.flatMap(({ pattern }) =>
    [...text.matchAll(pattern)].map(({ index, 0: whole, groups }) => ({
      from: index + (groups?.["kept"]?.length ?? 0),
      to: index + whole.length,
    })),
  );
}

function assignedSpans(text: string): Span[] {
  return [...text.matchAll(assignment)].flatMap(({ index, 0: whole, groups }) => {
    const { name, value } = groups as { name: string; value: string };
    const to = index + whole.length;
    return !value.startsWith("[secret") && isSecretNamed(name, value) ? [{ from: to - value.length, to }] : [];
  });
}

/** Base64 of a text with a credential is masked entirely: the rest of it could be decoded. */
function encodedSpans(text: string, known: readonly string[], depth: number): Span[] {
  return [...text.matchAll(encoded)].flatMap(({ index, 0: run }) =>
    holdsCredential(run, known, depth) ? [{ from: index, to: index + run.length }] : [],
  );
}

function holdsCredential(run: string, known: readonly string[], depth: number): boolean {
  const decoded = Buffer.from(run.replaceAll("\\n", "").replace(/\s/g, ""), "base64").toString("latin1");
  const plain = decoded.replace(/[^\t\n\r\x20-\x7e]/g, "\0");
  return [knownSpans(plain, known), formSpans(plain), depth > 1 ? encodedSpans(plain, known, depth - 1) : []].some(
    ({ length }) => length > 0,
  );
}
