import { formatRange, type Range } from "./range.ts";

/**
 * Services in the order of their addresses. An address is a place in this list, and changing it builds the endpoint's interface again:
 * a new service goes to the end.
 */
const order = ["s3", "ec2", "ecr.api", "ecr.dkr", "eks-auth", "guardduty-data", "logs", "ssm", "ssmmessages", "eks", "kms", "sts"] as const;

/** An AWS service that has an interface endpoint of a fixed address in every zone. */
export type AddressedService = (typeof order)[number];

/** AWS keeps the first four addresses of a subnet; a few more stay free for what a person may have to put there. */
const firstAddress = 8;

/** The tunnel host's place, at the other end: the last but one before the address that AWS keeps. */
const tunnelAddress = 61;

const at = (subnet: Range, offset: number) => formatRange({ first: subnet.first + offset, prefix: 32 }).replace(/\/32$/, "");

/**
 * Address of a service's interface endpoint in one endpoint subnet. Chosen rather than given by AWS, so that a network policy can name the
 * one endpoint that a pod may reach before anything exists. Everything in these subnets has a chosen address, or one that AWS
 * gave away first could stand in the way.
 */
export function endpointAddress(service: AddressedService, subnet: Range): string {
  return at(subnet, firstAddress + order.indexOf(service));
}

/** Address of the tunnel host in its endpoint subnet. */
export const tunnelHostAddress = (subnet: Range): string => at(subnet, tunnelAddress);
