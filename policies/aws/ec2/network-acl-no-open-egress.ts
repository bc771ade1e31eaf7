import { publicRange } from "../../rule/address-range.ts";
import { aclRules, aclTypes } from "../../rule/network-acl-rules.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const ec2NetworkAclNoOpenEgress: ResourceRule = {
  name: "aws-ec2-network-acl-no-open-egress",
  description: "A network ACL allows egress to the internet's addresses only for HTTPS, which gateway endpoints need.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "RDS.18: a database server opens no connection to the internet.",
  remediation: "Use the VPC's range, or allow only TCP 443.",
  types: aclTypes,
  check: (acl) =>
    aclRules(acl, "egress").each(({ action, ranges, protocol, fromPort, toPort }) =>
      when(action.is("allow"), () =>
        ranges.each((range) =>
          when(publicRange(range), () =>
            need(
              allOf([protocol.is("tcp", 6), fromPort.is(443), toPort.is(443)], fromPort.path),
              "allows more than HTTPS to public addresses; accepted: TCP 443",
            ),
          ),
        ),
      ),
    ),
};
