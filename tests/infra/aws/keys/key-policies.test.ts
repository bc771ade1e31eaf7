import { expect, it, test } from "vitest";
import { type KeyPurpose, keyPurposes } from "../../../../catalog/key-purposes.ts";
import { keyPolicy } from "../../../../infra/aws/keys/key-policies.ts";
import { arnsOf, awsNames, placeOf } from "../../../../infra/aws/names.ts";
import { decide } from "../../../support/policy-decision.ts";

const purposes = Object.keys(keyPurposes) as KeyPurpose[];

const place = placeOf("demo", { accountId: "111122223333", region: "eu-central-1" });
const roles = { deployer: "platform/deployer", publisher: "modelkeep-publisher", replicated: false };
const names = awsNames(place);
const arns = arnsOf(place);
const deployer = arns.role(roles.deployer);
const publisher = arns.role(roles.publisher);
const reader = arns.role(names.role("weights-reader"));
const stranger = arns.role("somebody-else");
const scaling = arns.role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling");

const ask = (purpose: KeyPurpose, principal: string, action: string, context: Record<string, string> = {}, asked = roles) =>
  decide(keyPolicy(purpose, place, asked), {
    principal,
    action,
    resource: "arn:aws:kms:eu-central-1:111122223333:key/x",
    context: { ...(principal.startsWith("arn:") ? { "kms:CallerAccount": principal.split(":")[4] ?? "" } : {}), ...context },
  }).effect;

const viaS3 = { "kms:ViaService": "s3.eu-central-1.amazonaws.com", "kms:EncryptionContext:aws:s3:arn": arns.bucket(names.vault) };
const viaEc2 = { "kms:ViaService": "ec2.eu-central-1.amazonaws.com" };

test.each(purposes)("the %s key has no wildcard principal and no wildcard action", { tags: ["vault-key-no-wildcards"] }, (purpose) => {
  for (const { Principal, Action } of keyPolicy(purpose, place, roles).Statement) {
    expect(JSON.stringify(Principal)).not.toContain("*");
    expect([Action].flat()).not.toContain("kms:*");
  }
});

test.each(purposes)("the deployer administers the %s key and cannot use it", { tags: ["deployer-cannot-use-vault-key"] }, (purpose) => {
  expect(ask(purpose, deployer, "kms:PutKeyPolicy")).toBe("Allow");
  expect(ask(purpose, deployer, "kms:ScheduleKeyDeletion")).toBe("Allow");
  for (const use of ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey", "kms:CreateGrant"])
    expect(ask(purpose, deployer, use)).toBe("silent");
});

test.each(purposes)("the account's root user can still repair the %s key", { tags: ["root-can-repair-key"] }, (purpose) => {
  expect(ask(purpose, arns.accountRoot, "kms:PutKeyPolicy")).toBe("Allow");
});

test.each(purposes)(
  "nobody else of the account gets at the %s key, nor does another account",
  { tags: ["shows-D21", "key-denied-to-others"] },
  (purpose) => {
    const outsider = "arn:aws:iam::999988887777:role/deployer";
    for (const action of ["kms:PutKeyPolicy", "kms:Decrypt", "kms:GenerateDataKey", "kms:CreateGrant"])
      for (const principal of [stranger, outsider]) expect(ask(purpose, principal, action, { ...viaS3, ...viaEc2 })).toBe("silent");
  },
);

it("lets the publisher write weights and the reader read them, through S3 and for the vault alone", {
  tags: ["vault-key-for-publisher-and-reader"],
}, () => {
  expect(ask("vault", publisher, "kms:GenerateDataKey", viaS3)).toBe("Allow");
  expect(ask("vault", reader, "kms:Decrypt", viaS3)).toBe("Allow");
  expect(ask("vault", reader, "kms:GenerateDataKey", viaS3)).toBe("silent");
  expect(ask("vault", reader, "kms:Decrypt")).toBe("silent");
  expect(ask("vault", reader, "kms:Decrypt", { ...viaS3, "kms:EncryptionContext:aws:s3:arn": "arn:aws:s3:::another" })).toBe("silent");
  expect(ask("vault", reader, "kms:Decrypt", { ...viaS3, "kms:ViaService": "s3.us-east-1.amazonaws.com" })).toBe("silent");
});

it("lets replication read the vault where there is a copy, and elsewhere nobody who takes that role's name", {
  tags: ["vault-key-for-replication"],
}, () => {
  const replication = arns.role(names.role("vault-replication"));
  expect(ask("vault", replication, "kms:Decrypt", viaS3, { ...roles, replicated: true })).toBe("Allow");
  expect(ask("vault", replication, "kms:GenerateDataKey", viaS3, { ...roles, replicated: true })).toBe("silent");
  expect(ask("vault", replication, "kms:Decrypt", viaS3)).toBe("silent");
});

it("lets instances launch with encrypted volumes: Auto Scaling uses the key and lends it to EC2 alone", {
  tags: ["volume-key-lent-to-ec2"],
}, () => {
  expect(ask("volumes", scaling, "kms:GenerateDataKeyWithoutPlaintext")).toBe("Allow");
  expect(ask("volumes", scaling, "kms:CreateGrant", { "kms:GrantIsForAWSResource": "true" })).toBe("Allow");
  expect(ask("volumes", scaling, "kms:CreateGrant")).toBe("silent");
});

it("lets the deployer lend the registry key to ECR and the cluster key to EKS, and to nothing else", () => {
  expect(ask("registry", deployer, "kms:CreateGrant", { "kms:ViaService": "ecr.eu-central-1.amazonaws.com" })).toBe("Allow");
  expect(ask("registry", deployer, "kms:CreateGrant", viaEc2)).toBe("silent");
  expect(ask("cluster", deployer, "kms:CreateGrant", { "kms:ViaService": "eks.eu-central-1.amazonaws.com" })).toBe("Allow");
  expect(ask("cluster", deployer, "kms:CreateGrant", viaEc2)).toBe("silent");
  expect(ask("cluster", arns.role(names.role("cluster")), "kms:Decrypt")).toBe("Allow");
});

it("encrypts this keep's log groups and no others", { tags: ["logs-key-own-groups"] }, () => {
  const logs = "logs.eu-central-1.amazonaws.com";
  const group = (name: string) => ({ "kms:EncryptionContext:aws:logs:arn": arns.logGroup(name) });
  for (const ours of [names.clusterLogs, names.flowLogs, names.dnsLogs, names.auditLogs])
    expect(ask("logs", logs, "kms:Encrypt", group(ours))).toBe("Allow");
  expect(ask("logs", logs, "kms:Encrypt", group("/aws/eks/another/cluster"))).toBe("silent");
  expect(ask("logs", logs, "kms:Encrypt")).toBe("silent");
});

it("encrypts this trail's files and no other trail's", { tags: ["trail-key-own-files"] }, () => {
  const of = (trail: string) => ({ "aws:SourceArn": trail, "kms:EncryptionContext:aws:cloudtrail:arn": trail });
  expect(ask("logs", "cloudtrail.amazonaws.com", "kms:GenerateDataKey", of(arns.trail))).toBe("Allow");
  expect(ask("logs", "cloudtrail.amazonaws.com", "kms:GenerateDataKey", of("arn:aws:cloudtrail:eu-central-1:999988887777:trail/x"))).toBe(
    "silent",
  );
  expect(ask("logs", "cloudtrail.amazonaws.com", "kms:GenerateDataKey")).toBe("silent");
  expect(ask("logs", stranger, "kms:Decrypt", of(arns.trail))).toBe("Allow"); // whether an auditor may is then for IAM
  expect(ask("logs", stranger, "kms:Decrypt")).toBe("silent");
});

test.each(["cloudwatch", "events", "budgets", "vpce"])(
  "%s reaches the encrypted alarm topic, and nothing else under its key",
  (service) => {
    const context = (topic: string) => ({ "kms:EncryptionContext:aws:sns:topicArn": arns.topic(topic) });
    expect(ask("logs", `${service}.amazonaws.com`, "kms:GenerateDataKey", context(names.alarmTopic))).toBe("Allow");
    expect(ask("logs", `${service}.amazonaws.com`, "kms:GenerateDataKey", context("another"))).toBe("silent");
    expect(ask("logs", `${service}.amazonaws.com`, "kms:Decrypt")).toBe("silent");
  },
);

it("encrypts the log of builds only where there are builds", () => {
  const context = { "kms:EncryptionContext:aws:logs:arn": arns.logGroup(names.runnerLogs) };
  const logs = "logs.eu-central-1.amazonaws.com";
  expect(ask("logs", logs, "kms:GenerateDataKey", context)).toBe("silent");
  expect(ask("logs", logs, "kms:GenerateDataKey", context, { ...roles, runner: true } as typeof roles)).toBe("Allow");
});
