import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2VpcEndpointServiceNamedPrincipals: ResourceRule = {
  name: "aws-ec2-vpc-endpoint-service-named-principals",
  description: "An endpoint service permits named principals only; a wildcard makes it public.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { checkov: ["CKV_AWS_123"], nist80053r5: ["AC-3", "SC-7"] },
  database: "pg_hba.conf: no line for all users.",
  remediation: "Name accounts or roles by ARN.",
  types: ["aws:ec2/vpcEndpointService:VpcEndpointService", "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple"],
  check: (service) =>
    service
      .at("allowedPrincipals")
      .items()
      .concat(service.at("principalArn").items())
      .each((principal) =>
        need(
          principal.matches(/^arn:aws[\w-]*:iam::\d{12}:(root|role\/[^*?]+|user\/[^*?]+)$/),
          "is not one account, role or user; accepted: an ARN such as arn:aws:iam::111122223333:root",
        ),
      ),
};
