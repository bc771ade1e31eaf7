import * as pulumi from "@pulumi/pulumi";
import { coreDnsPolicies } from "../../charts/isolation/core-dns.ts";
import type { KeepSpec } from "../../charts/keep-spec.ts";
import { formatRange, parseRange } from "../network/range.ts";
import { planSubnets } from "../network/subnets.ts";
import type { Keep } from "../settings/keep.ts";
import { serviceRangeOf } from "../settings/service-range.ts";
import type { EksTarget } from "../settings/target.ts";
import { registerPhase } from "./phase.ts";

export interface ClusterDnsArgs {
  keep: Keep;
  target: EksTarget;
  spec: KeepSpec;
  /** What must stand first: the right to make objects in the cluster. */
  after: readonly pulumi.Resource[];
}

/** Amazon's resolver inside every VPC, beside the one at the second address of the VPC's range. Source: "Amazon DNS server", VPC user guide. */
const linkLocalResolver = "169.254.169.253/32";

/** Lets CoreDNS do its work, and nothing else, in a cluster whose CNI denies all that no policy allows; it must stand before the CoreDNS add-on. */
export class ClusterDns extends pulumi.ComponentResource {
  readonly policies: readonly pulumi.Resource[];

  constructor(name: string, { keep, target, spec, after }: ClusterDnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:kubernetes:ClusterDns", name, {}, opts);
    const vpc = parseRange(target.network.cidr);
    const services = parseRange(serviceRangeOf(keep, target));
    const address = (first: number) => formatRange({ first, prefix: 32 });
    const reach = {
      apiServer: [address(services.first + 1), ...planSubnets(vpc, target.network.zones).map(({ nodes }) => formatRange(nodes))],
      resolvers: [address(vpc.first + 2), linkLocalResolver],
    };
    this.policies = registerPhase(coreDnsPolicies(spec, reach), this, { after });
    this.registerOutputs({});
  }
}
