import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { policyJson, serviceTrust } from "../policy-document.ts";
import { clusterPolicy } from "./cluster-policy.ts";

export interface ClusterArgs {
  place: Place;
  /** Kubernetes minor version, for example `1.35`. */
  kubernetesVersion: string;
  /** Range of Kubernetes Services in CIDR notation; it cannot change later. See `freeServiceRange`. */
  serviceCidr: string;
  /** Subnets of the control plane's network interfaces, in at least two zones. */
  subnetIds: pulumi.Input<string>[];
  /** Security group of those interfaces. */
  securityGroupId: pulumi.Input<string>;
  /** Key of the Kubernetes API's data. */
  keyArn: pulumi.Input<string>;
  /** The group that EKS writes its logs to; it must exist first, or EKS makes one without a key and for ever. */
  logGroup: aws.cloudwatch.LogGroup;
}

/** All that EKS can log; the audit log is the record of who did what. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The EKS control plane: reached from inside the VPC only, entered by access entries only. */
export class Cluster extends pulumi.ComponentResource {
  readonly cluster: aws.eks.Cluster;

  constructor(
    name: string,
    { place, kubernetesVersion, serviceCidr, subnetIds, securityGroupId, keyArn, logGroup }: ClusterArgs,
    opts: pulumi.ComponentResourceOptions,
  ) {
    super("modelkeep:aws:Cluster", name, {}, opts);
    const names = awsNames(place);

    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: names.role("cluster"),
        description: "EKS control plane of the keep",
        assumeRolePolicy: policyJson(serviceTrust("eks.amazonaws.com", place.accountId, ["sts:AssumeRole"], arnsOf(place).cluster)),
      },
      { parent: this },
    );
    const policy = new aws.iam.RolePolicy(
      `${name}-policy`,
      { name: "control-plane", role: role.name, policy: policyJson(clusterPolicy(place)) },
      { parent: this },
    );

    this.cluster = new aws.eks.Cluster(
      name,
      {
        name: names.cluster,
        roleArn: role.arn,
        version: kubernetesVersion,
        vpcConfig: {
          endpointPrivateAccess: true,
          endpointPublicAccess: false,
          subnetIds,
          securityGroupIds: [securityGroupId],
          // What the API server calls (webhooks, aggregated APIs, OIDC discovery) leaves through our subnets, where no route leads out and
          // flow logs see it, rather than by a path of AWS. Cannot be taken back. Source: "Configuring control plane egress routing", EKS user guide.
          controlPlaneEgressMode: "CUSTOMER_ROUTED",
        },
        kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: serviceCidr },
        // Access entries alone: no aws-auth map that anybody in the cluster may edit, and no hidden admin who happened to create it.
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        // Otherwise EKS installs its own unpinned vpc-cni, kube-proxy and coredns, and the first pods run without network policy.
        bootstrapSelfManagedAddons: false,
        encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: logTypes,
        // At the end of standard support EKS upgrades by itself, rather than bill extended support for a version that ages.
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: true,
      },
      { parent: this, dependsOn: [policy, logGroup] },
    );

    this.registerOutputs({});
  }
}
