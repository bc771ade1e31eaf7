import { operatorGroup } from "../../../charts/admission/operators.ts";

/** One role of the account, and the one access policy of EKS it has in the whole cluster. */
export interface AccessGrant {
  /** What the role is here; part of resource names. */
  purpose: string;
  /** Name of the IAM role, with its path. */
  role: string;
  /** Access policy of EKS, by name. */
  policy: "AmazonEKSClusterAdminPolicy" | "AmazonEKSViewPolicy";
  /** Groups of Kubernetes, to which the keep's own roles are bound. */
  groups: readonly string[];
}

export interface AccessRoles {
  /** The keep's name. */
  keep: string;
  /** Role that registers what runs in the cluster. */
  deployer: string;
  /** Roles that look, and change nothing. */
  operators: string[];
  /** Role of builds that deploy the Kubernetes half. */
  runner?: string;
  /** Role for emergencies. */
  breakGlass?: string;
}

/**
 * Who enters the cluster. Operators get AmazonEKSViewPolicy and nothing stronger of AWS: the Edit and Admin policies include `pods/exec`,
 * `pods/portforward`, `services/proxy` and Secrets, each a way around the front door, and AdminView reads Secrets. Beside it they are in
 * the keep's own group, whose roles let them restart a replica.
 * @throws Error when one role is named twice, because EKS keeps one entry for each principal
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
