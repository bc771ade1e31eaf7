import { z } from "zod";
import { imageNames } from "../../catalog/images.ts";
import { capacitySchema, type SystemSettings, sharedCapacitySchema } from "./capacity.ts";
import { certificatesSchema } from "./certificates.ts";
import { clientSchema } from "./clients.ts";
import { eksSettings } from "./eks-settings.ts";
import { date, dnsLabel, imageReference, sentence, text } from "./formats.ts";
import { modelSchema } from "./model.ts";
import { type ModelEntry, modelsSchema, soleModel } from "./models.ts";
import { isObject } from "./schema-path.ts";
import { targetSchema } from "./target.ts";

const waiver = z.strictObject({
  rule: text.describe("id of the policy rule"),
  resource: text.describe("name of the resource that it applies to"),
  reason: sentence.describe("why the exception is justified"),
  owner: text.describe("who approved it"),
  expires: date.describe("last day on which it is valid"),
});

/** Name of a keep; with the longest one, the longest bucket name has exactly the maximum length of S3. */
export const keepName = dnsLabel(18);

const named = {
  name: keepName.optional().describe("short name of the keep, part of every resource name; default: the stack's name"),
};

const shared = {
  clients: z.array(clientSchema).default([]).describe("clients that may call the model; like pg_hba.conf it denies by default"),
  certificates: certificatesSchema,
  images: z
    .partialRecord(z.enum(imageNames()), imageReference)
    .default({})
    .describe("images by digest, if the catalog has none or you want another"),
  waivers: z.array(waiver).default([]).describe("signed, dated exceptions to policy rules"),
  ...eksSettings,
};

/** `models` together with `model`: refused independent of its content, because problems of its fields would not be the ones to fix. */
const eitherOr = z
  .unknown()
  .refine((models) => models === undefined, "accepted: either `model` and `capacity`, or `models`")
  .optional();

/** A keep with one model: `model` and `capacity`. */
const oneModel = z.strictObject({
  ...named,
  model: modelSchema,
  models: eitherOr,
  target: targetSchema,
  capacity: capacitySchema,
  ...shared,
});

/** A keep with several models, by key. */
const severalModels = z.strictObject({ ...named, models: modelsSchema, target: targetSchema, capacity: sharedCapacitySchema, ...shared });

/**
 * The object under `modelkeep:keep`: all user settings. Private is the only code path: no setting opens the keep. It has either `model` and
 * `capacity`, or `models`: see {@link schemaFor}.
 */
export const keepSchema = z
  .strictObject({
    ...named,
    model: modelSchema.optional(),
    models: modelsSchema.optional(),
    target: targetSchema,
    capacity: capacitySchema.optional(),
    ...shared,
  })
  .meta({
    anyOf: [
      { properties: { model: {}, capacity: {} }, required: ["model", "capacity"] },
      { properties: { models: {} }, required: ["models"] },
    ],
  });

/** A keep in both forms, which is the only problem to report: a missing `capacity` in addition would not help. */
const bothForms = oneModel.extend({ capacity: capacitySchema.prefault({}) });

/** The stricter schema of the form that the settings use. */
export function schemaFor(raw: unknown) {
  if (!isObject(raw) || raw["models"] === undefined) return oneModel;
  return raw["model"] === undefined ? severalModels : bothForms;
}

/** Settings as written, with optional defaults. */
export type KeepInput = z.input<typeof keepSchema>;

type Parsed = z.infer<typeof severalModels>;

/** Settings after parsing, with all defaults, in normalized form: the models by key, each with its hardware. */
export type KeepSettings = Omit<Parsed, "models" | "capacity"> & {
  models: Readonly<Record<string, ModelEntry>>;
  /** The pool without GPUs, if the settings have it. */
  system: SystemSettings | undefined;
  /** Form of the settings: `model` and `capacity`, or `models`. */
  written: "model" | "models";
};

/** The settings with the keep's name, which defaults to the stack's. */
export type NamedSettings = KeepSettings & { name: string };

/** Result of parsing settings, like zod's. */
export type ReadSettings = { success: true; data: KeepSettings } | { success: false; error: z.ZodError };

/** Parses settings field by field; {@link parseKeep} checks cross-field constraints. */
export function readSettings(raw: unknown): ReadSettings {
  const parsed = schemaFor(raw).safeParse(raw);
  if (!parsed.success) return { success: false, error: parsed.error };
  if (!("model" in parsed.data)) {
    const { models, capacity, ...rest } = parsed.data;
    return { success: true, data: { ...rest, models, system: capacity.system, written: "models" } };
  }
  const { model, models: _, capacity, ...rest } = parsed.data;
  const { system, ...own } = capacity;
  return { success: true, data: { ...rest, models: { [soleModel]: { ...model, capacity: own } }, system, written: "model" } };
}
