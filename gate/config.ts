import { z } from "zod";
import { bodyRoutes } from "./decide/routes.ts";

const positive = z.int().min(1);
const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
const sha256Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const client = z.strictObject({
  client: name,
  routes: z.array(z.enum(["models", ...(Object.keys(bodyRoutes) as (keyof typeof bodyRoutes)[])])).min(1),
  limits: z.strictObject({ inputTokens: positive, outputTokens: positive, concurrent: positive, bodyBytes: positive }),
  rates: z.strictObject({
    requestsPerMinute: z.number().positive(),
    /** Null for no bound besides the requests. */
    tokensPerMinute: z.number().positive().nullable(),
  }),
  unknownFields: z.enum(["refuse", "drop"]),
});

/** Settings of one gate: what its pod mounts. Rates are those of this replica. */
export const gateConfigSchema = z
  .strictObject({
    /** Sockets: the gate's own, and the model server's. */
    listen: z.string().min(1),
    upstream: z.string().min(1),
    /** File with the key of the keep, of which salts are made; at least 32 bytes. */
    keyFile: z.string().min(1),
    /** File in which the end of the audit chain is kept. */
    anchorFile: z.string().min(1),
    model: z.string().min(1).max(256),
    /** Sequences that the model server runs at once. */
    slots: positive,
    /** For the audit: the digests of the gate's own text, and of the lockfile of the weights. */
    gate: sha256Digest,
    weights: sha256Digest,
    clients: z.array(client),
  })
  .refine(({ clients }) => new Set(clients.map((one) => one.client)).size === clients.length, "two clients have one name");

export type GateConfig = z.infer<typeof gateConfigSchema>;
