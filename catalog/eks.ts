import { z } from "zod";
import { findRegion } from "./regions.ts";
import { sourced } from "./sourced.ts";

/** A Kubernetes minor version on EKS with its support dates. */
export const kubernetesVersionSchema = z.strictObject({
  version: z.string().regex(/^1\.\d+$/),
  released: z.iso.date(),
  endOfStandardSupport: z.iso.date(),
  endOfExtendedSupport: z.iso.date(),
  verified: z.boolean(),
  ...sourced,
});

export type KubernetesVersion = z.infer<typeof kubernetesVersionSchema>;

const calendar = {
  verified: true,
  source: "Amazon EKS user guide, release calendar, as quoted by public documents of 2026-09",
  date: "2026-09-08",
};

/** Versions under standard support, the newest first. */
export const kubernetesCalendar: readonly KubernetesVersion[] = [
  { version: "1.36", released: "2026-06-02", endOfStandardSupport: "2027-08-02", endOfExtendedSupport: "2028-08-02", ...calendar },
  { version: "1.35", released: "2026-01-27", endOfStandardSupport: "2027-03-27", endOfExtendedSupport: "2028-03-27", ...calendar },
  { version: "1.34", released: "2025-10-02", endOfStandardSupport: "2026-12-02", endOfExtendedSupport: "2027-12-02", ...calendar },
];

/** Default version: the newest, which is supported longest. */
export const defaultKubernetesVersion = "1.36";

/** Versions that settings may use. */
export function kubernetesVersions(): string[] {
  return kubernetesCalendar.map(({ version }) => version);
}

/** Regions whose EKS API has no PrivateLink endpoint. Source: Amazon EKS user guide, "Access Amazon EKS using AWS PrivateLink", 2026-11. */
export const regionsWithoutEksEndpoint: readonly string[] = ["ap-east-2", "ap-southeast-5", "ap-southeast-7", "mx-central-1"];

/**
 * AMI types of Bottlerocket node groups on x86. The NVIDIA one includes the driver and the device plugin.
 * Source: Amazon EKS API reference, CreateNodegroup `amiType`, 2026-11.
 */
export const bottlerocketAmiTypes = { system: "BOTTLEROCKET_x86_64", gpu: "BOTTLEROCKET_x86_64_NVIDIA" } as const;

/**
 * AWS accounts whose registries nodes in this region pull from: first the one of the EKS add-ons and pause images, then the one of the
 * GuardDuty agent if it has its own.
 * @throws RangeError for a region that the catalog does not know.
 */
export function addOnRegistryAccounts(region: string): string[] {
  const known = findRegion(region);
  if (!known) throw new RangeError(`no region "${region}" in the catalog: the registry accounts of its EKS add-ons are not known`);
  return [known.eksRegistryAccount, known.guardDutyRegistryAccount].filter((account) => account !== null);
}

/**
 * AWS-owned S3 bucket with the layers of every ECR image in a region. Source: Amazon ECR user guide, "Amazon ECR interface VPC endpoints".
 */
export function layerBucket(region: string): string {
  return `prod-${region}-starport-layer-bucket`;
}
