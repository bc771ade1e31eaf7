import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const frontDoorKnownShape: StackRule = {
  name: "kubernetes-front-door-known-shape",
  description: "The front door's configuration has exactly the fields, filters and values that the release renders.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3", "D5", "D6", "D9"],
  frameworks: { nist80053r5: ["AC-3", "SC-8"] },
  database: "pg_hba.conf and the TLS settings of a database are complete, and nothing overrides them.",
  remediation: "Leave the configuration as the release renders it.",
  checkStack: (stack) => shapeDifferences(stack, "front-door"),
};
