import { gaps } from "../../keep/judge.ts";
import type { StackRule } from "../../rule/rule.ts";

export const keepComplete: StackRule = {
  name: "kubernetes-keep-complete",
  description: "A keep has all of its objects, each once, and no others in its namespaces.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D2", "D16", "D20"],
  frameworks: { nist80053r5: ["CM-7", "AC-4"] },
  database: "RDS.35: all security settings of a database are in place.",
  remediation: "Leave the keep's objects as the release renders them, and put others into namespaces of their own.",
  checkStack: gaps,
};
