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

/**
 * Retention periods that CloudWatch Logs supports, from one year (CKV_AWS_338). Source: PutRetentionPolicy in the CloudWatch Logs API
 * reference.
 */
export const retentionDays = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653] as const;

const waiver = z.strictObject({
  rule: text.describe("id of the policy rule"),
  resource: text.describe("name of the resource that it applies to"),
  reason: sentence.describe("why the exception is justified"),
  owner: text.describe("who approved it"),
  expires: date.describe("last day on which it is valid"),
});

const maintenance = z
  .strictObject({
    nodeRelease: z
      .string()
      .regex(/^\d+\.\d+\.\d+-[0-9a-f]{8}$/, "accepted: a Bottlerocket release such as 1.62.1-a3f4b5c6")
      .optional()
      .describe(
        "Bottlerocket AMI release of all nodes; changing it replaces them one by one; default: the newest in EKS when the pool is created",
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
  .describe("pinned versions, and how nodes are replaced");

/**
 * AWS allows 50 tags per resource; the keep adds its own. Source: "Tag naming limits and requirements", Tagging AWS Resources user guide.
 */
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

/** Name of a keep; with the longest one, the longest bucket name has exactly the maximum length of S3. */
export const keepName = dnsLabel(18);

const named = {
  name: keepName.optional().describe("short name of the keep, part of every resource name; default: the stack's name"),
};

const shared = {
  clients: z.array(clientSchema).default([]).describe("clients that may call the model; like pg_hba.conf it denies by default"),
  audit: z
    .strictObject({
      retentionDays: z.literal(retentionDays).default(400).describe("retention of audit and control-plane logs, in days"),
    })
    .prefault({})
    .describe("the audit trail"),
  certificates: certificatesSchema,
  images: z
    .partialRecord(z.enum(imageNames()), imageReference)
    .default({})
    .describe("images by digest, if the catalog has none or you want another"),
  waivers: z.array(waiver).default([]).describe("signed, dated exceptions to policy rules"),
  maintenance,
  tags,
};

/** `models` together with `model`. */
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
