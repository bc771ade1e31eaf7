import { z } from "zod";
import { bodyRoutes } from "./decide/routes.ts";

const positive = z.int().min(1);
const name = z.string().regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/);
const sha256Digest = z.string().regex(/^sha256:[0-9a-f]{64}$/);

const identity = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("certificate"), uri: z.string().min(1).max(2048) }),
  z.strictObject({ kind: z.literal("token"), issuer: z.string().min(1).max(2048), subject: z.string().min(1).max(2048) }),
  z.strictObject({ kind: z.literal("key"), digest: sha256Digest, expires: z.iso.datetime() }),
]);

/** Old and new, while a client changes from one to the other. */
const mostKeys = 2;

const client = z.strictObject({
  client: name,
  identities: z
    .array(identity)
    .min(1)
    .refine(
      (all) => all.filter(({ kind }) => kind === "key").length <= mostKeys,
      `has more than ${mostKeys} keys; accepted: an old one and a new one`,
    ),
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
    /** Whose tokens are accepted; the file has the keys with which they are signed. */
    issuers: z.array(z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1), keysFile: z.string().min(1) })),
  })
  .refine(({ clients }) => areUnlike(clients.map((one) => one.client)), "two clients have one name")
  .refine(({ clients }) => areUnlike(clients.flatMap(({ identities }) => identities.map(identityOf))), "two clients have one identity")
  .refine(({ issuers }) => areUnlike(issuers.map(({ issuer }) => issuer)), "an issuer is there twice")
  .refine(
    ({ clients, issuers }) =>
      clients.every(({ identities }) =>
        identities.every((one) => one.kind !== "token" || issuers.some(({ issuer }) => issuer === one.issuer)),
      ),
    "a client has tokens of an issuer that is none of the issuers",
  );

function areUnlike(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

/** An identity without what does not tell it from others. */
function identityOf(one: z.infer<typeof identity>): string {
  return JSON.stringify(one.kind === "key" ? [one.kind, one.digest] : Object.values(one));
}

export type GateConfig = z.infer<typeof gateConfigSchema>;
