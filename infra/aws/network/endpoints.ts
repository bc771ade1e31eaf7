import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addOnRegistryAccounts } from "../../../catalog/eks.ts";
import { type EndpointService, endpointServiceName } from "../../../catalog/endpoints.ts";
import { endpointAddress } from "../../network/endpoint-addresses.ts";
import type { Runner } from "../../settings/target.ts";
import type { Place } from "../names.ts";
import { policyJson } from "../policy-document.ts";
import { endpointPolicy } from "./endpoint-policies.ts";
import type { Network } from "./network.ts";
import type { SecurityGroups } from "./security-groups.ts";

export interface EndpointsArgs {
  place: Place;
  network: Network;
  groups: SecurityGroups;
  /** Services with an interface endpoint. Each is billed per hour and zone, and per GB. */
  services: readonly EndpointService[];
  /** Short names of the images in the keep's registry. */
  images: readonly string[];
  /** Builds inside the VPC and what else they reach, if there are any. */
  runner?: Runner | undefined;
}

/**
 * All egress paths of the network: one interface endpoint per service in use, at a fixed address. Each has a policy that allows only this
 * account's principals, and only what the keep uses.
 */
export class Endpoints extends pulumi.ComponentResource {
  /** Interface endpoints, by service; the vault's bucket policy names the one of `s3`. */
  readonly byService: Record<EndpointService, aws.ec2.VpcEndpoint>;

  constructor(name: string, { place, network, groups, services, images, runner }: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Endpoints", name, {}, opts);
    const parent = { parent: this };
    const vpcId = network.vpc.id;
    const scope = { place, images, registryAccounts: addOnRegistryAccounts(place.region), runner };

    const endpoint = (service: EndpointService) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName: endpointServiceName(service, place.region),
          vpcEndpointType: "Interface",
          // Clients reach the endpoint under the service's public name.
          privateDnsEnabled: true,
          // Only for S3: true would require a gateway endpoint, which does not exist.
          ...(service === "s3" ? { dnsOptions: { privateDnsOnlyForInboundResolverEndpoint: false } } : {}),
          subnetIds: network.endpointSubnets.map(({ id }) => id),
          subnetConfigurations: network.endpointSubnets.map(({ id }, zone) => ({
            subnetId: id,
            ipv4: endpointAddress(service, network.plan[zone]!.endpoints),
          })),
          securityGroupIds: [groups.endpoints.id],
          policy: policyJson(endpointPolicy(service, scope)),
          tags: { Name: `${place.prefix}-${service}` },
        },
        parent,
      );
    this.byService = Object.fromEntries(services.map((service) => [service, endpoint(service)])) as Endpoints["byService"];
    this.registerOutputs({});
  }
}
