import { z } from "zod";
import { clientLimits } from "../../catalog/client-limits.ts";
import type { ClientSource } from "../../charts/keep-spec.ts";
import { cidr, dnsLabel } from "./formats.ts";
import { modelKey } from "./models.ts";

const principal = z
  .string()
  .regex(
    /^arn:aws:iam::\d{12}:(root|role\/[\w+=,.@/-]+|user\/[\w+=,.@/-]+)$/,
    'accepted: one IAM principal such as "arn:aws:iam::444455556666:root"; "*" would let any principal request a connection',
  );

/** A consumer of the endpoint service (PrivateLink), from its own VPC. */
const privateLinkSource = z.strictObject({
  kind: z.literal("private-link"),
  principal: principal.describe("IAM principal that may connect an interface endpoint to the keep"),
  ranges: z
    .array(cidr)
    .default([])
    .describe("networks the client calls from; if every PrivateLink client has them, the load balancer admits no other address"),
});

/** A workload in the same cluster. */
const workloadSource = z.strictObject({
  kind: z.literal("workload"),
  namespace: dnsLabel(63).describe("the client's namespace"),
  serviceAccount: dnsLabel(63).describe(
    "service account of the client's pods, shown by `connection` for issuing its certificate; not enforced, since network policies do not know service accounts",
  ),
});

const source = z
  .discriminatedUnion("kind", [privateLinkSource, workloadSource])
  .describe(
    "where the client calls from: an IAM principal over PrivateLink, or a workload in the cluster",
  ) satisfies z.ZodType<ClientSource>;

/** One field per row of the catalog. */
const limitFields = Object.fromEntries(
  Object.entries(clientLimits).map(([name, { fallback, setting }]) => [name, z.int().min(1).default(fallback).describe(setting)]),
) as { [Limit in keyof typeof clientLimits]: z.ZodDefault<z.ZodInt> };

const limits = z
  .strictObject(limitFields)
  .prefault({})
  .describe("limits of one client; the front door enforces connections per client, and the others only for all clients together so far");

const modelKeys = z
  .array(modelKey)
  .min(1, "accepted: a list of at least one model")
  .optional()
  .describe("models that the client may call, by their keys in `models`; optional only if the keep has one model");

/** One grant; like pg_hba.conf the list denies by default: a client that is not listed is not admitted. */
export const clientSchema = z.strictObject({
  name: dnsLabel(40).describe("the client's name, in grants, audit records and certificates"),
  from: source,
  models: modelKeys,
  limits,
});

export type Client = z.infer<typeof clientSchema>;
export type PrivateLinkClient = Client & { from: Extract<ClientSource, { kind: "private-link" }> };

/** Whether this client connects over PrivateLink rather than from the cluster. */
export function isPrivateLink(client: Client): client is PrivateLinkClient {
  return client.from.kind === "private-link";
}

/** Distinct networks of PrivateLink clients, in CIDR notation. */
export function clientNetworks(clients: readonly Client[]): string[] {
  return [...new Set(clients.filter(isPrivateLink).flatMap(({ from }) => from.ranges))];
}
