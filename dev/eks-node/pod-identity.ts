import type { AgentCredentials } from "./pod-identity-agent.ts";

/** Service account of pods. */
export interface PodAccount {
  namespace: string;
  serviceAccount: string;
}

/** EKS' service behind webhook and agent: which accounts have a role, and what the role's credentials are. */
export interface PodIdentity {
  /** Whether the account is associated with a role. */
  has(account: PodAccount): Promise<boolean>;
  /** Credentials of its role; undefined where it has none. */
  credentialsOf(account: PodAccount): Promise<AgentCredentials | undefined>;
}

/** One account that has a role whose credentials are known. */
export function oneAssociation({ namespace, serviceAccount }: PodAccount, credentials: AgentCredentials): PodIdentity {
  const is = (account: PodAccount) => account.namespace === namespace && account.serviceAccount === serviceAccount;
  return {
    has: async (account) => is(account),
    credentialsOf: async (account) => (is(account) ? credentials : undefined),
  };
}
