import type { PreviewResource } from "../../../engine/preview.ts";
import { objectOf, textOf } from "../../input/value.ts";
import { hop, theInternet } from "../hop.ts";
import type { EgressPath } from "./egress-path.ts";

/** Whether the API server's own calls (webhooks, discovery) take the cluster's subnets, rather than a path of AWS that no route here bounds. */
export function ownPathOf(cluster: PreviewResource): EgressPath[] {
  if (textOf(objectOf(cluster.inputs["vpcConfig"])["controlPlaneEgressMode"]) === "CUSTOMER_ROUTED") return [];
  const why = "what the API server calls by itself leaves by a path of AWS, not through the cluster's subnets";
  return [{ to: "internet", hops: [hop(cluster, "vpcConfig.controlPlaneEgressMode", why), theInternet("is reached")], unknown: [] }];
}
