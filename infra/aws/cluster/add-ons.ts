import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One EKS add-on at one version. */
export interface AddOn {
  /** Name at EKS, for example `vpc-cni`. */
  name: string;
  /** Pinned version, for example `v1.21.1-eksbuild.1`. */
  version: string;
  /** Values of the add-on's own configuration schema. */
  configuration?: object;
  /** IAM role of one of its service accounts, by Pod Identity. */
  serviceAccountRole?: { serviceAccount: string; roleArn: pulumi.Input<string> };
}

export interface AddOnsArgs {
  clusterName: pulumi.Input<string>;
  addOns: AddOn[];
  /** What must stand before these add-ons. Passed on to each of them, because a component's own `dependsOn` does not reach its children. */
  after?: pulumi.Resource[];
}

/** EKS add-ons of one stage; the program has one stage before the node pools and one after. */
export class AddOns extends pulumi.ComponentResource {
  constructor(name: string, { clusterName, addOns, after = [] }: AddOnsArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:AddOns", name, {}, opts);

    for (const { name: addonName, version, configuration, serviceAccountRole } of addOns)
      new aws.eks.Addon(
        `${name}-${addonName}`,
        {
          clusterName,
          addonName,
          addonVersion: version,
          // The program is the only source of their configuration: a change made by hand in the cluster does not outlive an update.
          resolveConflictsOnCreate: "OVERWRITE",
          resolveConflictsOnUpdate: "OVERWRITE",
          ...(configuration ? { configurationValues: JSON.stringify(configuration) } : {}),
          ...(serviceAccountRole ? { podIdentityAssociations: [serviceAccountRole] } : {}),
        },
        { parent: this, dependsOn: after },
      );

    this.registerOutputs({});
  }
}
