import { shapeDifferences } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const serviceKnownShape: StackRule = {
  name: "kubernetes-service-known-shape",
  description: "The keep's two services target the front door, and have no other fields.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D3", "D4"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.23: a database listens on one port.",
  remediation: "Leave the services as the release renders them.",
  checkStack: (stack) => shapeDifferences(stack, "service"),
};
