import { operatorGroup } from "../../../charts/admission/operators.ts";

/** An IAM role of the account and its cluster-wide EKS access policy. */
export interface AccessGrant {
  /** Purpose of the role; part of resource names. */
  purpose: string;
  /** Name of the IAM role, with its path. */
  role: string;
  /** Name of the EKS access policy. */
  policy: "AmazonEKSClusterAdminPolicy" | "AmazonEKSViewPolicy";
  /** Kubernetes groups, to which the keep's own roles are bound. */
  groups: readonly string[];
}

export interface AccessRoles {
  /** The keep's name. */
  keep: string;
  /** Role that deploys to the cluster. */
  deployer: string;
  /** Read-only roles. */
  operators: string[];
  /** Role of builds that deploy the Kubernetes half. */
  runner?: string;
  /** Break-glass role. */
  breakGlass?: string;
}

/**
 * Access to the cluster. Operators get AmazonEKSViewPolicy and no stronger AWS policy: Edit and Admin include `pods/exec`,
 * `pods/portforward`, `services/proxy` and Secrets, each of which bypasses the front door, and AdminView reads Secrets. They are also in
 * the keep's own group, whose roles let them restart a replica.
 * @throws Error if a role is named twice, because EKS has one entry per principal
 */
export function accessGrants({ keep, deployer, operators, runner, breakGlass }: AccessRoles): AccessGrant[] {
  const grants: AccessGrant[] = [
    { purpose: "deployer", role: deployer, policy: "AmazonEKSClusterAdminPolicy", groups: [] },
    ...(runner === undefined ? [] : [{ purpose: "runner", role: runner, policy: "AmazonEKSClusterAdminPolicy", groups: [] } as const]),
    ...(breakGlass === undefined
      ? []
      : [{ purpose: "break-glass", role: breakGlass, policy: "AmazonEKSClusterAdminPolicy", groups: [] } as const]),
    ...operators.map(
      (role): AccessGrant => ({
        purpose: `operator-${role.replaceAll("/", "-")}`,
        role,
        policy: "AmazonEKSViewPolicy",
        groups: [operatorGroup(keep)],
      }),
    ),
  ];
  const twice = grants.find(({ role }, i) => grants.findIndex((other) => other.role === role) < i);
  if (twice)
    throw new Error(
      `target.access names the role ${twice.role} twice; accepted: a role of its own for the deployer, for the runner, for break-glass and for each operator`,
    );
  return grants;
}
