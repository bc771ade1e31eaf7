import { addressIn, parseCidr } from "../../network-range/cidr.ts";
import { overlap } from "../../network-range/range.ts";

/** Ranges for Kubernetes Services, in order of preference: the two that EKS itself chooses from, and a small one for crowded networks. */
export const serviceRanges = ["172.20.0.0/16", "10.100.0.0/16", "192.168.240.0/20"] as const;

/**
 * The range of the cluster's Services: the first that overlaps none of `taken` (the VPC and every network that clients declare); undefined
 * if all do. EKS cannot change it later, and rejects one that overlaps the VPC.
 * @param taken ranges in CIDR notation
 */
export function freeServiceRange(taken: readonly string[]): string | undefined {
  const ranges = taken.map(parseCidr);
  return serviceRanges.find((candidate) => ranges.every((range) => !overlap(range, parseCidr(candidate))));
}

/**
 * Address of the cluster's DNS: the tenth of the Service range, as chosen by EKS. Source: `generate_cluster_dns_ip` in Bottlerocket's
 * pluto.
 */
export const clusterDnsAddress = (services: string): string => addressIn(parseCidr(services), 10);
