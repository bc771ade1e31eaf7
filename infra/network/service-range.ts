import { formatRange, overlaps, parseRange } from "./range.ts";

/** Ranges for Kubernetes Services, in order of preference: the two that EKS itself picks from, and a small one for crowded networks. */
export const serviceRanges = ["172.20.0.0/16", "10.100.0.0/16", "192.168.240.0/20"] as const;

/**
 * The range of the cluster's Services: the first that overlaps none of `taken` (the VPC and every network that clients declare); undefined where
 * all do. EKS cannot change it later, and refuses one that overlaps the VPC.
 * @param taken ranges in CIDR notation
 */
export function freeServiceRange(taken: readonly string[]): string | undefined {
  const ranges = taken.map(parseRange);
  return serviceRanges.find((candidate) => ranges.every((range) => !overlaps(range, parseRange(candidate))));
}

/** Address of the cluster's DNS: the tenth of the Service range, where EKS puts it. Source: `generate_cluster_dns_ip` in Bottlerocket's pluto. */
export function clusterDnsAddress(services: string): string {
  const { first } = parseRange(services);
  return formatRange({ first: first + 10, prefix: 32 }).replace(/\/32$/, "");
}
