import { textOf } from "../../input/value.ts";
import { hop } from "../hop.ts";
import { at, between } from "./between.ts";
import { certainFirst, type EgressPath } from "./egress-path.ts";
import { endpointKind } from "./endpoint-kind.ts";
import type { Interface } from "./interface.ts";
import type { AwsNetwork } from "./network.ts";

/** Interface endpoints that an interface may call, and their services. */
export function throughEndpoints(network: AwsNetwork, from: Interface): EgressPath[] {
  return network.interfaces
    .filter(({ owner }) => owner.type === "aws:ec2/vpcEndpoint:VpcEndpoint")
    .flatMap((endpoint): EgressPath[] => {
      const kind = endpointKind(network.inventory, endpoint.owner);
      const [first] = kind === "own" ? [] : certainFirst(between(network, from, endpoint));
      if (!first) return [];
      const leads = hop(endpoint.owner, "serviceName", `the endpoint leads to ${textOf(endpoint.owner.inputs["serviceName"])}`);
      const hops = [at(from, "opens a connection"), ...first.hops, leads];
      return [{ to: kind === "aws" ? "service" : "network", hops, unknown: first.unknown, endpoint: endpoint.owner }];
    });
}
