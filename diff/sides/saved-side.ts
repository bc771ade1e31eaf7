import { z } from "zod";
import { apiPriceSchema } from "../../catalog/rows/api-price.ts";
import { gpuSchema } from "../../catalog/rows/gpu.ts";
import { gpuSpeedSchema } from "../../catalog/rows/gpu-speed.ts";
import { instanceSchema } from "../../catalog/rows/instance.ts";
import { modelSchema } from "../../catalog/rows/model.ts";
import { modelConfigSchema } from "../../catalog/rows/model-config.ts";
import { PreviewError } from "../../engine/preview.ts";
import type { Side, SidedStack } from "../model.ts";

/** Name and version of the format. A field that is added optionally keeps it; anything else takes the next number. */
const format = "modelkeep-side/1";

/** Largest file that is read, in bytes: a keep with a thousand clients saves 15 MB. */
export const longestSide = 64 * 2 ** 20;

/** No preview nests deeper; a file that does was not made by one, and could exhaust whoever walks through it. */
const deepest = 100;

const text = z.string();
const texts = z.array(text);
const values = z.record(text, z.unknown());

const resource = z.object({
  urn: text,
  type: text,
  name: text,
  parent: text.optional(),
  custom: z.boolean(),
  inputs: values,
  provider: text.optional(),
  protect: z.boolean(),
  retainOnDelete: z.boolean(),
  dependencies: texts,
  propertyDependencies: z.record(text, texts).optional(),
  readId: text.optional(),
  importId: text.optional(),
  deletedWith: text.optional(),
  deleteBeforeReplace: z.boolean().optional(),
  ignoreChanges: texts.optional(),
  replaceOnChanges: texts.optional(),
  additionalSecretOutputs: texts.optional(),
  aliases: texts.optional(),
  customTimeouts: z.object({ create: z.number().optional(), update: z.number().optional(), delete: z.number().optional() }).optional(),
});

const preview = z.object({
  project: text,
  stack: text,
  resources: z.array(resource),
  outputs: values,
  durationSeconds: z.number(),
  diagnostics: z.array(z.object({ severity: z.enum(["info", "warning", "error"]), message: text, urn: text.optional() })),
});

const sourced = { source: text, date: text };

/** Rows as the catalog has them; what is wrong with a file of one's own was said when it was read. */
const savedCatalog = z.object({
  file: z.object({ name: text, sha256: text }),
  models: z.array(modelSchema),
  modelConfigs: z.array(modelConfigSchema),
  gpus: z.array(gpuSchema),
  gpuSpeeds: z.array(gpuSpeedSchema),
  instances: z.array(instanceSchema.extend(sourced)),
  instancePrices: z.array(z.object({ instance: text, buy: text, usdPerHour: z.number(), ...sourced })),
  servicePrices: z.array(z.object({ name: text, usd: z.number(), ...sourced })),
  apiPrices: z.array(apiPriceSchema),
});

const stack = z.object({
  stack: text,
  project: text,
  settingsFile: text.optional(),
  preview,
  symbols: z.record(text, z.object({ urn: text, property: text })),
  config: z.record(text, text),
  catalog: savedCatalog.optional(),
});

const schema = z.strictObject({
  format: z.literal(format),
  name: text,
  commit: text.optional(),
  stacks: z.array(z.union([stack, z.strictObject({ stack: text, failed: texts })])),
});

/** A side as text of a file that {@link parseSide} reads, stacks by name. */
export function saveSide({ name, commit, stacks }: Side): string {
  const saved = [...stacks]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([named, one]) => ("failed" in one ? { stack: named, failed: one.failed } : one));
  return `${JSON.stringify({ format, name, ...(commit !== undefined && { commit }), stacks: saved })}\n`;
}

/**
 * Reads what {@link saveSide} wrote.
 * @param file named in messages
 * @throws PreviewError saying what is wrong with the file, and what is accepted
 */
export function parseSide(saved: string, file: string): Side {
  const refuse = (why: string) => new PreviewError([`${file}: ${why}; accepted is a file that \`modelkeep preview --save FILE\` wrote`]);
  if (Buffer.byteLength(saved) > longestSide) throw refuse(`it is larger than ${longestSide / 2 ** 20} MiB`);
  let value: unknown;
  try {
    value = JSON.parse(saved);
  } catch (error) {
    throw refuse(`it is not JSON (${(error as Error).message})`);
  }
  const found = typeof value === "object" && value !== null && "format" in value ? value.format : undefined;
  if (typeof found !== "string" || !found.startsWith("modelkeep-side/")) throw refuse("it is not a saved preview");
  if (found !== format) throw refuse(`it has the format ${found.slice(0, 40)}, and this version reads ${format}: save it anew`);
  if (isDeeper(value, deepest)) throw refuse(`its values nest deeper than ${deepest} levels`);
  const { data, error } = schema.safeParse(value);
  if (data === undefined) throw refuse(`${error.issues[0]!.path.join(".") || "the whole"}: ${error.issues[0]!.message}`);
  const names = data.stacks.map((one) => one.stack);
  const twice = names.find((name, at) => names.indexOf(name) < at);
  if (twice !== undefined) throw refuse(`it holds the stack ${twice} twice`);
  return {
    name: data.name,
    ...(data.commit !== undefined && { commit: data.commit }),
    stacks: new Map(data.stacks.map((one) => [one.stack, "failed" in one ? { failed: one.failed } : (one as SidedStack)])),
  };
}

/** Goes level by level, not by recursion, which such a file could exhaust. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === "object" && one !== null ? Object.values(one) : []));
  }
  return false;
}
