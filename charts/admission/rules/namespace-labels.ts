import { keepLabels, probesNamespace, servingNamespace } from "../../names.ts";
import { literal } from "../cel.ts";
import type { AdmissionContext, AdmissionRule } from "../rule.ts";

const prefix = "pod-security.kubernetes.io";
const modes = ["enforce", "audit", "warn"] as const;

/** The keep's namespaces are not deleted, keep their labels, and stay under Pod Security `restricted`. */
export function namespaceLabels({ specs: [{ name: keep }] }: AdmissionContext): AdmissionRule {
  const names = [servingNamespace(keep), probesNamespace(keep)];
  const own = Object.entries(keepLabels(keep, "")).filter(([key]) => /\/(part-of|instance)$/.test(key));
  // `v1.36` -> 36; `latest` is never older. Any other value fails to convert, and a failure is a denial.
  const minor = (labels: string): string => `(${labels}[k] == "latest" ? 999 : int(${labels}[k].split(".")[1]))`;
  const versions = literal(modes.map((mode) => `${prefix}/${mode}-version`));
  return {
    name: "namespace-labels",
    why: "Without its labels a namespace admits privileged pods; deleted and recreated it has neither labels nor network policies.",
    scope: "cluster",
    matches: [
      {
        apiGroups: [""],
        apiVersions: ["v1"],
        operations: ["CREATE", "UPDATE", "DELETE"],
        // The status and finalize subresources write labels too.
        resources: ["namespaces", "namespaces/status", "namespaces/finalize"],
        resourceNames: names,
      },
    ],
    // During deletion only the namespace controller updates it.
    matchConditions: [{ name: "alive", expression: `request.operation == "DELETE" || !has(object.metadata.deletionTimestamp)` }],
    variables: [
      {
        name: "labels",
        expression: `request.operation != "DELETE" && has(object.metadata.labels) ? object.metadata.labels : {}`,
      },
      { name: "old", expression: "oldObject != null && has(oldObject.metadata.labels) ? oldObject.metadata.labels : {}" },
    ],
    validations: [
      { expression: `request.operation != "DELETE"`, message: "the keep's namespaces are not deleted while its policies exist" },
      {
        expression: `request.operation == "DELETE" || ${literal(modes.map((mode) => `${prefix}/${mode}`))}.all(k, k in variables.labels && variables.labels[k] == "restricted")`,
        message: `${modes.map((mode) => `${prefix}/${mode}`).join(", ")} are "restricted"`,
      },
      {
        expression: `request.operation == "DELETE" || ${versions}.all(k, k in variables.labels && (!(k in variables.old) || ${minor("variables.labels")} >= ${minor("variables.old")}))`,
        message: `${prefix}/*-version is set and never decreases`,
      },
      {
        expression: `request.operation == "DELETE" || (${own.map(([key, value]) => `(${literal(key)} in variables.labels && variables.labels[${literal(key)}] == ${literal(value)})`).join(" && ")})`,
        message: `the namespace keeps the keep's labels ${own.map(([key, value]) => `${key}=${value}`).join(", ")}`,
      },
    ],
  };
}
