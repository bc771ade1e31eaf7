import { z } from "zod";
import { modelNames } from "../../catalog/models.ts";
import { catalogName } from "./catalog-name.ts";

/** Shortest context worth serving, in tokens. */
export const leastContext = 1024;

/** A checkpoint, and how much of its context is offered: what two versions of a model may have different. */
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
      "longest request, input and output together, in tokens; left out: what the clients' limits need, else 32768 or the model's own maximum",
    ),
  kvCacheDtype: z
    .enum(["auto", "fp8"])
    .default("auto")
    .describe("number format of the KV cache; fp8 halves it where the model has a 16-bit one"),
};

/** The versions of a model that its address leads to. */
const serves = z
  .enum(["current", "both", "next"])
  .default("current")
  .describe(
    "which version answers clients: the current one, the next one, or both, by the number of their replicas; a change touches no pod, so it is at once and back by the same line",
  );

/** The version of a model that is loaded and verified beside the one that serves. */
const nextVersion = z
  .strictObject({
    name: catalogName(modelNames, "the next version's model, by its name in the catalog; left out: the same").optional(),
    ...checkpoint,
    replicas: z.int().min(1).default(1).describe("replicas of the next version, in addition to those of the current one"),
    serves,
  })
  .describe("the next version of the model, side by side with the current one until it takes its place");

/** What {@link modelSchema} and an entry of `models` have in common. */
export const modelFields = {
  name: catalogName(modelNames, "the model, by its name in the catalog"),
  ...checkpoint,
  servedAs: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/, "accepted: 1 to 128 letters, digits, dots, hyphens and underscores")
    .optional()
    .describe("value of `model` in a client's request; left out: the model's name in the catalog"),
  next: nextVersion.optional(),
};

/** Which open-weight model the keep serves and how much context it offers. */
export const modelSchema = z.strictObject(modelFields).describe("the model to serve");

export type ModelSettings = z.infer<typeof modelSchema>;
