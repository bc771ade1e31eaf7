import { companion } from "../../rule/buckets.ts";
import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const s3BucketReplicationComplete: StackRule = {
  name: "aws-s3-bucket-replication-complete",
  description: "Replicas are encrypted with a key of their own, and keep what is deleted at the source.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D13"],
  frameworks: { fsbp: ["S3.7"], checkov: ["CKV_AWS_144"], nist80053r5: ["CP-9"] },
  database: "RDS.26: backups are replicated, and deletions are not.",
  remediation: "Enable the rule, disable deleteMarkerReplication, and set replicaKmsKeyId.",
  checkStack: (stack) =>
    stack.of(...companion("ReplicationConfig")).flatMap((replication) =>
      about(
        replication,
        replication
          .at("rules")
          .items()
          .each((rule) => [
            ...need(rule.at("status").is("Enabled"), "disables replication; accepted: Enabled"),
            ...need(rule.at("deleteMarkerReplication", "status").isOrAbsent("Disabled"), "replicates deletions; accepted: Disabled"),
            ...need(
              keyGiven(stack, replication, rule.at("destination", "encryptionConfiguration", "replicaKmsKeyId")),
              "is missing: the replica would have no key of its own",
            ),
            ...need(
              rule.at("sourceSelectionCriteria", "sseKmsEncryptedObjects", "status").is("Enabled"),
              "leaves out objects encrypted with KMS, which are all; accepted: Enabled",
            ),
            ...need(rule.at("destination", "account").absent(), "replicates to another account; accepted: a bucket of this one"),
          ]),
      ),
    ),
};
