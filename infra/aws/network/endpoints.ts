import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addOnRegistryAccounts } from "../../../catalog/eks.ts";
import { endpointServiceName } from "../../../catalog/endpoints.ts";
import { endpointAddress } from "../../network/endpoint-addresses.ts";
import type { Runner } from "../../settings/target.ts";
import type { Place } from "../names.ts";
import { policyJson } from "../policy-document.ts";
import type { EndpointService } from "./endpoint-choice.ts";
import { endpointPolicy } from "./endpoint-policies.ts";
import type { Network } from "./network.ts";
import type { SecurityGroups } from "./security-groups.ts";

export interface EndpointsArgs {
  place: Place;
  network: Network;
  groups: SecurityGroups;
  /** Services that get an interface endpoint. Each is paid for by the hour in each zone, and by the GB. */
  services: readonly EndpointService[];
  /** Short names of the images in the keep's registry. */
  images: readonly string[];
  /** What builds inside the VPC reach besides, where there are any. */
  runner?: Runner | undefined;
}

/**
 * The ways out of the network, and all of them: one interface endpoint for each service in use, at an address known beforehand.
 * Every one has a policy that admits this account's principals alone, to what the keep uses.
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
          // Programs reach the endpoint under the service's public name, unchanged.
          privateDnsEnabled: true,
          // For S3 alone: true would send the VPC to a gateway endpoint, which there is none of.
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
