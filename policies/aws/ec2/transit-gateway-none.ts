import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2TransitGatewayNone: ResourceRule = {
  name: "aws-ec2-transit-gateway-none",
  description: "The VPC has no transit gateway attachment.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "AC-4"] },
  database: "pg_hba.conf: clients are named one by one, not by whole networks.",
  remediation: "Remove the attachment; let clients connect over PrivateLink.",
  types: [
    "aws:ec2transitgateway/transitGateway:TransitGateway",
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    "aws:ec2transitgateway/vpcAttachmentAccepter:VpcAttachmentAccepter",
    "aws:ec2transitgateway/peeringAttachment:PeeringAttachment",
    "aws:networkmanager/vpcAttachment:VpcAttachment",
  ],
  check: () => need(Truth.of(false), "a transit gateway connects whole networks; accepted: an endpoint service for named clients"),
};
