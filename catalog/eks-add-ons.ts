import { z } from "zod";
import { sourced } from "./sourced.ts";

const version = z.string().regex(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/);

/** One EKS add-on with its pinned version for each Kubernetes minor version. */
export const addOnSchema = z.strictObject({
  name: z.string(),
  versions: z.record(z.string(), version),
  /** Whether these versions were seen together with these Kubernetes versions. */
  verified: z.boolean(),
  note: z.string().nullable(),
  ...sourced,
});

export type AddOnFacts = z.infer<typeof addOnSchema>;

const upgrade = {
  verified: true,
  source: "public log of an EKS upgrade from 1.31 to 1.36, each add-on ACTIVE at each step (repository name not recorded)",
  date: "2026-09-24",
};

/** Versions of the add-ons that a keep may run. EKS releases newer builds over time; settings can pin one under maintenance.addons. */
export const addOns: readonly AddOnFacts[] = [
  {
    name: "vpc-cni",
    versions: { "1.36": "v1.22.4-eksbuild.3", "1.35": "v1.22.4-eksbuild.3", "1.34": "v1.22.4-eksbuild.3" },
    note: "ClusterNetworkPolicy needs 1.21.1 or newer; 1.21.0 must be skipped",
    ...upgrade,
  },
  {
    name: "kube-proxy",
    versions: { "1.36": "v1.36.0-eksbuild.25", "1.35": "v1.35.3-eksbuild.29", "1.34": "v1.34.6-eksbuild.29" },
    note: null,
    ...upgrade,
  },
  {
    name: "coredns",
    versions: { "1.36": "v1.14.3-eksbuild.23", "1.35": "v1.13.2-eksbuild.31", "1.34": "v1.12.4-eksbuild.38" },
    note: null,
    ...upgrade,
  },
  {
    name: "eks-pod-identity-agent",
    versions: { "1.36": "v1.3.10-eksbuild.3", "1.35": "v1.3.10-eksbuild.3", "1.34": "v1.3.10-eksbuild.3" },
    verified: true,
    note: "1.34 is inferred from the versions around it",
    source: "what public clusters of 1.35 and 1.36 resolved to (repository names not recorded)",
    date: "2026-09-18",
  },
  {
    name: "aws-ebs-csi-driver",
    versions: { "1.36": "v1.66.0-eksbuild.1", "1.35": "v1.66.0-eksbuild.1", "1.34": "v1.66.0-eksbuild.1" },
    note: null,
    ...upgrade,
  },
  {
    name: "aws-guardduty-agent",
    versions: { "1.36": "v1.15.0-eksbuild.2", "1.35": "v1.15.0-eksbuild.2", "1.34": "v1.15.0-eksbuild.2" },
    verified: false,
    note: "the guide names the agent 1.15.0 (eks.build.2); the form of the add-on version follows v1.12.1-eksbuild.2, and the Kubernetes versions it supports were not seen",
    source: "Amazon GuardDuty user guide, ECR repository for EKS agent versions 1.15.0 - 1.8.1",
    date: "2026-11",
  },
];

/** Names of the add-ons in the catalog. */
export function addOnNames(): string[] {
  return addOns.map(({ name }) => name);
}

/**
 * Pinned version of an add-on for a Kubernetes minor version, for example `v1.22.4-eksbuild.3`.
 * @throws RangeError where the catalog has no such add-on or no version of it.
 */
export function addOnVersion(name: string, kubernetesVersion: string): string {
  const found = addOns.find((addOn) => addOn.name === name)?.versions[kubernetesVersion];
  if (found === undefined)
    throw new RangeError(
      `the catalog has no version of the EKS add-on "${name}" for Kubernetes ${kubernetesVersion}; add-ons: ${addOnNames().join(", ")}`,
    );
  return found;
}
