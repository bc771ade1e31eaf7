import { publicRange } from "../../rule/address-range.ts";
import { aclRules, aclTypes } from "../../rule/network-acl-rules.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const ec2NetworkAclNoOpenIngress: ResourceRule = {
  name: "aws-ec2-network-acl-no-open-ingress",
  description: "A network ACL allows ingress from public addresses only to ephemeral ports, for return traffic.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: no line for 0.0.0.0/0 or ::/0.",
  remediation: "Use the VPC's range, or allow only TCP 1024-65535 for return traffic.",
  types: aclTypes,
  check: (acl) =>
    aclRules(acl, "ingress").each(({ action, ranges, protocol, fromPort, toPort }) =>
      when(action.is("allow"), () =>
        ranges.each((range) =>
          when(publicRange(range), () =>
            need(
              allOf([protocol.is("tcp", 6), fromPort.atLeast(1024), toPort.atLeast(1024)], fromPort.path),
              "allows public addresses below port 1024 or by any protocol; accepted: return traffic, TCP 1024-65535",
            ),
          ),
        ),
      ),
    ),
};
