import { forbid } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { decoded } from "../../rule/user-data.ts";

const shell = /^\[settings\.host-containers\.(admin|control)\][^[]*^\s*enabled\s*=\s*true/m;

export const ec2InstanceNoHostShell: ResourceRule = {
  name: "aws-ec2-instance-no-host-shell",
  description: "Bottlerocket's host containers (admin and control), which give a shell on the node, are disabled.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D18"],
  frameworks: { nist80053r5: ["AC-3", "AC-6"] },
  database: "CIS PostgreSQL 4.1: no login to the database server's operating system.",
  remediation: "Set enabled = false under settings.host-containers.admin and .control.",
  types: ["aws:ec2/launchTemplate:LaunchTemplate"],
  check: (template) =>
    forbid(
      template.at("userData").test((text) => shell.test(decoded(String(text)))),
      "enables a host container; accepted: enabled = false",
    ),
};
