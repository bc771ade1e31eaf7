import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2ImageNotShared: ResourceRule = {
  name: "aws-ec2-image-not-shared",
  description: "No AMI or snapshot is shared with another account.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D21"],
  frameworks: { nist80053r5: [] },
  database: "RDS.1: a snapshot is not public.",
  remediation: "Remove the permission.",
  types: ["aws:ec2/amiLaunchPermission:AmiLaunchPermission", "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission"],
  check: () => need(Truth.of(false), "shares an AMI or a snapshot; accepted: none"),
};
