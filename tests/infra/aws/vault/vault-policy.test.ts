import { describe, expect, it, test } from "vitest";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { vaultPolicy } from "../../../../infra/aws/vault/vault-policy.ts";
import { decide } from "../../../support/policy-decision.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const { vault, role: nameOf } = awsNames(place);
const arns = arnsOf(place);
const keyArn = "arn:aws:kms:eu-central-1:111122223333:key/vault";
const args = { place, deployer: "deployer", publisher: "publisher", reader: "reader", endpointId: "vpce-ours", keyArn };
const policy = vaultPolicy({ ...args, replicated: true });

const deployer = arns.role("deployer");
const publisher = arns.role("publisher");
const reader = arns.role("reader");
const replication = arns.role(nameOf("vault-replication"));
const object = `${arns.bucket(vault)}/r1/model-00001.safetensors`;

const tls = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
const inside = { ...tls, "aws:SourceVpce": "vpce-ours" };
const refusal = (principal: string, action: string, resource: string, context: Record<string, string>) =>
  decide(policy, { principal, action, resource, context }).sids;

describe("the weights", () => {
  it("are read by the model servers through the keep's endpoint", () => {
    expect(refusal(reader, "s3:GetObject", object, inside)).toEqual([]);
    expect(refusal(reader, "s3:ListBucket", arns.bucket(vault), inside)).toEqual([]);
  });

  it("are not read from outside the endpoint, nor through another one", { tags: ["weights-read-through-endpoint"] }, () => {
    expect(refusal(reader, "s3:GetObject", object, tls)).toContain("ObjectsOnlyThroughTheEndpoint");
    expect(refusal(reader, "s3:GetObject", object, { ...tls, "aws:SourceVpce": "vpce-another" })).toContain(
      "ObjectsOnlyThroughTheEndpoint",
    );
    expect(refusal(reader, "s3:ListBucket", arns.bucket(vault), tls)).toContain("ListingOnlyThroughTheEndpoint");
  });

  it("are written by the publisher, from where weights are checked, and by nobody else", { tags: ["weights-written-by-publisher"] }, () => {
    expect(refusal(publisher, "s3:PutObject", object, tls)).toEqual([]);
    for (const other of [reader, deployer, arns.accountRoot])
      expect(refusal(other, "s3:PutObject", object, inside)).toContain("PublisherAloneWrites");
  });

  it("are not read by a role that is not named, not even through the endpoint", () => {
    for (const other of [deployer, arns.role("admin")])
      expect(refusal(other, "s3:GetObject", object, inside)).toContain("NamedRolesAloneRead");
  });

  it("are copied by S3's replication, which has no endpoint", () => {
    expect(refusal(replication, "s3:GetObjectVersionForReplication", object, tls)).toEqual([]);
  });

  it("are not read by whoever takes the name of a replication that there is not", () => {
    const alone = vaultPolicy({ ...args, replicated: false });
    const { sids } = decide(alone, { principal: replication, action: "s3:GetObject", resource: object, context: inside });
    expect(sids).toEqual(["NamedRolesAloneRead"]);
    expect(decide(alone, { principal: replication, action: "s3:GetObject", resource: object, context: tls }).sids).toContain(
      "ObjectsOnlyThroughTheEndpoint",
    );
  });

  test.each(["s3:DeleteObject", "s3:DeleteObjectVersion", "s3:BypassGovernanceRetention"])(
    "are out of reach of %s, for everybody",
    { tags: ["weights-lock-not-bypassed"] },
    (action) => {
      for (const principal of [publisher, deployer, reader, arns.accountRoot])
        expect(refusal(principal, action, object, inside)).toContain("NobodyDeletes");
    },
  );

  it("are encrypted with the vault's key and no other", { tags: ["shows-D7", "weights-own-key-alone"] }, () => {
    const put = (headers: Record<string, string>) => refusal(publisher, "s3:PutObject", object, { ...tls, ...headers });
    const sse = "s3:x-amz-server-side-encryption";
    expect(put({ [sse]: "aws:kms", [`${sse}-aws-kms-key-id`]: keyArn })).toEqual([]);
    expect(put({ [sse]: "AES256" })).toEqual(["OnlyKmsEncrypts"]);
    expect(put({ [sse]: "aws:kms", [`${sse}-aws-kms-key-id`]: `${keyArn}-of-somebody` })).toEqual(["OnlyTheVaultKeyEncrypts"]);
    expect(put({ [`${sse}-customer-algorithm`]: "AES256" })).toEqual(["NoKeyOfTheCallers"]);
  });
});

describe("the bucket", () => {
  const bucket = arns.bucket(vault);
  const configuring = [
    "s3:PutBucketPolicy",
    "s3:DeleteBucketPolicy",
    "s3:PutEncryptionConfiguration",
    "s3:PutBucketVersioning",
    "s3:PutReplicationConfiguration",
    "s3:DeleteBucket",
  ];

  test.each(configuring)("lets the deployer alone call %s", (action) => {
    expect(refusal(deployer, action, bucket, tls)).toEqual([]);
    for (const other of [publisher, reader, arns.role("admin")])
      expect(refusal(other, action, bucket, inside)).toEqual(["DeployerAloneConfigures"]);
  });

  it("does not lock the deployer out from outside the VPC: it reads the setup and finds the bucket", {
    tags: ["vault-deployer-not-locked-out"],
  }, () => {
    for (const action of ["s3:GetBucketPolicy", "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration", "s3:ListBucket"])
      expect(refusal(deployer, action, bucket, tls)).toEqual([]);
  });

  it("refuses requests without TLS 1.2", { tags: ["shows-D6", "vault-tls-only"] }, () => {
    expect(refusal(publisher, "s3:PutObject", object, { "aws:SecureTransport": "false" })).toContain("OnlyTls");
    expect(refusal(publisher, "s3:PutObject", object, { ...tls, "s3:TlsVersion": "1.1" })).toEqual(["OnlyTls12OrNewer"]);
  });

  it("refuses every other account, through the endpoint too", { tags: ["shows-D21", "vault-refuses-other-accounts"] }, () => {
    const outsider = "arn:aws:iam::999988887777:role/publisher";
    expect(refusal(outsider, "s3:GetObject", object, inside)).toContain("OnlyThisAccount");
    expect(refusal(outsider, "s3:ListBucket", bucket, inside)).toContain("OnlyThisAccount");
  });
});
