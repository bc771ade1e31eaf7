import type * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import { commonDenials, denyDeletion, everyone, onlyDeployerConfigures } from "./bucket-denials.ts";

export interface VaultPolicyArgs {
  place: Place;
  /** Name of the role that may configure the bucket, but not read or write its objects from outside. */
  deployer: string;
  /** Name of the only role that writes objects, and may access them from outside the endpoint. */
  publisher: string;
  /** Name of the role of the model servers, the only other one that reads objects. */
  reader: string;
  /**
   * Whether there is a replica in a second region, and with it a replication role. Without one that name must have no access: any principal
   * that can create roles could take it.
   */
  replicated: boolean;
  /** The S3 endpoint of the keep. */
  endpointId: pulumi.Input<string>;
  /** The vault's key. */
  keyArn: pulumi.Input<string>;
}

/** Name of the replication role of the vault, if there is one. */
const replicationRoles = (place: Place, replicated: boolean): string[] => (replicated ? [awsNames(place).role("vault-replication")] : []);

/**
 * Objects are accessible only through the keep's own endpoint. Exempt from the denial are the publisher, which writes from where weights
 * are verified, and S3 replication, which is not in a VPC. The deployer needs no object access; it lists the bucket, since the provider's
 * existence check is `s3:ListBucket`.
 */
function throughTheEndpoint({ place, deployer, publisher, endpointId, replicated }: VaultPolicyArgs): Statement[] {
  const names = awsNames(place);
  const { role, bucket, objects } = arnsOf(place);
  const outside = { "aws:SourceVpce": endpointId };
  const writers = [publisher, ...replicationRoles(place, replicated)].map(role);
  return [
    {
      Sid: "ObjectsOnlyThroughTheEndpoint",
      Effect: "Deny",
      Principal: everyone,
      Action: "s3:*",
      Resource: objects(names.vault),
      Condition: { StringNotEquals: outside, ArnNotEquals: { "aws:PrincipalArn": writers } },
    },
    {
      Sid: "ListingOnlyThroughTheEndpoint",
      Effect: "Deny",
      Principal: everyone,
      Action: ["s3:ListBucket", "s3:ListBucketVersions", "s3:ListBucketMultipartUploads"],
      Resource: bucket(names.vault),
      Condition: { StringNotEquals: outside, ArnNotEquals: { "aws:PrincipalArn": [...writers, role(deployer)] } },
    },
  ];
}

/**
 * Weights are encrypted only with the vault's key. A request without an encryption header gets the bucket's default, which is that key
 * (parts of a multipart upload have none), so only an existing header is checked. Hence `Null`: with `IfExists` the Deny would also apply
 * if the header is missing, because IAM then evaluates the condition as true.
 */
function onlyTheVaultKey({ place, keyArn }: VaultPolicyArgs): Statement[] {
  const sse = "s3:x-amz-server-side-encryption";
  const refuse = (Sid: string, header: string, unless?: pulumi.Input<string>): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: everyone,
    Action: "s3:PutObject",
    Resource: arnsOf(place).objects(awsNames(place).vault),
    Condition: { Null: { [header]: "false" }, ...(unless === undefined ? {} : { StringNotEquals: { [header]: unless } }) },
  });
  return [
    refuse("OnlyKmsEncrypts", sse, "aws:kms"),
    refuse("OnlyTheVaultKeyEncrypts", `${sse}-aws-kms-key-id`, keyArn),
    // With a customer-provided key (SSE-C) only the caller could read the weights.
    refuse("NoKeyOfTheCallers", `${sse}-customer-algorithm`),
  ];
}

/** Readers and writers by name: all other roles of the account are denied, regardless of their own policies. */
function namedRolesOnly({ place, publisher, reader, replicated }: VaultPolicyArgs): Statement[] {
  const { role, objects } = arnsOf(place);
  const denyExcept = (Sid: string, roles: string[], Action: string[]): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: everyone,
    Action,
    Resource: objects(awsNames(place).vault),
    Condition: { ArnNotEquals: { "aws:PrincipalArn": roles.map(role) } },
  });
  return [
    denyExcept("PublisherAloneWrites", [publisher], ["s3:PutObject*", "s3:AbortMultipartUpload", "s3:RestoreObject"]),
    denyExcept("NamedRolesAloneRead", [publisher, reader, ...replicationRoles(place, replicated)], ["s3:GetObject*"]),
  ];
}

/**
 * The vault's policy: only Deny statements. IAM allows reading and writing (the reader's role is in this program, the publisher's is
 * external), and no Allow there, however broad, overrides these.
 */
export function vaultPolicy(args: VaultPolicyArgs): PolicyDocument {
  const { place, deployer } = args;
  const { vault } = awsNames(place);
  return policyDocument(
    ...commonDenials(place, vault),
    ...throughTheEndpoint(args),
    ...namedRolesOnly(args),
    ...onlyTheVaultKey(args),
    denyDeletion(place, vault),
    onlyDeployerConfigures(place, vault, deployer),
  );
}
