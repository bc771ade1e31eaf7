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
 * Rules of every subnet: it meets addresses of the VPC and no other. Endpoints of AWS services have addresses of the VPC, and PrivateLink
 * hands its clients over inside it.
 */
export const insideTheVpc = (vpc: Block) => ({ ingress: [within(vpc)], egress: [within(vpc)] });
