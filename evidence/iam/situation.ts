import type { Policy } from "./policy-document.ts";

/** How a resource gives rights on to its own account's identity policies. */
export type Delegation =
  /** Identity policies of the same account suffice. */
  | "implicit"
  /** They count only where the resource's policy names the account: KMS keys and the trust policies of roles. */
  | "explicit";

/** All policies that decide about a request. Lists that are absent do not apply; an empty list allows nothing. */
export interface Situation {
  /** Account that owns the resource. */
  account: string;
  delegation: Delegation;
  /** Policies of the caller; `unknown` means any: they may allow everything. A root user needs none. */
  identity: readonly Policy[] | "unknown";
  /** Permissions boundary of the caller. */
  boundary?: readonly Policy[];
  /** Service control policies, one list for each level of the organisation above the caller; services and principals outside of IAM are exempt. */
  serviceControl?: readonly (readonly Policy[])[];
  /** Policy of the resource. */
  resource?: Policy;
  /** Policy of the VPC endpoint through which the request goes. */
  endpoint?: Policy;
}

/** Every policy of a situation, each once. */
export const policiesOf = ({ identity, boundary = [], serviceControl = [], resource, endpoint }: Situation): Policy[] => [
  ...(identity === "unknown" ? [] : identity),
  ...boundary,
  ...serviceControl.flat(),
  ...(resource ? [resource] : []),
  ...(endpoint ? [endpoint] : []),
];
