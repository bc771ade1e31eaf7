import { z } from "zod";
import { type DnsPeer, platformNames, platformOf } from "../../catalog/platforms.ts";
import { dnsNamespaces, dnsPorts } from "../../catalog/rows/platform.ts";
import { imageUser, probeUser } from "../../charts/inference/server-security.ts";
import type { PodUsers } from "../../charts/keep-spec.ts";
import { labelKey, labelValue } from "./formats.ts";

/** An address inside: private, shared or link-local. DNS at any other is the internet. */
const insideAddress = z
  .string()
  .regex(
    /^(?=(\d{1,3}\.){3}\d{1,3}$)(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.)((25[0-5]|2[0-4]\d|1?\d?\d)(\.|$))+$/,
    "accepted: a private, shared or link-local IPv4 address such as 169.254.20.10",
  );

const dnsPeer = z.discriminatedUnion("kind", [
  z
    .strictObject({
      kind: z.literal("pods"),
      namespace: z.enum(dnsNamespaces).default("kube-system").describe("namespace of the pods, one of the cluster's own"),
      labels: z
        .record(labelKey, labelValue)
        .refine((labels) => Object.keys(labels).length > 0, "accepted: at least one label, for none means every pod")
        .describe("labels of the pods; for the VPC CNI exactly the selector of the Service"),
      port: z.literal(dnsPorts).default(53).describe("port on which the pods listen, to which that of the Service is translated"),
    })
    .describe("pods of the cluster's DNS"),
  z
    .strictObject({
      kind: z.literal("address"),
      address: insideAddress.describe("address that answers on port 53: of a cache on the node, of Cloud DNS; no other port is opened"),
    })
    .describe("an address at which DNS answers"),
]);

const ways = "accepted: a list of 1 to 8 ways; leave it out for those of the platform";

const podUser = z.int().min(1000).max(2_147_483_647);

/** What differs between distributions of Kubernetes: where their DNS answers, and as whom pods may run. */
export const platformSettings = {
  platform: z
    .enum(platformNames)
    .default("other")
    .describe("distribution of Kubernetes, from which the defaults of dns and users follow; `modelkeep doctor` tells which it is"),
  dns: z
    .array(dnsPeer)
    .min(1, ways)
    .max(8, ways)
    .optional()
    .describe("every way on which the cluster's DNS answers, to which network policies open; default: those of the platform"),
  users: z
    .discriminatedUnion("kind", [
      z.strictObject({
        kind: z.literal("fixed"),
        serving: podUser.default(imageUser).describe("user and group of the model servers' pods, which must be able to read the weights"),
        probes: podUser.default(probeUser).describe("user and group of the probes' pods"),
      }),
      z.strictObject({ kind: z.literal("assigned") }),
    ])
    .optional()
    .describe(
      "as whom pods run: as fixed users, or as those that OpenShift assigns to each namespace (openshift.io/sa.scc.uid-range); default: that of the platform",
    ),
};

/** Settings of a platform, as parsed. */
interface OnPlatform {
  platform: (typeof platformNames)[number];
  dns?: readonly z.infer<typeof dnsPeer>[] | undefined;
  users?: PodUsers | undefined;
}

/** Every way on which the cluster's DNS answers: those of the settings, otherwise of the platform. */
export const clusterDnsOf = ({ platform, dns }: OnPlatform): readonly DnsPeer[] => dns ?? platformOf(platform).dns;

/** As whom pods run: as the settings say, otherwise as the platform has it. */
export const podUsersOf = ({ platform, users }: OnPlatform): PodUsers =>
  users ?? (platformOf(platform).users === "assigned" ? { kind: "assigned" } : { kind: "fixed", serving: imageUser, probes: probeUser });
