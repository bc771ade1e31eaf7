import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { awsNames } from "../names.ts";
import { passedRoleTrust, policyJson } from "../policy-document.ts";
import { type NodePolicyArgs, nodePolicy } from "./node-policy.ts";

export type NodeRoleArgs = NodePolicyArgs;

/** The IAM role of every node. */
export class NodeRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  /** The role's policy; pools depend on it, or their first nodes cannot pull an image. */
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, args: NodeRoleArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:NodeRole", name, {}, opts);

    this.role = new aws.iam.Role(
      name,
      {
        name: awsNames(args.place).role("node"),
        description: "nodes of the keep",
        assumeRolePolicy: policyJson(passedRoleTrust("ec2.amazonaws.com")),
      },
      { parent: this },
    );
    this.policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: "node", role: this.role.name, policy: policyJson(nodePolicy(args)) },
      { parent: this },
    );

    this.registerOutputs({});
  }
}
