import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2InstanceDetailedMonitoring: ResourceRule = {
  name: "aws-ec2-instance-detailed-monitoring",
  description: "Instances have detailed monitoring, with metrics every minute.",
  severity: "low",
  enforcement: "advisory",
  controls: ["D19"],
  frameworks: { nist80053r5: ["SI-4"] },
  database: "RDS.6: enhanced monitoring is on.",
  remediation: "Set monitoring.enabled to true.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: (template) => need(template.at("monitoring", "enabled").is(true), "reports metrics only every five minutes; accepted: true"),
};
