import { z } from "zod";
import { modelNames } from "../../catalog/models.ts";
import { catalogName } from "./catalog-name.ts";

/** Shortest context worth serving, in tokens. */
export const leastContext = 1024;

/** Which open-weight model the keep serves and how much context it offers. */
export const modelSchema = z
  .strictObject({
    name: catalogName(modelNames, "the model, by its name in the catalog"),
    lock: z
      .string()
      .regex(/^(?!\/)(?!.*\.\.)[\w./-]+\.lock\.json$/, "accepted is a path inside the repository that ends in .lock.json")
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
  })
  .describe("the model to serve");
