import { endpointServices } from "../../../catalog/endpoints.ts";
import { isPrivateLink } from "../../settings/clients.ts";
import { listenersOf } from "../access/listeners.ts";
import type { Logs } from "../audit/logs.ts";
import type { KeepStep } from "../keep-step.ts";
import { DnsFirewall } from "./dns-firewall.ts";
import { Endpoints } from "./endpoints.ts";
import { FlowLogs } from "./flow-logs.ts";
import { Network } from "./network.ts";
import { SecurityGroups } from "./security-groups.ts";

/** The network of a keep, without internet ingress or egress. */
export interface KeepNetwork {
  network: Network;
  groups: SecurityGroups;
  endpoints: Endpoints;
  dnsFirewall: DnsFirewall;
}

/** Creates the VPC, flow logs, DNS firewall, security groups and VPC endpoints. */
export function keepNetwork({ keep, target, place, zones, images, options }: KeepStep, logs: Logs): KeepNetwork {
  const { tunnel, runner } = target.access;
  const services = endpointServices({ tunnel, runner: runner !== undefined });
  const network = new Network(
    "network",
    { place, cidr: target.network.cidr, zones, blockPublicAccess: target.accountWide.blockPublicAccess },
    options,
  );
  new FlowLogs("flow-logs", { place, vpcId: network.vpc.id, logGroupArn: logs.flow.arn }, options);
  const dnsFirewall = new DnsFirewall(
    "dns-firewall",
    { place, vpcId: network.vpc.id, logGroupArn: logs.dns.arn, services, ownBuckets: runner ? [runner.stateBucket] : [] },
    options,
  );
  const groups = new SecurityGroups(
    "groups",
    {
      place,
      vpcId: network.vpc.id,
      tunnel,
      runner: runner !== undefined,
      privateLinkClients: keep.clients.filter(isPrivateLink),
      frontDoorPorts: listenersOf(keep),
    },
    options,
  );
  const pulled = [...images.map((image) => image.name), ...(runner ? ["runner"] : [])];
  const endpoints = new Endpoints("endpoints", { place, network, groups, services, images: pulled, runner }, options);
  return { network, groups, endpoints, dnsFirewall };
}
