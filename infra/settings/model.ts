import { z } from "zod";
import { modelNames } from "../../catalog/models.ts";
import { catalogName } from "./catalog-name.ts";

/** Minimum context, in tokens. */
export const leastContext = 1024;

/** A checkpoint and its context: the fields that may differ between two versions of a model. */
const checkpoint = {
  lock: z
    .string()
    .regex(/^(?!\/)(?!.*\.\.)[\w./-]+\.lock\.json$/, "accepted: a path inside the repository that ends in .lock.json")
    .optional()
    .describe("the weights lockfile: commit and SHA-256 of every file; written when weights are published"),
  contextTokens: z
    .int()
    .min(leastContext)
    .optional()
    .describe(
      "longest request, input plus output, in tokens; default: what the clients' limits need, at least 32768 or the model's own maximum",
    ),
  kvCacheDtype: z.enum(["auto", "fp8"]).default("auto").describe("data type of the KV cache; fp8 halves it if the model's is 16-bit"),
};

/** The versions of a model that receive traffic. */
const serves = z
  .enum(["current", "both", "next"])
  .default("current")
  .describe(
    "which version serves clients: the current one, the next one, or both, in proportion to their replicas; a change affects no pod, so it is immediate and easily reverted",
  );

/** The version of a model that is loaded and verified next to the serving one. */
const nextVersion = z
  .strictObject({
    name: catalogName(modelNames, "the next version's model, by its name in the catalog; default: the same").optional(),
    ...checkpoint,
    replicas: z.int().min(1).default(1).describe("replicas of the next version, in addition to those of the current one"),
    serves,
  })
  .describe("the next version of the model, next to the current one until it replaces it");

/** What {@link modelSchema} and an entry of `models` have in common. */
export const modelFields = {
  name: catalogName(modelNames, "the model, by its name in the catalog"),
  ...checkpoint,
  servedAs: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, "accepted: 1 to 128 letters, digits, dots, hyphens and underscores")
    .optional()
    .describe("value of `model` in a client's request; default: the model's name in the catalog"),
  next: nextVersion.optional(),
};

/** The open-weight model to serve, and its context. */
export const modelSchema = z.strictObject(modelFields).describe("the model to serve");

export type ModelSettings = z.infer<typeof modelSchema>;
