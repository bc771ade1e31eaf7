import type { PreviewResource } from "../../../engine/preview.ts";
import type { Policy } from "../../iam/policy-document.ts";
import type { Situation } from "../../iam/situation.ts";

/** A policy, its resource, and its location. */
export interface HeldPolicy {
  resource: PreviewResource;
  /** Input with the policy. */
  property: string;
  /** The resource that the policy applies to. */
  kind: "resource" | "key" | "trust" | "endpoint" | "identity";
  policy: Policy;
}

/** Access that a resource policy grants if the callers' own policies are unknown and may allow everything. */
export const onItsOwn = ({ kind, policy }: HeldPolicy, account: string): Situation => ({
  account,
  delegation: kind === "resource" ? "implicit" : "explicit",
  identity: "unknown",
  resource: policy,
});
