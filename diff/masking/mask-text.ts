import { SECRET } from "../../engine/preview.ts";
import { credentialForms } from "./credentials.ts";
import { looksRandom } from "./looks-random.ts";
import { secretByName } from "./secret-name.ts";

/** Text in base64, over several lines too. */
const encoded = /[A-Za-z0-9+/_-]{16,}(?:(?:\r?\n|\\n)[ \t]{0,20}[A-Za-z0-9+/_-]{2,}){0,400}={0,2}/g;

/** A name and its value, as YAML, JSON, a shell, a query or a sentence has them. */
const assignment = /(?<name>[A-Za-z][A-Za-z0-9_.-]{1,80})(?<between>\\?["']?\s{0,3}[:=]\s{0,3}\\?["']?)(?<value>[^\s"',;&)}\]\\]{1,500})/g;

/** How often base64 within base64 is looked into. */
const deepest = 2;

/**
 * A text with every credential in it masked: what is known to be secret, what has the form of a credential, what a name says is one, and what is
 * one of these in base64. Digests, ARNs and symbols of outputs stay.
 * @param known values that are secret, wherever they stand
 */
export function maskText(text: string, known: readonly string[] = []): string {
  return maskEncoded(maskAssigned(maskForms(maskKnown(text, known))), known, deepest);
}

/** A value under a name: masked whole where the name says that it is a secret. */
export function maskNamed(name: string, value: string, known: readonly string[] = []): string {
  return isSecretNamed(name, value) ? SECRET : maskText(value, known);
}

/** Whether a value is a secret by its name. What only refers to one, or says yes or no, is none. */
export function isSecretNamed(name: string, value: string): boolean {
  const by = secretByName(name);
  if (by === "any") return value !== "" && value !== SECRET && !/^(?:true|false|null|[0-9]+|~.*~|\$[({].*)$/.test(value);
  return by === "random" && looksRandom(value);
}

function maskKnown(text: string, known: readonly string[]): string {
  return known.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, SECRET) : rest), text);
}

function maskForms(text: string): string {
  return credentialForms.reduce(
    (rest, { pattern }) =>
      rest.replace(pattern, (...found) => {
        const groups = found.at(-1) as unknown;
        const kept = typeof groups === "object" && groups !== null ? (groups as { kept?: string }).kept : undefined;
        return `${kept ?? ""}${SECRET}`;
      }),
    text,
  );
}

function maskAssigned(text: string): string {
  return text.replace(assignment, (whole, name: string, between: string, value: string) =>
    !value.startsWith("[secret") && isSecretNamed(name, value) ? `${name}${between}${SECRET}` : whole,
  );
}

/** Base64 whose text holds a credential is masked whole: what is left of it could be read. */
function maskEncoded(text: string, known: readonly string[], depth: number): string {
  return depth === 0 ? text : text.replace(encoded, (run) => (holdsCredential(run, known, depth) ? SECRET : run));
}

function holdsCredential(run: string, known: readonly string[], depth: number): boolean {
  const decoded = Buffer.from(run.replaceAll("\\n", "").replace(/\s/g, ""), "base64").toString("latin1");
  const plain = decoded.replace(/[^\t\n\r\x20-\x7e]/g, "\0");
  const masked = maskForms(maskKnown(plain, known));
  return masked !== plain || maskEncoded(plain, known, depth - 1) !== plain;
}
