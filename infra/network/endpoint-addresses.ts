import { type EndpointService, endpointSlot } from "../../catalog/endpoints.ts";
import { addressIn, type Block } from "../../network-range/cidr.ts";

/** AWS keeps the first four addresses of a subnet; a few more stay free for what a person may have to put there. */
const firstAddress = 8;

/** The tunnel host's place, at the other end: the last but one before the address that AWS keeps. */
const tunnelAddress = 61;

/**
 * Address of a service's interface endpoint in one endpoint subnet. Chosen rather than given by AWS, so that a network policy can name the
 * one endpoint that a pod may reach before anything exists. Everything in these subnets has a chosen address, or one that AWS
 * gave away first could stand in the way.
 */
export const endpointAddress = (service: EndpointService, subnet: Block): string => addressIn(subnet, firstAddress + endpointSlot(service));

/** Address of the tunnel host in its endpoint subnet. */
export const tunnelHostAddress = (subnet: Block): string => addressIn(subnet, tunnelAddress);
