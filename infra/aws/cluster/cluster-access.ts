import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, keepOf, type Place } from "../names.ts";
import { type AccessRoles, accessGrants } from "./access-grants.ts";

export interface ClusterAccessArgs extends Omit<AccessRoles, "keep"> {
  place: Place;
  clusterName: pulumi.Input<string>;
}

/** The access entries of the cluster; EKS creates those of nodes with their node group. */
export class ClusterAccess extends pulumi.ComponentResource {
  constructor(name: string, { place, clusterName, ...roles }: ClusterAccessArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:ClusterAccess", name, {}, opts);

    for (const { purpose, role, policy, groups } of accessGrants({ keep: keepOf(place), ...roles })) {
      const principalArn = arnsOf(place).role(role);
      const entry = new aws.eks.AccessEntry(
        `${name}-${purpose}`,
        { clusterName, principalArn, type: "STANDARD", ...(groups.length > 0 ? { kubernetesGroups: [...groups] } : {}) },
        { parent: this },
      );
      new aws.eks.AccessPolicyAssociation(
        `${name}-${purpose}-policy`,
        {
          clusterName,
          principalArn: entry.principalArn,
          policyArn: `arn:aws:eks::aws:cluster-access-policy/${policy}`,
          accessScope: { type: "cluster" },
        },
        { parent: this },
      );
    }

    this.registerOutputs({});
  }
}
