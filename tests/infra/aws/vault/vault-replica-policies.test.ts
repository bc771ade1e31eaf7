import { expect, it } from "vitest";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { replicaKeyPolicy, replicaPolicy, replicationRolePolicy } from "../../../../infra/aws/vault/vault-replica-policies.ts";
import { decide } from "../../../support/policy-decision.ts";

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const there = { ...place, region: "eu-west-1" };
const names = awsNames(there);
const arns = arnsOf(there);
const replication = arns.role(names.role("vault-replication"));
const deployer = arns.role("deployer");
const object = `${arns.bucket(names.vault)}/model.safetensors`;
const tls = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };

it("seals the copy: replication writes it, and not even its deployer reads it", { tags: ["vault-copy-sealed"] }, () => {
  const ask = (principal: string, action: string) =>
    decide(replicaPolicy(there, "deployer"), { principal, action, resource: object, context: tls }).effect;
  expect(ask(replication, "s3:ReplicateObject")).toBe("silent"); // IAM allows it
  for (const principal of [deployer, arns.role("admin"), arns.accountRoot]) expect(ask(principal, "s3:GetObject")).toBe("Deny");
  expect(ask(replication, "s3:DeleteObjectVersion")).toBe("Deny");
});

it("lets replication encrypt the copy and nobody decrypt it", () => {
  const context = {
    "kms:CallerAccount": place.accountId,
    "kms:ViaService": "s3.eu-west-1.amazonaws.com",
    "kms:EncryptionContext:aws:s3:arn": arns.bucket(names.vault),
  };
  const ask = (principal: string, action: string) =>
    decide(replicaKeyPolicy(there, "deployer"), { principal, action, resource: "key", context }).effect;
  expect(ask(replication, "kms:GenerateDataKey")).toBe("Allow");
  for (const principal of [replication, deployer]) expect(ask(principal, "kms:Decrypt")).toBe("silent");
  expect(ask(deployer, "kms:PutKeyPolicy")).toBe("Allow");
});

it("gives the replication role no right to delete, and none outside the two buckets and keys", () => {
  const policy = replicationRolePolicy({ place, there, sourceKeyArn: "arn:source-key", keyArn: "arn:copy-key" });
  const actions = policy.Statement.flatMap(({ Action }) => Action);
  expect(actions.filter((action) => /Delete|\*/.test(action))).toEqual([]);
  expect(policy.Statement.flatMap(({ Resource }) => Resource)).not.toContain("*");
});
