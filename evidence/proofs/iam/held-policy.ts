import type { PreviewResource } from "../../../engine/preview.ts";
import type { Policy } from "../../iam/policy-document.ts";
import type { Situation } from "../../iam/situation.ts";

/** A policy, the resource that carries it, and where. */
export interface HeldPolicy {
  resource: PreviewResource;
  /** Input in which the policy stands. */
  property: string;
  /** What it is the policy of. */
  kind: "resource" | "key" | "trust" | "endpoint" | "identity";
  policy: Policy;
}

/** Whom a policy of a resource lets in where nothing is known of the callers' own policies, which may allow everything. */
export const onItsOwn = ({ kind, policy }: HeldPolicy, account: string): Situation => ({
  account,
  delegation: kind === "resource" ? "implicit" : "explicit",
  identity: "unknown",
  resource: policy,
});
