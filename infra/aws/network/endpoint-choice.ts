import type { AddressedService } from "../../network/endpoint-addresses.ts";
import type { Keep } from "../../settings/keep.ts";

/**
 * Services that nodes and pods of every keep call, each through an interface endpoint:
 * - ec2: the node's DNS name, and the addresses that the VPC CNI assigns
 * - ecr.api, ecr.dkr: images
 * - eks-auth: credentials of pods (EKS Pod Identity, which takes the place of sts)
 * - guardduty-data: the runtime agent; made here, because GuardDuty otherwise makes one itself, with an open security group
 * - logs: the audit log
 * - s3: weights, and layers of images. Not a gateway endpoint, although that costs nothing: a gateway answers from public addresses, so a
 *   route, network ACLs and a pod's network policy would have to stand open to them. An interface has addresses of the keep's own.
 */
const always = ["ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs", "s3"] as const satisfies AddressedService[];

/**
 * What Session Manager needs to reach the tunnel host. ec2messages is not among it: since SSM Agent 3.3.40 ssmmessages does its work.
 * Source: "Create VPC endpoints", AWS Systems Manager user guide.
 */
const tunnel = ["ssm", "ssmmessages"] as const satisfies AddressedService[];

/**
 * What `pulumi up` calls from the runner besides the Kubernetes API: the add-ons that come after nodes, the key of its secrets, and whose
 * account this is. IAM has no endpoint in most regions, which is why the AWS half is deployed from elsewhere.
 */
const runner = ["eks", "kms", "sts"] as const satisfies AddressedService[];

/** An AWS service that a keep reaches through an interface endpoint. */
export type EndpointService = (typeof always)[number] | (typeof tunnel)[number] | (typeof runner)[number];

/** The interface endpoints that a keep needs, and no other: each is one more way out of the network. Empty for a keep that is not on AWS. */
export function endpointServices({ target }: Pick<Keep, "target">): EndpointService[] {
  if (target.kind !== "eks") return [];
  return [...always, ...(target.access.tunnel ? tunnel : []), ...(target.access.runner ? runner : [])];
}
