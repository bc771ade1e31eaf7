import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";

export const ec2VpnNone: ResourceRule = {
  name: "aws-ec2-vpn-none",
  description: "The VPC has no VPN or Direct Connect.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D1", "D2"],
  frameworks: { nist80053r5: ["SC-7", "AC-17"] },
  database: "pg_hba.conf: clients are named one by one, not by whole networks.",
  remediation: "Remove the gateway; reach the cluster through a Session Manager tunnel, and let clients connect over PrivateLink.",
  types: [
    "aws:ec2/vpnGateway:VpnGateway",
    "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment",
    "aws:ec2/vpnConnection:VpnConnection",
    "aws:ec2clientvpn/endpoint:Endpoint",
    "aws:directconnect/gatewayAssociation:GatewayAssociation",
  ],
  check: () => need(Truth.of(false), "a VPN connects whole networks; accepted: an endpoint service for named clients"),
};
