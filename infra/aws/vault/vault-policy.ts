import type * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { type PolicyDocument, policyDocument, type Statement } from "../policy-document.ts";
import { commonDenials, deployerAloneConfigures, everyone, nobodyDeletes } from "./bucket-denials.ts";

export interface VaultPolicyArgs {
  place: Place;
  /** Name of the role that may configure the bucket, and never reads or writes its objects from outside. */
  deployer: string;
  /** Name of the one role that writes objects, and reaches them from outside the endpoint. */
  publisher: string;
  /** Name of the role of the model servers, the only other one that reads objects. */
  reader: string;
  /** There is a copy in a second region, and with it a role that copies. Without one its name must open nothing: anybody might give it to a role. */
  replicated: boolean;
  /** The S3 endpoint of the keep. */
  endpointId: pulumi.Input<string>;
  /** The vault's key. */
  keyArn: pulumi.Input<string>;
}

/** Name of the role by which S3 copies the vault, where it does. */
const copiers = (place: Place, replicated: boolean): string[] => (replicated ? [awsNames(place).role("vault-replication")] : []);

/**
 * Objects are reached only through the keep's own endpoint. Named before the denial, or it would lock them out: the publisher,
 * who writes from where weights are checked, and S3's replication, which has no network of its own. The deployer needs no
 * object; it lists the bucket, since the provider's existence check is `s3:ListBucket`.
 */
function throughTheEndpoint({ place, deployer, publisher, endpointId, replicated }: VaultPolicyArgs): Statement[] {
  const names = awsNames(place);
  const { role, bucket, objects } = arnsOf(place);
  const outside = { "aws:SourceVpce": endpointId };
  const writers = [publisher, ...copiers(place, replicated)].map(role);
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
 * Weights are encrypted with the vault's key and no other. A request that names no encryption gets the bucket's default, which is
 * that key (parts of a large upload name none), so only a header that is there is judged. Hence `Null`: with `IfExists` a denial
 * would apply where the header is missing, because IAM then takes the condition as true.
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
    // A key that the caller brings (SSE-C) would leave weights that nobody else can read.
    refuse("NoKeyOfTheCallers", `${sse}-customer-algorithm`),
  ];
}

/** Who reads and who writes, by name: the rest of the account does neither, whatever its own policies allow. */
function namedRolesOnly({ place, publisher, reader, replicated }: VaultPolicyArgs): Statement[] {
  const { role, objects } = arnsOf(place);
  const everyoneBut = (Sid: string, roles: string[], Action: string[]): Statement => ({
    Sid,
    Effect: "Deny",
    Principal: everyone,
    Action,
    Resource: objects(awsNames(place).vault),
    Condition: { ArnNotEquals: { "aws:PrincipalArn": roles.map(role) } },
  });
  return [
    everyoneBut("PublisherAloneWrites", [publisher], ["s3:PutObject*", "s3:AbortMultipartUpload", "s3:RestoreObject"]),
    everyoneBut("NamedRolesAloneRead", [publisher, reader, ...copiers(place, replicated)], ["s3:GetObject*"]),
  ];
}

/**
 * The vault's policy: denials only. Reading and writing are for IAM to allow (the reader's role is in this program, the publisher's
 * is the user's), and no allowance there, however wide, gets past these.
 */
export function vaultPolicy(args: VaultPolicyArgs): PolicyDocument {
  const { place, deployer } = args;
  const { vault } = awsNames(place);
  return policyDocument(
    ...commonDenials(place, vault),
    ...throughTheEndpoint(args),
    ...namedRolesOnly(args),
    ...onlyTheVaultKey(args),
    nobodyDeletes(place, vault),
    deployerAloneConfigures(place, vault, deployer),
  );
}
