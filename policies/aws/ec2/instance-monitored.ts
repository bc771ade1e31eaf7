import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2InstanceMonitored: ResourceRule = {
  name: "aws-ec2-instance-monitored",
  description: "Instances report their metrics every minute.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.6: enhanced monitoring is on.",
  remediation: "Set monitoring.enabled to true.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: (template) => need(template.at("monitoring", "enabled").is(true), "reports every five minutes; accepted is true"),
};
