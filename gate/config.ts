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

const identities = z
  .array(identity)
  .min(1)
  .refine(
    (all) => all.filter(({ kind }) => kind === "key").length <= mostKeys,
    `has more than ${mostKeys} keys; accepted: an old one and a new one`,
  );

const client = z.strictObject({
  client: name,
  identities,
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
    /** Whether the model server ends the model's thinking at a budget: it does where its parser of reasoning knows where thinking begins. */
    thinkingBudgets: z.boolean(),
    /** Sequences that the model server runs at once. */
    slots: positive,
    /** For the audit: the digests of the gate's own text, and of the lockfile of the weights. */
    gate: sha256Digest,
    weights: sha256Digest,
    clients: z.array(client),
    /** Who may ask for metrics, and for nothing else. */
    observers: z.array(z.strictObject({ observer: name, identities })),
    /** Whose tokens are accepted; the file has the keys with which they are signed. */
    issuers: z.array(z.strictObject({ issuer: z.string().min(1), audience: z.string().min(1), keysFile: z.string().min(1) })),
  })
  .refine((config) => areUnlike(everyone(config).map(({ name }) => name)), "two clients have one name")
  .refine((config) => areUnlike(everyIdentity(config).map(identityOf)), "two clients have one identity")
  .refine(({ issuers }) => areUnlike(issuers.map(({ issuer }) => issuer)), "an issuer is there twice")
  .refine(
    (config) => everyIdentity(config).every((one) => one.kind !== "token" || config.issuers.some(({ issuer }) => issuer === one.issuer)),
    "a client has tokens of an issuer that is none of the issuers",
  );

export type GateConfig = z.infer<typeof gateConfigSchema>;

type Identified = z.infer<typeof identities>;
interface Everyone {
  clients: readonly { client: string; identities: Identified }[];
  observers: readonly { observer: string; identities: Identified }[];
}

/** Clients and observers: a request is of one of them. */
const everyone = ({ clients, observers }: Everyone) => [
  ...clients.map(({ client, identities }) => ({ name: client, identities })),
  ...observers.map(({ observer, identities }) => ({ name: observer, identities })),
];
const everyIdentity = (config: Everyone) => everyone(config).flatMap(({ identities }) => identities);

function areUnlike(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}

/** An identity without what does not tell it from others. */
function identityOf(one: z.infer<typeof identity>): string {
  return JSON.stringify(one.kind === "key" ? [one.kind, one.digest] : Object.values(one));
}
