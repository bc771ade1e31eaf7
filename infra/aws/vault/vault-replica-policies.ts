import type * as pulumi from "@pulumi/pulumi";
import { administeredBy } from "../keys/key-policies.ts";
import { forBucket, usedBy } from "../keys/key-uses.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument } from "../policy-document.ts";
import { commonDenials, denyDeletion, everyone, onlyDeployerConfigures } from "./bucket-denials.ts";

/** Policy of the replica's key: replication encrypts with it, and no principal may decrypt. @param there place of the copy */
export function replicaKeyPolicy(there: Place, deployer: string): PolicyDocument {
  const names = awsNames(there);
  return policyDocument(
    administeredBy(there, deployer),
    usedBy(
      there,
      "ReplicationWrites",
      names.role("vault-replication"),
      ["kms:Encrypt", "kms:GenerateDataKey"],
      forBucket(names.vault, there),
    ),
  );
}

/** Policy of the replica: only S3 replication accesses its objects. @param there place of the copy */
export function replicaPolicy(there: Place, deployer: string): PolicyDocument {
  const names = awsNames(there);
  const { objects, role } = arnsOf(there);
  return policyDocument(
    ...commonDenials(there, names.vault),
    {
      Sid: "ReplicationAloneTouchesObjects",
      Effect: "Deny",
      Principal: everyone,
      Action: "s3:*",
      Resource: objects(names.vault),
      Condition: { ArnNotEquals: { "aws:PrincipalArn": role(names.role("vault-replication")) } },
    },
    denyDeletion(there, names.vault),
    onlyDeployerConfigures(there, names.vault, deployer),
  );
}

/**
 * Permissions of the replication role: read versions with their locks from the source, write them to the replica. No `s3:ReplicateDelete`.
 * Source: "Setting up permissions for live replication" and "Replicating encrypted objects" in the S3 user guide.
 */
export function replicationRolePolicy({
  place,
  there,
  sourceKeyArn,
  keyArn,
}: {
  place: Place;
  there: Place;
  sourceKeyArn: pulumi.Input<string>;
  keyArn: pulumi.Input<string>;
}): PolicyDocument {
  const here = awsNames(place).vault;
  const copy = awsNames(there).vault;
  const { bucket, objects } = arnsOf(place);
  return policyDocument(
    { Sid: "SeeTheVault", Effect: "Allow", Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: bucket(here) },
    {
      Sid: "ReadVersions",
      Effect: "Allow",
      Action: [
        "s3:GetObjectVersionForReplication",
        "s3:GetObjectVersionAcl",
        "s3:GetObjectVersionTagging",
        "s3:GetObjectRetention",
        "s3:GetObjectLegalHold",
      ],
      Resource: objects(here),
    },
    { Sid: "WriteTheCopy", Effect: "Allow", Action: ["s3:ReplicateObject", "s3:ReplicateTags"], Resource: objects(copy) },
    { Sid: "Decrypt", Effect: "Allow", Action: "kms:Decrypt", Resource: sourceKeyArn, Condition: forBucket(here, place) },
    {
      Sid: "EncryptTheCopy",
      Effect: "Allow",
      Action: ["kms:Encrypt", "kms:GenerateDataKey"],
      Resource: keyArn,
      Condition: forBucket(copy, there),
    },
  );
}
