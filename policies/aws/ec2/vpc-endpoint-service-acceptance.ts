import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointServiceAcceptance: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-service-acceptance",
  description: "Connections to an endpoint service require manual acceptance.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { checkov: ["CKV_AWS_123"], nist80053r5: ["AC-3", "SC-7"] },
  database: "pg_hba.conf: only permitted clients connect.",
  remediation: "Set acceptanceRequired to true.",
  types: ["aws:ec2/vpcEndpointService:VpcEndpointService"],
  check: (service) => need(service.at("acceptanceRequired").is(true), "must be true: any permitted principal would be connected at once"),
};
