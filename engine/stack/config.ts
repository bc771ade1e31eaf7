import { join } from "node:path";
import { PreviewError, SECRET } from "../preview.ts";
import { type ProjectFile, record } from "./project.ts";
import { stackFile } from "./stacks.ts";
import { readYaml } from "./yaml.ts";

/** The configuration of a stack, as the program receives it. */
export interface StackConfig {
  /** `namespace:key` to text; objects and lists are JSON with sorted keys. */
  values: Record<string, string>;
  /** Keys whose values are, or contain, secrets. */
  secretKeys: string[];
}

/**
 * Reads `Pulumi.<stack>.yaml` and fills in what `Pulumi.yaml` provides.
 *
 * A `secure:` value stays encrypted: the program receives {@link SECRET} in its place, as a secret, so that a pull
 * request can be previewed without the passphrase. Values derived from it are secret in a preview anyway.
 *
 * Precedence and messages follow `pkg/workspace/config.go` of the Pulumi CLI.
 *
 * @throws PreviewError when the stack does not exist, imports an environment, or lacks a value that the project requires
 */
export async function readStackConfig(project: ProjectFile, stack: string): Promise<StackConfig> {
  const file = await stackFile(project.root, stack);
  const settings = record(await readYaml(join(project.root, file)));
  if (settings["environment"] !== undefined) {
    throw new PreviewError([`${file}: environment: an in-process preview cannot open ESC environments; use pulumi preview`]);
  }
  const given = new Map(Object.entries(record(settings["config"])).map(([key, value]) => [configKey(key, project.name, file), value]));
  const missing: string[] = [];
  for (const [name, definition] of Object.entries(project.config).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = configKey(name, project.name, "Pulumi.yaml");
    if (given.has(key)) continue;
    const provided = projectValue(definition);
    if (provided !== undefined) given.set(key, provided);
    else if (key.startsWith(`${project.name}:`)) missing.push(key);
  }
  if (missing.length > 0) throw new PreviewError(missing.map((key) => `${file}: config: ${key}: the project requires a value`));

  const values: Record<string, string> = {};
  const secretKeys: string[] = [];
  for (const [key, value] of given) {
    const secrets = { found: false };
    values[key] = text(unseal(value, secrets));
    if (secrets.found) secretKeys.push(key);
  }
  return { values, secretKeys };
}

/** `key` and `namespace:config:key` are older spellings of `namespace:key`. */
function configKey(key: string, project: string, file: string): string {
  const parts = key.split(":");
  if (parts.length === 1) return `${project}:${key}`;
  if (parts.length === 2) return key;
  if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
  throw new PreviewError([`${file}: config: ${key} is not a key; write namespace:key`]);
}

/** A scalar or a list is the value itself; a record defines it with `value` or `default`. */
function projectValue(definition: unknown): unknown {
  if (definition === null || typeof definition !== "object" || Array.isArray(definition)) return definition;
  const { value, default: fallback } = record(definition);
  return fallback ?? value;
}

function unseal(value: unknown, secrets: { found: boolean }): unknown {
  if (Array.isArray(value)) return value.map((item) => unseal(item, secrets));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && entries[0]![0] === "secure" && typeof entries[0]![1] === "string") {
    secrets.found = true;
    return SECRET;
  }
  // Sorted, because the CLI's encoder sorts, and a program may create resources in the order of a record's keys.
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, unseal(item, secrets)]));
}

function text(value: unknown): string {
  return typeof value === "string" ? value : value === null || value === undefined ? "" : JSON.stringify(value);
}
