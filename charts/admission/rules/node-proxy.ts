import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

/** What monitoring reads of a kubelet: numbers, no content, no commands. */
const harmless = ["metrics", "metrics/cadvisor", "metrics/resource", "metrics/probes", "stats/summary", "healthz"];

/**
 * Through the proxy to a kubelet only numbers are read. The whole cluster is concerned, since nodes have no namespace; this does not
 * hold who reaches a kubelet's port himself with the right `nodes/proxy`: that right is cluster administration.
 */
export function nodeProxy(_: AdmissionContext): AdmissionRule {
  return {
    name: "node-proxy",
    why: "A kubelet runs commands in every pod of its node, those of the keep too, and the API server hands requests on to it.",
    scope: "cluster",
    matches: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CONNECT"], resources: ["nodes/proxy"] }],
    validations: [
      {
        expression: `has(object.path) && object.path.replace("/", "", 1) in ${literal(harmless)}`,
        message: `the proxy to a node serves nothing but ${harmless.join(", ")}`,
      },
    ],
  };
}
