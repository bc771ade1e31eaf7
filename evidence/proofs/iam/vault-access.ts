import type { PreviewResource } from "../../../engine/preview.ts";
import { and, not, or } from "../../iam/formula.ts";
import { findAllowed, type Wanted } from "../../iam/question.ts";
import { byAccount, byPrincipal, isKind } from "../../iam/request-variables.ts";
import type { Findings, PossiblePath } from "../proof.ts";
import { type HeldPolicy, onItsOwn } from "./held-policy.ts";
import { wayOf } from "./path.ts";

/** A bucket of weights: its policy, and the roles that may access its objects. */
export interface Vault {
  held: HeldPolicy;
  bucket: PreviewResource;
  /** ARN pattern of its objects. */
  objects: string;
  /** ARNs of roles that may read or write objects, each with the reason. */
  roles: ReadonlyMap<string, string>;
}

/** Actions of S3 that read, write, copy or delete objects. Source: "Actions, resources, and condition keys for Amazon S3". */
const touching = [
  ...["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTorrent", "s3:GetObjectVersionForReplication"],
  ...["s3:PutObject", "s3:PutObjectAcl", "s3:PutObjectVersionAcl", "s3:PutObjectRetention", "s3:PutObjectLegalHold", "s3:RestoreObject"],
  ...["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention", "s3:AbortMultipartUpload"],
];
const deleting = ["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"];

/** Only the roles of a vault access its objects, regardless of other policies, and no one deletes them. */
export async function vaultAccess(vaults: readonly Vault[], account: string): Promise<Findings> {
  const against: PossiblePath[] = [];
  const allowed: PossiblePath[] = [];
  for (const { held, bucket, objects, roles } of vaults) {
    const resources = [objects];
    const way = async (wanted: Wanted, says: string) =>
      wayOf(await findAllowed(onItsOwn(held, account), { resources, ...wanted }), held, () => says);
    const named = or(...[...roles.keys()].map(byPrincipal));
    // Services use a role here; the proof confused-deputy covers what they may do on their own behalf.
    const others = and(not(named), or(isKind("iam"), isKind("anonymous"), isKind("federated")));
    against.push(
      ...(await way(
        { who: and(others, byAccount(account)), actions: touching },
        `a role of account ${account} that is not named accesses objects of ${bucket.name}`,
      )),
      ...(await way(
        { who: and(others, not(byAccount(account))), actions: touching },
        `a principal outside of account ${account} accesses objects of ${bucket.name}`,
      )),
      ...(await way({ actions: deleting }, `objects of ${bucket.name} can be deleted`)),
    );
    for (const [role, why] of roles)
      for (const [what, actions] of [
        ["reads", ["s3:GetObject"]],
        ["writes", ["s3:PutObject"]],
      ] as const)
        allowed.push(
          ...(await way({ who: byPrincipal(role), actions }, `${role.split(":").at(-1)} ${what} objects of ${bucket.name}: ${why}`)),
        );
  }
  return {
    against,
    allowed,
    examined: { vaults: vaults.length },
    assumptions: ["A principal that may change the vault's policy can undo it: that is one role, and each change raises an alarm."],
  };
}
