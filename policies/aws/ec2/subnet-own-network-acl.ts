import { need } from "../../rule/outcome.ts";
import { about, type StackRule } from "../../rule/rule.ts";
import { refersTo } from "../../rule/stack.ts";

export const ec2SubnetOwnNetworkAcl: StackRule = {
  name: "aws-ec2-subnet-own-network-acl",
  description: "Each subnet has a network ACL of its own, not the VPC's default one, which AWS creates open.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D2"],
  frameworks: { nist80053r5: ["AC-4", "SC-7(5)"] },
  database: "pg_hba.conf: what is not named is refused.",
  remediation: "List the subnet in the subnetIds of an aws.ec2.NetworkAcl, or give it an aws.ec2.NetworkAclAssociation.",
  checkStack: (stack) =>
    stack
      .of("aws:ec2/subnet:Subnet")
      .flatMap((subnet) =>
        about(
          subnet,
          need(
            stack
              .some(["aws:ec2/networkAcl:NetworkAcl"], (acl) => refersTo(acl, "subnetIds", subnet))
              .or(stack.some(["aws:ec2/networkAclAssociation:NetworkAclAssociation"], (link) => refersTo(link, "subnetId", subnet))),
            "uses the default network ACL; accepted: one of its own",
            "networkAcl",
          ),
        ),
      ),
};
