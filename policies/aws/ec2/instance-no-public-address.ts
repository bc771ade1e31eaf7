import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2InstanceNoPublicAddress: ResourceRule = {
  name: "aws-ec2-instance-no-public-address",
  description: "No instance has a public IP address, independent of its subnet's setting.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D1"],
  frameworks: { cisEks: ["5.4.3"], fsbp: ["EC2.9", "EC2.25"], checkov: ["CKV_AWS_88"], trivy: ["AWS-0009"], nist80053r5: ["SC-7"] },
  database: "RDS.2: a database instance is not publicly accessible.",
  remediation: "Set associatePublicIpAddress to false.",
  types: ["aws:ec2/instance:Instance", "aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/launchConfiguration:LaunchConfiguration"],
  check: (instance) => [
    ...need(instance.at("associatePublicIpAddress").isOrAbsent(false), "must be false: the instance would get a public address"),
    ...need(
      instance.at("ipv6Addresses").items().empty().and(instance.at("ipv6AddressCount").isOrAbsent(0)),
      "an IPv6 address is a public one; accepted: none",
      "ipv6Addresses",
    ),
    ...instance
      .at("networkInterfaces")
      .items()
      .each((one) =>
        need(
          one
            .at("associatePublicIpAddress")
            .is(false)
            .or(one.at("networkInterfaceId").present())
            .at(`${one.path}.associatePublicIpAddress`),
          "must be false: when unset, the subnet's setting applies",
        ),
      ),
  ],
};
