import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** One EKS add-on at one version. */
export interface AddOn {
  /** EKS name, for example `vpc-cni`. */
  name: string;
  /** Pinned version, for example `v1.21.1-eksbuild.1`. */
  version: string;
  /** Values of the add-on's own configuration schema. */
  configuration?: object;
  /** IAM role of one of its service accounts, through Pod Identity. */
  serviceAccountRole?: { serviceAccount: string; roleArn: pulumi.Input<string> };
}

export interface AddOnsArgs {
  clusterName: pulumi.Input<string>;
  addOns: AddOn[];
  /** Dependencies of these add-ons. Passed to each of them, because a component's own `dependsOn` does not apply to its children. */
  after?: pulumi.Resource[];
}

/** EKS add-ons of one stage; there is one stage before the node pools and one after. */
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
          // The program is the only source of their configuration: manual changes in the cluster are overwritten by an update.
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
