import { z } from "zod";
import data from "./data/endpoints.json" with { type: "json" };
import { sourced } from "./sourced.ts";

/** One AWS service that a private cluster may reach through a VPC endpoint. */
export const endpointSchema = z.strictObject({
  service: z.string().regex(/^[a-z0-9.-]+$/),
  /** Name at EC2, with `<region>` where the region stands; Route 53 alone has none. */
  serviceName: z.string().regex(/^com\.amazonaws\.[a-z0-9.<>-]+$/),
  /** What a keep uses; S3 is offered as a gateway as well. */
  type: z.literal("Interface"),
  neededFor: z.array(z.string()),
  always: z.boolean(),
  when: z.string(),
  /** Whether it takes an endpoint policy; null where that was not collected. */
  policySupported: z.boolean().nullable(),
  verified: z.boolean(),
  note: z.string().nullable(),
  ...sourced,
});

export type Endpoint = z.infer<typeof endpointSchema>;

/** VPC endpoint services that a keep may need, and when. */
export const endpoints = data as readonly Endpoint[];

/**
 * Name of a service's endpoint in one region, for example `com.amazonaws.eu-central-1.ecr.api`.
 * @throws RangeError for a service that the catalog does not know.
 */
export function endpointServiceName(service: string, region: string): string {
  const endpoint = endpoints.find((known) => known.service === service);
  if (!endpoint)
    throw new RangeError(
      `no VPC endpoint service "${service}" in the catalog; accepted: ${endpoints.map((known) => known.service).join(", ")}`,
    );
  return endpoint.serviceName.replace("<region>", region);
}
