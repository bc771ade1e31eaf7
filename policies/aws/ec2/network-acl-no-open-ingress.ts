import { publicRange } from "../../rule/address-range.ts";
import { aclRules, aclTypes } from "../../rule/network-acl-rules.ts";
import { need, when } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { allOf } from "../../rule/truth.ts";

export const ec2NetworkAclNoOpenIngress: ResourceRule = {
  name: "aws-ec2-network-acl-no-open-ingress",
  description: "A network ACL lets in from everywhere nothing but answers to connections from inside.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: no line for 0.0.0.0/0 or ::/0.",
  remediation: "Name the VPC's range, or open TCP 1024-65535 alone, where answers arrive.",
  types: aclTypes,
  check: (acl) =>
    aclRules(acl, "ingress").each(({ action, ranges, protocol, fromPort, toPort }) =>
      when(action.is("allow"), () =>
        ranges.each((range) =>
          when(publicRange(range), () =>
            need(
              allOf([protocol.is("tcp", 6), fromPort.atLeast(1024), toPort.atLeast(1024)], fromPort.path),
              "is open to addresses of the internet below port 1024 or for every protocol; accepted are answers, TCP 1024-65535",
            ),
          ),
        ),
      ),
    ),
};
