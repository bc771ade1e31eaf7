import type * as aws from "@pulumi/aws";
import { formatRange, type Range } from "../network/range.ts";

type Rule = aws.types.input.ec2.NetworkAclIngress;

const within = (range: Range): Rule => ({
  ruleNo: 100,
  action: "allow",
  protocol: "-1",
  fromPort: 0,
  toPort: 0,
  cidrBlock: formatRange(range),
});

/** Rules of the endpoint and load-balancer subnets: they meet addresses of the VPC and no other. PrivateLink hands its clients over inside it. */
export const edgeRules = (vpc: Range) => ({ ingress: [within(vpc)], egress: [within(vpc)] });

/**
 * Rules of the node subnets: addresses of the VPC, and S3 through its gateway endpoint.
 *
 * S3 answers from public addresses, and a network ACL keeps no state and takes no prefix list, so HTTPS out and its answers in stand open
 * to every address here. What closes them to all but S3 is the route table, whose only route out is the gateway endpoint, and the nodes'
 * security group, which names the prefix list of S3. Answers come to any unprivileged port, not just to the ephemeral ones of Linux: for
 * traffic out of the VPC the VPC CNI rewrites a pod's address to the node's with `--random-fully`, which draws from 1024 up.
 */
export const nodeRules = (vpc: Range) => ({
  ingress: [within(vpc), { ruleNo: 110, action: "allow", protocol: "tcp", fromPort: 1024, toPort: 65535, cidrBlock: "0.0.0.0/0" }],
  egress: [within(vpc), { ruleNo: 110, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: "0.0.0.0/0" }],
});
