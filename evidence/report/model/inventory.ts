import { z } from "zod";

/** A container image as a workload names it. */
export const imageSchema = z.strictObject({
  reference: z.string(),
  /** `sha256:...`; null for an image by tag only. */
  digest: z.string().nullable(),
  /** Release, if known from the reference, its source or the catalog. */
  version: z.string().nullable(),
  /** Source of the release. */
  versionFrom: z.string().nullable(),
  /** Containers that run it, as `Deployment/model-server: front-door`. */
  usedBy: z.array(z.string()),
});

/** A version of a model that the stack serves: its checkpoint, who may call it and where, and what it runs on. */
export const modelSchema = z.strictObject({
  /** Key of the model in the settings; `model-server` for one that they name without a key. */
  key: z.string(),
  version: z.enum(["current", "next"]),
  /** Name of the checkpoint, in the catalog where it is known there. */
  model: z.string(),
  /** Value of `model` in a request; null where the server is told none. */
  servedAs: z.string().nullable(),
  /** Longest request and answer together, in tokens. */
  contextTokens: z.int().min(1).nullable(),
  /** Whether a Service leads clients to this version. */
  serves: z.boolean(),
  /** For example `Deployment/chat`; null where nothing of the stack runs it. */
  workload: z.string().nullable(),
  replicas: z.int().min(0).nullable(),
  /** What one replica asks for, and of which nodes. */
  hardware: z.string().nullable(),
  /** Clients whose grant names the model, and the address that each calls. */
  clients: z.array(z.strictObject({ name: z.string(), from: z.string(), address: z.string() })),
  repository: z.string().nullable(),
  license: z.string().nullable(),
  /** Null until a lockfile is published: nothing loads without one. */
  lock: z
    .strictObject({
      commit: z.string(),
      bytes: z.int().min(0),
      files: z.array(z.strictObject({ path: z.string(), size: z.int().min(0), sha256: z.string() })),
    })
    .nullable(),
});

/** A version that the stack pins. */
export const versionSchema = z.strictObject({ name: z.string(), version: z.string().nullable(), note: z.string() });

/** Facts that the project itself states, in a file next to its settings: the kit does not vouch for them. */
export const ownSchema = z.strictObject({
  file: z.string(),
  sha256: z.string(),
  entries: z.array(
    z.strictObject({
      kind: z.enum(["model", "instance type", "GPU", "price"]),
      name: z.string(),
      /** What it states, in a few words. */
      states: z.string(),
      source: z.string(),
      date: z.string(),
    }),
  ),
});

export const inventorySchema = z.strictObject({
  images: z.array(imageSchema),
  /** Model by model, the current version before the next. */
  models: z.array(modelSchema),
  versions: z.array(versionSchema),
  /** Absent where the stack uses no entry of a catalog of the project's own. */
  own: ownSchema.optional(),
});

/** An advisory against the model server. */
export const advisorySchema = z.strictObject({
  ids: z.array(z.string()),
  summary: z.string(),
  state: z.enum(["concerns", "may concern", "not concerned"]),
  /** Why, in one sentence. */
  reason: z.string(),
  /** Whether a client's request can trigger it; null where unknown. */
  reachableFromClient: z.boolean().nullable(),
  /** Mitigations in this stack, from its resources. */
  mitigations: z.array(z.string()),
  note: z.string().nullable(),
});

export const advisoriesSchema = z.strictObject({
  product: z.string(),
  version: z.string().nullable(),
  floor: z.string(),
  floorReason: z.string(),
  source: z.string(),
  date: z.string(),
  entries: z.array(advisorySchema),
});

export type ReportedImage = z.infer<typeof imageSchema>;
export type ReportedModel = z.infer<typeof modelSchema>;
export type ReportedInventory = z.infer<typeof inventorySchema>;
export type ReportedAdvisory = z.infer<typeof advisorySchema>;
export type ReportedAdvisories = z.infer<typeof advisoriesSchema>;
