import type * as aws from "@pulumi/aws";
import { type Block, formatCidr } from "../../../network-range/cidr.ts";

type Rule = aws.types.input.ec2.NetworkAclIngress;

const within = (range: Block): Rule => ({
  ruleNo: 100,
  action: "allow",
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlock: formatCidr(range),
});

/**
 * Rules of every subnet: only addresses of the VPC. Interface endpoints have addresses in the VPC, and PrivateLink clients appear with
 * addresses inside it.
 */
export const insideTheVpc = (vpc: Block) => ({ ingress: [within(vpc)], egress: [within(vpc)] });
