import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** Kubelet paths for monitoring: metrics, no content, no commands. */
const harmless = ["metrics", "metrics/cadvisor", "metrics/resource", "metrics/probes", "stats/summary", "healthz"];

/**
 * Only metrics are read through the proxy to a kubelet. The rule applies to the whole cluster, since nodes have no namespace; it does not
 * restrict clients that reach a kubelet's port directly with the `nodes/proxy` permission, which amounts to cluster administration.
 */
export function nodeProxy(_: AdmissionContext): AdmissionRule {
  return {
    name: "node-proxy",
    why: "A kubelet runs commands in every pod of its node, including those of the keep, and the API server proxies requests to it.",
    scope: "cluster",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CONNECT"], resources: ["nodes/proxy"] }],
    validations: [
      {
        expression: `has(object.path) && object.path.replace("/", "", 1) in ${literal(harmless)}`,
        message: `the proxy to a node serves only ${harmless.join(", ")}`,
      },
    ],
  };
}
