import type * as aws from "@pulumi/aws";
import { formatRange, type Range } from "../../network/range.ts";

type Rule = aws.types.input.ec2.NetworkAclIngress;

const within = (range: Range): Rule => ({
  ruleNo: 100,
  action: "allow",
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlock: formatRange(range),
});

/**
 * Rules of every subnet: it meets addresses of the VPC and no other. Endpoints of AWS services have addresses of the VPC, and PrivateLink
 * hands its clients over inside it.
 */
export const insideTheVpc = (vpc: Range) => ({ ingress: [within(vpc)], egress: [within(vpc)] });
