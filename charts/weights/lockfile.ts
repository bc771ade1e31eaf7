import { z } from "zod";
import type { Lockfile } from "../keep-spec.ts";

// The loader judges by the same rules (loader/lockfile.py): here a mistake is told before anything is created, there nothing gets past.

/** Most bytes of a lockfile: a ConfigMap holds 1 MiB. */
export const largestLockfile = 1_000_000;

const name = "[A-Za-z0-9][A-Za-z0-9_.-]{0,99}";
const folder = "[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}";
// Data only. Python and pickle formats are code to a program that loads them; so no pattern ends in an open extension.
const file = [
  "[A-Za-z0-9_][A-Za-z0-9_.-]{0,150}\\.(safetensors|safetensors\\.index\\.json|model|tiktoken)",
  "(config|generation_config|special_tokens_map|added_tokens|vocab)\\.json",
  "tokenizer[A-Za-z0-9_-]{0,60}\\.(json|txt)",
  "merges\\.txt|README\\.md|LICENSE[A-Z0-9_-]{0,40}(\\.md|\\.txt)?",
].join("|");

const matching = (pattern: string, expected: string) => z.string({ error: expected }).regex(new RegExp(`^(${pattern})$`), expected);

const fileSchema = z.strictObject({
  path: matching(
    `(${folder}/){0,4}(${file})`,
    "expected a relative path, without . or .., to a safetensors, config, tokenizer or license file",
  ),
  size: z.int({ error: "expected a whole number of bytes, at least 1" }).min(1, "expected a whole number of bytes, at least 1"),
  sha256: matching("[0-9a-f]{64}", "expected 64 lower-case hex digits"),
});

/** What is wrong with the paths as a set. Some file systems take names that differ in case for one. */
function pathProblems(paths: readonly string[]): { index: number; message: string }[] {
  const lower = paths.map((path) => path.toLowerCase());
  const first = new Map<string, number>();
  for (const [index, path] of lower.entries()) if (!first.has(path)) first.set(path, index);
  const folders = new Set(lower.flatMap((path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index))));
  return lower.flatMap((path, index) => {
    if (first.get(path) !== index) return [{ index, message: "is there already" }];
    return folders.has(path) ? [{ index, message: "is a folder of another file" }] : [];
  });
}

/** The weights lockfile: where a checkpoint comes from, and each of its files with its size in bytes and SHA-256. */
export const lockfileSchema = z
  .strictObject({
    schema: z.literal(1, { error: "expected 1" }),
    model: matching(name, "expected a name of letters, digits, dots, hyphens and underscores"),
    source: z.strictObject({
      repo: matching(`${name}/${name}`, "expected owner/name"),
      commit: matching("[0-9a-f]{40}", "expected 40 lower-case hex digits"),
      license: matching("[A-Za-z0-9][A-Za-z0-9 .+()/_-]{0,99}", "expected a licence's name or SPDX expression"),
    }),
    files: z.array(fileSchema, { error: "expected a list of files" }).readonly(),
  })
  .superRefine(({ files }, context) => {
    const paths = files.map(({ path }) => path);
    for (const { index, message } of pathProblems(paths)) context.addIssue({ code: "custom", path: ["files", index, "path"], message });
    if (!Number.isSafeInteger(files.reduce((sum, { size }) => sum + size, 0)))
      context.addIssue({ code: "custom", path: ["files"], message: "have more bytes together than any disk" });
    if (!paths.includes("config.json")) context.addIssue({ code: "custom", path: ["files"], message: "name no config.json" });
    if (!paths.some((path) => !path.includes("/") && path.endsWith(".safetensors")))
      context.addIssue({ code: "custom", path: ["files"], message: "name no *.safetensors" });
  });

/** A lockfile that cannot be used; its message lists every problem. */
export class LockfileError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(["the weights lockfile cannot be used", ...problems.map((problem) => `  ${problem}`)].join("\n"));
    this.name = "LockfileError";
    this.problems = problems;
  }
}

const strings = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/** How many keys the objects of a value have, at any depth. */
const countKeys = (value: unknown): number =>
  typeof value !== "object" || value === null
    ? 0
    : Object.values(value).reduce((sum: number, inner) => sum + countKeys(inner), Array.isArray(value) ? 0 : Object.keys(value).length);

/** What `JSON.parse` lets pass without a word: a reviewer reads one value and the loader would take another. @param text valid JSON */
function silentProblems(text: string, value: unknown): string[] {
  const written = [...text.matchAll(strings)].filter(([, colon]) => colon !== undefined).length;
  const bare = text.replaceAll(strings, "");
  return [
    ...(written === countKeys(value) ? [] : ["an object has a key more than once"]),
    ...(/[\d][.eE]/.test(bare) ? ["a number is written with a dot or an exponent; expected only digits"] : []),
  ];
}

const pathText = (path: readonly PropertyKey[]) =>
  path.reduce((text: string, key) => (typeof key === "number" ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)), "");

const valueAt = (root: unknown, path: readonly PropertyKey[]) =>
  path.reduce(
    (value: unknown, key) => (value === undefined || value === null ? undefined : (value as Record<PropertyKey, unknown>)[key]),
    root,
  );

function problemText(issue: z.core.$ZodIssue, root: unknown): string {
  const where = pathText(issue.path) || "it";
  if (issue.code === "unrecognized_keys")
    return `${where} has ${issue.keys.map((key) => JSON.stringify(key)).join(", ")}, which is no key of it`;
  const value = valueAt(root, issue.path);
  if (value === undefined) return `${where} is missing; ${issue.message}`;
  if (issue.code === "custom") return `${where} ${typeof value === "string" ? `${JSON.stringify(value)} ` : ""}${issue.message}`;
  return `${where} is ${JSON.stringify(value).slice(0, 200)}; ${issue.message}`;
}

/**
 * Reads a lockfile.
 * @param text the file's content, JSON
 * @param model name in the catalog that it must be for
 * @throws LockfileError naming each entry that is wrong and what is expected there
 */
export function parseLockfile(text: string, model: string): Lockfile {
  if (Buffer.byteLength(text) > largestLockfile)
    throw new LockfileError([`it has ${Buffer.byteLength(text)} bytes; expected at most ${largestLockfile}`]);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new LockfileError([`it is no JSON: ${(error as Error).message}`]);
  }
  const parsed = lockfileSchema.safeParse(value);
  const problems = [...silentProblems(text, value), ...(parsed.error?.issues ?? []).map((issue) => problemText(issue, value))];
  if (!parsed.success || problems.length > 0) throw new LockfileError(problems);
  if (parsed.data.model !== model)
    throw new LockfileError([`model is ${JSON.stringify(parsed.data.model)}; expected ${JSON.stringify(model)}`]);
  return parsed.data;
}

/** A lockfile as text, the same for the same content: files by path, one a line. */
export function lockfileText({ schema, model, source: { repo, commit, license }, files }: Lockfile): string {
  const lines = [...files]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map(({ path, size, sha256 }) => JSON.stringify({ path, size, sha256 }));
  const head = JSON.stringify({ schema, model, source: { repo, commit, license } }).slice(0, -1);
  return `${head},"files":[\n${lines.join(",\n")}\n]}\n`;
}

/** Size of the checkpoint, in bytes. */
export const lockedBytes = ({ files }: Pick<Lockfile, "files">) => files.reduce((sum, { size }) => sum + size, 0);
