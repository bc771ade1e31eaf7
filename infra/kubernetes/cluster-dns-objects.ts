import { coreDnsPolicies } from "../../charts/isolation/core-dns.ts";
import type { KeepSpecs } from "../../charts/keep-spec.ts";
import type { KubernetesObject } from "../../charts/kubernetes-object.ts";
import { type Block, blockIn, formatCidr, parseCidr } from "../../network-range/cidr.ts";
import { planSubnets } from "../network/subnets.ts";
import type { EksKeep } from "../settings/checked-keep.ts";

/**
 * Link-local address of the Amazon DNS server, which is also at the second address of the VPC's range. Source: "Amazon DNS server", VPC
 * user guide.
 */
const linkLocalResolver = "169.254.169.253/32";

/** Network policies for CoreDNS of a keep on EKS, with least privilege. */
export function clusterDnsObjects({ target, serviceRange }: EksKeep, specs: KeepSpecs): KubernetesObject[] {
  const vpc = parseCidr(target.network.cidr);
  const services = parseCidr(serviceRange);
  const address = (block: Block, place: number) => formatCidr(blockIn(block, BigInt(place), 32));
  return coreDnsPolicies(specs, {
    apiServer: [address(services, 1), ...planSubnets(vpc, target.network.zones).map(({ nodes }) => formatCidr(nodes))],
    resolvers: [address(vpc, 2), linkLocalResolver],
  });
}
