import type { Many } from "./many.ts";
import type { Outcome } from "./outcome.ts";
import type { Reading } from "./reading.ts";
import type { Subject } from "./subject.ts";

/** The field of a rule's peers, by direction. */
const peersOf = { ingress: "from", egress: "to" } as const;

/** A rule of a network policy. */
export interface NetworkPolicyRule {
  direction: keyof typeof peersOf;
  rule: Reading;
  peers: Many<Reading>;
}

/** What is found in each rule of a network policy, in both directions. */
export function eachNetworkRule(policy: Subject, find: (found: NetworkPolicyRule) => Outcome[]): Outcome[] {
  return (["ingress", "egress"] as const).flatMap((direction) =>
    policy
      .at("spec", direction)
      .items()
      .each((rule) => find({ direction, rule, peers: rule.at(peersOf[direction]).items() })),
  );
}
