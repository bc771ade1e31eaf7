import { credential } from "../../rule/credential.ts";
import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { decoded } from "../../rule/user-data.ts";

export const ec2InstanceNoSecretInUserData: ResourceRule = {
  name: "aws-ec2-instance-no-secret-in-user-data",
  description: "User data holds no credentials.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D8"],
  frameworks: { checkov: ["CKV_AWS_46"], trivy: ["AWS-0129"], nist80053r5: ["IA-5(7)"] },
  database: "No PGPASSWORD: no password in a start script.",
  remediation: "Give the instance a role.",
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/launchConfiguration:LaunchConfiguration"],
  check: (instance) =>
    ["userData", "userDataBase64"].flatMap((key) =>
      forbid(
        instance.at(key).test((text) => credential.test(decoded(String(text)))),
        "holds a credential; accepted: a role of the instance",
      ),
    ),
};
