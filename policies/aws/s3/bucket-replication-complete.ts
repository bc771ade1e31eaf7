import { companion } from "../../rule/buckets.ts";
import { keyGiven } from "../../rule/keys.ts";
import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";

export const s3BucketReplicationComplete: StackRule = {
  name: "aws-s3-bucket-replication-complete",
  description: "A copy of a bucket is encrypted there too, and keeps what is deleted here.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D13"],
  frameworks: { fsbp: ["S3.7"], checkov: ["CKV_AWS_144"], nist80053r5: ["CP-9"] },
  database: "RDS.26: backups are copied, and a deletion is not.",
  remediation: "Enable the rule, switch deleteMarkerReplication off, and set replicaKmsKeyId.",
  checkStack: (stack) =>
    stack.of(...companion("ReplicationConfig")).flatMap((replication) =>
      about(
        replication,
        replication
          .at("rules")
          .items()
          .each((rule) => [
            ...need(rule.at("status").is("Enabled"), "copies nothing; accepted is Enabled"),
            ...need(
              rule.at("deleteMarkerReplication", "status").isOrAbsent("Disabled"),
              "hides in the copy what is deleted here; accepted is Disabled",
            ),
            ...need(
              keyGiven(stack, replication, rule.at("destination", "encryptionConfiguration", "replicaKmsKeyId")),
              "is missing: the copy would not have a key of its own",
            ),
            ...need(
              rule.at("sourceSelectionCriteria", "sseKmsEncryptedObjects", "status").is("Enabled"),
              "leaves out what is encrypted by a key, which is everything; accepted is Enabled",
            ),
            ...need(rule.at("destination", "account").absent(), "copies to another account; accepted is a bucket of this one"),
          ]),
      ),
    ),
};
