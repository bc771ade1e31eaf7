import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ramResourceShareNoExternal: ResourceRule = {
  name: "aws-ram-resource-share-no-external",
  description: "Nothing is shared with accounts outside of the organization.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { nist80053r5: [] },
  database: "RDS.1: a snapshot is not shared.",
  remediation: "Set allowExternalPrincipals to false.",
  types: ["aws:ram/resourceShare:ResourceShare"],
  check: (share) => need(share.at("allowExternalPrincipals").isOrAbsent(false), "must be false: any account could be invited"),
};
