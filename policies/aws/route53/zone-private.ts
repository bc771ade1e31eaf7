import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const route53ZonePrivate: ResourceRule = {
  name: "aws-route53-zone-private",
  description: "Hosted zones are private.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { nist80053r5: ["SC-7"] },
  database: "RDS.2: a database's name resolves only for its clients.",
  remediation: "Set vpcs.",
  types: ["aws:route53/zone:Zone"],
  check: (zone) => need(zone.at("vpcs").items().empty().not(), "is a public zone; accepted: a private one, with vpcs"),
};
