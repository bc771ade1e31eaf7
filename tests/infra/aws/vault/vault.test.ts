import * as aws from "@pulumi/aws";
import { describe, expect, it } from "vitest";
import { placeOf } from "../../../../infra/aws/names.ts";
import { Vault } from "../../../../infra/aws/vault/vault.ts";
import { all, only, record } from "../../../support/recorder.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const args = {
  place,
  endpointId: "vpce-ours",
  deployer: "deployer",
  publisher: "publisher",
  reader: "reader",
  objectLock: { mode: "COMPLIANCE" as const, days: 90 },
  retentionDays: 400,
};
const program = () => new Vault("vault", { ...args, key: new aws.kms.Key("key", {}) }, {});
const mirrored = () =>
  new Vault(
    "vault",
    {
      ...args,
      key: new aws.kms.Key("key", {}),
      replicaRegion: "eu-west-1",
      replicaProvider: new aws.Provider("second", { region: "eu-west-1" }),
    },
    {},
  );

const alone = await record(program);
const withCopy = await record(mirrored);

describe("the vault", () => {
  it("locks every version of a file for the days asked for", { tags: ["shows-D13", "vault-object-lock"] }, () => {
    expect(only(alone, "Bucket", "vault-bucket").inputs).toMatchObject({
      bucket: "modelkeep-demo-vault-111122223333-eu-central-1",
      objectLockEnabled: true,
    });
    expect(only(alone, "BucketObjectLockConfiguration").inputs["rule"]).toEqual({ defaultRetention: { mode: "COMPLIANCE", days: 90 } });
    expect(only(alone, "BucketVersioning", "vault-bucket-versioning").inputs["versioningConfiguration"]).toEqual({ status: "Enabled" });
  });

  it("encrypts with its own key", () => {
    const { inputs } = only(alone, "BucketServerSideEncryptionConfiguration", "vault-bucket-encryption");
    expect(inputs["rules"]).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:mock:::key" }, bucketKeyEnabled: true },
    ]);
  });

  it("blocks public access and ACLs on each of its buckets", { tags: ["vault-public-access-blocked"] }, () => {
    expect(all(withCopy, "Bucket")).toHaveLength(3);
    expect(all(withCopy, "BucketPublicAccessBlock")).toHaveLength(3);
    for (const { inputs } of all(withCopy, "BucketPublicAccessBlock"))
      expect(inputs).toMatchObject({ blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true });
    for (const { inputs } of all(withCopy, "BucketOwnershipControls"))
      expect(inputs["rule"]).toEqual({ objectOwnership: "BucketOwnerEnforced" });
  });

  it("stays when the stack is destroyed, with its policy, lock and encryption", { tags: ["shows-D14", "vault-outlives-stack"] }, () => {
    const s3 = withCopy.filter(({ type, name }) => type.startsWith("aws:s3/") && name !== "vault-replica-replication");
    expect(s3.filter(({ protect, retainOnDelete }) => !(protect && retainOnDelete)).map(({ name }) => name)).toEqual([]);
    for (const { inputs } of all(s3, "Bucket")) expect(inputs["forceDestroy"]).toBe(false);
  });

  it("clears uploads that were never finished, and expires no weights", () => {
    const { inputs } = only(alone, "BucketLifecycleConfiguration", "vault-bucket-lifecycle");
    expect(inputs["rules"]).toMatchObject([
      { abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
      { noncurrentVersionExpiration: { noncurrentDays: 90 } },
    ]);
    expect(JSON.stringify(inputs["rules"])).not.toContain('"expiration"');
  });

  it("records each request, in a bucket that S3's log delivery can write to: no lock, no KMS key", () => {
    expect(only(alone, "BucketLogging").inputs).toMatchObject({ targetPrefix: "vault/" });
    expect(only(alone, "Bucket", "vault-access-logs").inputs["objectLockEnabled"]).toBe(false);
    expect(only(alone, "BucketServerSideEncryptionConfiguration", "vault-access-logs-encryption").inputs["rules"]).toEqual([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
  });

  it("has no copy unless a second region is asked for", () => {
    expect(all(alone, "BucketReplicationConfig")).toEqual([]);
  });
});

describe("the copy in a second region", () => {
  it("is made there, locked, under a key of that region", () => {
    for (const name of ["vault-replica-bucket", "vault-replica-bucket-lock", "vault-replica-key"])
      expect(withCopy.find((resource) => resource.name === name && !resource.type.startsWith("modelkeep:"))?.provider).toContain(
        "::second::",
      );
    expect(only(withCopy, "Bucket", "vault-replica-bucket").inputs["bucket"]).toBe("modelkeep-demo-vault-111122223333-eu-west-1");
    expect(only(withCopy, "Key", "vault-replica-key")).toMatchObject({
      protect: true,
      retainOnDelete: true,
      inputs: { enableKeyRotation: true },
    });
  });

  it("receives every encrypted file, and no delete marker", { tags: ["shows-D13"] }, () => {
    const replication = only(withCopy, "BucketReplicationConfig");
    expect(replication.provider).not.toContain("::second::");
    expect(replication.inputs["rules"]).toMatchObject([
      {
        status: "Enabled",
        deleteMarkerReplication: { status: "Disabled" },
        sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
        destination: { encryptionConfiguration: { replicaKmsKeyId: "arn:aws:mock:::vault-replica-key" } },
      },
    ]);
    expect(replication.dependsOn).toEqual(expect.arrayContaining(["vault-bucket-versioning", "vault-replica-bucket-versioning"]));
  });
});
