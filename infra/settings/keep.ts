import { z } from "zod";
import { addOnNames } from "../../catalog/eks-add-ons.ts";
import { imageNames } from "../../catalog/images.ts";
import { capacitySchema, type SystemSettings, sharedCapacitySchema } from "./capacity.ts";
import { certificatesSchema } from "./certificates.ts";
import { clientSchema } from "./clients.ts";
import { date, dnsLabel, imageReference, sentence, text } from "./formats.ts";
import { modelSchema } from "./model.ts";
import { type ModelEntry, modelsSchema, soleModel } from "./models.ts";
import { isObject } from "./schema-path.ts";
import { targetSchema } from "./target.ts";

/** Retention periods that CloudWatch Logs knows, from a year up (CKV_AWS_338). Source: PutRetentionPolicy in the CloudWatch Logs API reference. */
export const retentionDays = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const waiver = z.strictObject({
  rule: text.describe("id of the policy rule"),
  resource: text.describe("name of the one resource it holds for"),
  reason: sentence.describe("why the exception is right"),
  owner: text.describe("who signed it"),
  expires: date.describe("last day on which it holds"),
});

const maintenance = z
  .strictObject({
    nodeRelease: z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "accepted: a Bottlerocket release such as 1.62.1-a3f4b5c6")
      .optional()
      .describe(
        "Bottlerocket AMI release of all nodes; changing it replaces them one by one; left out: EKS takes its newest when the pool is created",
      ),
    maxUnavailable: z.int().min(1).default(1).describe("nodes that may be replaced at the same time"),
    addons: z
      .partialRecord(
        z.enum(addOnNames()),
        z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "accepted: an add-on version such as v1.21.1-eksbuild.1"),
      )
      .default({})
      .describe("EKS add-on versions that differ from the catalog's"),
  })
  .prefault({})
  .describe("what is pinned, and how it is replaced");

/** AWS takes 50 tags on a resource; the keep adds its own. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide. */
const mostTags = 40;

const tags = z
  .record(
    z
      .string()
      .regex(
        /^(?![Aa][Ww][Ss]:)[\w .:/=+@-]{1,128}$/,
        "accepted: 1 to 128 letters, digits, blanks and any of _.:/=+-@, not beginning with aws:",
      ),
    z.string().regex(/^[\w .:/=+@-]{0,256}$/, "accepted: at most 256 letters, digits, blanks and any of _.:/=+-@"),
  )
  .refine((all) => Object.keys(all).length <= mostTags, `accepted: at most ${mostTags} tags`)
  .meta({ maxProperties: mostTags })
  .default({})
  .describe("AWS tags of every resource");

/** Name of a keep; with it the longest bucket name is exactly as long as S3 takes. */
export const keepName = dnsLabel(18);

const named = {
  name: keepName.optional().describe("short name of the keep, part of every resource name; left out: the stack's name"),
};

const shared = {
  clients: z.array(clientSchema).default([]).describe("who may call the model; read it as pg_hba.conf: nobody else gets in"),
  audit: z
    .strictObject({
      retentionDays: z.literal(retentionDays).default(400).describe("how long audit and control-plane logs are kept, in days"),
    })
    .prefault({})
    .describe("the audit trail"),
  certificates: certificatesSchema,
  images: z
    .partialRecord(z.enum(imageNames()), imageReference)
    .default({})
    .describe("images by digest, where the catalog knows none or you want another"),
  waivers: z.array(waiver).default([]).describe("signed, dated exceptions to policy rules"),
  maintenance,
  tags,
};

/** `models` beside `model`. */
const eitherOr = modelsSchema.refine(() => false, "accepted: either `model` and `capacity`, or `models`").optional();

/** A keep with one model: `model` and `capacity`. */
const oneModel = z.strictObject({
  ...named,
  model: modelSchema,
  models: eitherOr,
  target: targetSchema,
  capacity: capacitySchema,
  ...shared,
});

/** A keep with models by their keys. */
const severalModels = z.strictObject({ ...named, models: modelsSchema, target: targetSchema, capacity: sharedCapacitySchema, ...shared });

/**
 * The object under `modelkeep:keep`: all that a user decides. Private is the only code path: nothing here opens the keep.
 * Either `model` and `capacity` are there, or `models`: {@link schemaFor} says which.
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

/** A keep in both forms, which is wrong by that alone: that `capacity` is missing beside it would be no help. */
const bothForms = oneModel.extend({ capacity: capacitySchema.prefault({}) });

/** The stricter schema of the form in which settings are written. */
export function schemaFor(raw: unknown) {
  if (!isObject(raw) || raw["models"] === undefined) return oneModel;
  return raw["model"] === undefined ? severalModels : bothForms;
}

/** Settings as somebody writes them, with defaults left out. */
export type KeepInput = z.input<typeof keepSchema>;

type Parsed = z.infer<typeof severalModels>;

/** Settings after parsing, with every default filled in, written in one way: the models by their keys, each with its hardware. */
export type KeepSettings = Omit<Parsed, "models" | "capacity"> & {
  models: Readonly<Record<string, ModelEntry>>;
  /** The pool without GPUs, where the settings describe it. */
  system: SystemSettings | undefined;
  /** How the settings are written: as `model` and `capacity`, or as `models`. */
  written: "model" | "models";
};

/** The settings with the keep's name decided too, which they may leave to the stack. */
export type NamedSettings = KeepSettings & { name: string };

/** The outcome of reading settings, as zod has it. */
export type ReadSettings = { success: true; data: KeepSettings } | { success: false; error: z.ZodError };

/** Reads settings, each field by itself; how they fit together is for {@link parseKeep} to judge. */
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
