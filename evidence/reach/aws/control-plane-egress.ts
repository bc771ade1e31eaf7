import type { PreviewResource } from "../../../engine/preview.ts";
import { objectOf, textOf } from "../../input/value.ts";
import { hop, theInternet } from "../hop.ts";
import type { EgressPath } from "./egress-path.ts";

/**
 * Whether the API server's own calls (webhooks, discovery) leave through the cluster's subnets, not by an AWS path outside of these routes.
 */
export function ownPathOf(cluster: PreviewResource): EgressPath[] {
  if (textOf(objectOf(cluster.inputs["vpcConfig"])["controlPlaneEgressMode"]) === "CUSTOMER_ROUTED") return [];
  const why = "the API server's own calls leave by an AWS path, not through the cluster's subnets";
  return [{ to: "internet", hops: [hop(cluster, "vpcConfig.controlPlaneEgressMode", why), theInternet("is reached")], unknown: [] }];
}
