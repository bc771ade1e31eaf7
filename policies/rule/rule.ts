import type { Outcome } from "./outcome.ts";
import type { Stack } from "./stack.ts";
import type { Subject } from "./subject.ts";

export const severities = ["low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];

/** `mandatory` stops the deployment, `advisory` is printed. */
export type Enforcement = "mandatory" | "advisory";

/** Ids in public catalogues; each is one that policies/facts/controls.json maps to one of the rule's controls. */
export interface FrameworkIds {
  /** CIS Amazon EKS Benchmark 1.8.0 */
  cisEks?: readonly string[];
  /** AWS Foundational Security Best Practices */
  fsbp?: readonly string[];
  nist80053r5?: readonly string[];
  checkov?: readonly string[];
  trivy?: readonly string[];
}

/** One property of a rule's configuration, as JSON schema. */
export type ConfigProperty =
  | { type: "integer"; default: number; minimum?: number; description: string }
  | { type: "array"; items: { type: "string" | "integer" }; default: readonly (string | number)[]; description: string };

/** Values of a rule's configuration, with every default filled in. */
export type Config = Readonly<Record<string, unknown>>;

interface RuleBase {
  /** Its identifier, which follows from the path of its file, for example `aws-eks-cluster-private-endpoint`. */
  name: string;
  /** One sentence: what is required. */
  description: string;
  severity: Severity;
  enforcement: Enforcement;
  /** Controls of the table in policies/facts/controls.json, D1 to D21. */
  controls: readonly [string, ...string[]];
  frameworks: FrameworkIds;
  /** The rule for a database that this one mirrors. */
  database: string;
  /** What to do about a violation. */
  remediation: string;
  config?: Readonly<Record<string, ConfigProperty>>;
}

/** A rule about each resource of some types, judged before the resource is made. */
export interface ResourceRule extends RuleBase {
  /** Type tokens; the rule does not apply to resources of any other. */
  types: readonly string[];
  check: (subject: Subject, config: Config) => Outcome[];
}

/** What a stack rule found, and at which resource; none means the stack as a whole. */
export type StackOutcome = Outcome & { subject?: Subject | undefined };

/** A rule about the relations between resources of a stack. */
export interface StackRule extends RuleBase {
  checkStack: (stack: Stack, config: Config) => StackOutcome[];
}

export type Rule = ResourceRule | StackRule;

export function isStackRule(rule: Rule): rule is StackRule {
  return "checkStack" in rule;
}

/** Names the resource that outcomes are about. */
export function about(subject: Subject | undefined, outcomes: readonly Outcome[]): StackOutcome[] {
  return outcomes.map((outcome) => ({ ...outcome, subject }));
}
