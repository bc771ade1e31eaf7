import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addOnRegistryAccounts } from "../../catalog/eks.ts";
import { endpointServiceName } from "../../catalog/endpoints.ts";
import type { EndpointService } from "./endpoint-choice.ts";
import { endpointPolicy, s3Policy } from "./endpoint-policies.ts";
import type { Place } from "./names.ts";
import type { Network } from "./network.ts";
import { policyJson } from "./policy-document.ts";
import type { SecurityGroups } from "./security-groups.ts";

export interface EndpointsArgs {
  place: Place;
  network: Network;
  groups: SecurityGroups;
  /** Services that get an interface endpoint. Each is paid for by the hour in each zone, and by the GB. */
  services: readonly EndpointService[];
  /** Short names of the images in the keep's registry. */
  images: readonly string[];
}

/**
 * The ways out of the network, and all of them: one interface endpoint for each service in use, and the S3 gateway.
 * Every one has a policy that admits this account's principals alone, to what the keep uses.
 */
export class Endpoints extends pulumi.ComponentResource {
  /** Interface endpoints, by service. */
  readonly byService: Record<string, aws.ec2.VpcEndpoint>;
  /** The S3 gateway endpoint, which the vault's bucket policy names. */
  readonly s3: aws.ec2.VpcEndpoint;

  constructor(name: string, { place, network, groups, services, images }: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Endpoints", name, {}, opts);
    const parent = { parent: this };
    const vpcId = network.vpc.id;
    const scope = { place, images, registryAccounts: addOnRegistryAccounts(place.region) };

    const endpoint = (service: EndpointService) =>
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId,
          serviceName: endpointServiceName(service, place.region),
          vpcEndpointType: "Interface",
          // Programs reach the endpoint under the service's public name, unchanged.
          privateDnsEnabled: true,
          subnetIds: network.endpointSubnets.map(({ id }) => id),
          securityGroupIds: [groups.endpoints.id],
          policy: policyJson(endpointPolicy(service, scope)),
          tags: { Name: `${place.prefix}-${service}` },
        },
        parent,
      );
    this.byService = Object.fromEntries(services.map((service) => [service, endpoint(service)]));

    // A gateway costs nothing, not even for weights of several hundred GB.
    this.s3 = new aws.ec2.VpcEndpoint(
      `${name}-s3`,
      {
        vpcId,
        serviceName: endpointServiceName("s3", place.region),
        vpcEndpointType: "Gateway",
        routeTableIds: [network.nodeRouteTable.id],
        policy: policyJson(s3Policy(place)),
        tags: { Name: `${place.prefix}-s3` },
      },
      parent,
    );
    // The prefix list is known once the gateway exists, hence this one rule of the nodes' group stands here.
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-nodes-to-s3`,
      {
        securityGroupId: groups.nodes.id,
        description: "S3 through its gateway endpoint",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        prefixListId: this.s3.prefixListId,
      },
      parent,
    );
    this.registerOutputs({});
  }
}
