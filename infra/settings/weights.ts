import { z } from "zod";
import type { ClaimSource } from "../../charts/keep-spec.ts";
import { dnsSubdomain } from "./formats.ts";

const accessMode = z
  .enum(["ReadOnlyMany", "ReadWriteOnce"])
  .default("ReadOnlyMany")
  .describe("access mode of the claim, which the volume must support; ReadWriteOnce serves one node");

/** Location of the weights on an existing cluster: a volume, a volume of a storage class, or an existing claim. */
export const weights = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("volume"),
      volume: dnsSubdomain.describe("PersistentVolume with the published weights; the keep binds a claim to it, and does not modify it"),
      accessMode,
    }),
    z.strictObject({
      kind: z.literal("storage-class"),
      storageClass: dnsSubdomain.describe(
        "StorageClass with pre-populated volumes, such as that of a CSI driver that mounts a share or a bucket; the keep creates the claim",
      ),
      accessMode,
    }),
    z.strictObject({
      kind: z.literal("claim"),
      claim: dnsSubdomain.describe("existing PersistentVolumeClaim with the weights in the serving namespace; the keep mounts it"),
    }),
  ])
  .describe("location of the weights; mounted read-only, and verified against the lockfile") satisfies z.ZodType<ClaimSource>;
