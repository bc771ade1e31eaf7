import { type EndpointService, endpointSlot } from "../../catalog/endpoints.ts";
import { addressIn, type Block } from "../../network-range/cidr.ts";

/** AWS reserves the first four addresses of a subnet; a few more are kept free for manual use. */
const firstAddress = 8;

/** The tunnel host's address, at the other end: the second to last before the one that AWS reserves. */
const tunnelAddress = 61;

/**
 * Address of a service's interface endpoint in one endpoint subnet. Fixed rather than assigned by AWS, so that a network policy can name
 * the only endpoint that a pod may reach before anything exists. Everything in these subnets has a fixed address, since one assigned by AWS
 * could conflict.
 */
export const endpointAddress = (service: EndpointService, subnet: Block): string => addressIn(subnet, firstAddress + endpointSlot(service));

/** Address of the tunnel host in its endpoint subnet. */
export const tunnelHostAddress = (subnet: Block): string => addressIn(subnet, tunnelAddress);
