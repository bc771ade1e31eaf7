import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { policyJson, serviceTrust } from "../policy-document.ts";
import { clusterPolicy } from "./cluster-policy.ts";

export interface ClusterArgs {
  place: Place;
  /** Kubernetes minor version, for example `1.35`. */
  kubernetesVersion: string;
  /** Range of Kubernetes Services in CIDR notation; immutable. See `freeServiceRange`. */
  serviceCidr: string;
  /** Subnets of the control plane's network interfaces, in at least two zones. */
  subnetIds: pulumi.Input<string>[];
  /** Security group of those interfaces. */
  securityGroupId: pulumi.Input<string>;
  /** KMS key of the Kubernetes API's data. */
  keyArn: pulumi.Input<string>;
  /** The log group that EKS writes to; it must exist first, or EKS creates one without a KMS key and without expiry. */
  logGroup: aws.cloudwatch.LogGroup;
}

/** All log types of EKS; the audit log records who did what. */
const logTypes = ["api", "audit", "authenticator", "controllerManager", "scheduler"];

/** The EKS control plane: a private endpoint, and access only through access entries. */
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
          // Egress of the API server (webhooks, aggregated APIs, OIDC discovery) goes through the keep's subnets, which have no route out
          // and are covered by flow logs, rather than through AWS's network. Cannot be reverted. Source: "Configuring control plane egress
          // routing", EKS user guide.
          controlPlaneEgressMode: "CUSTOMER_ROUTED",
        },
        kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: serviceCidr },
        // Only access entries: no aws-auth ConfigMap that can be edited inside the cluster, and no implicit admin who created the cluster.
        accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
        // Otherwise EKS installs its own unpinned vpc-cni, kube-proxy and coredns, and the first pods run without network policy.
        bootstrapSelfManagedAddons: false,
        encryptionConfig: { provider: { keyArn }, resources: ["secrets"] },
        enabledClusterLogTypes: logTypes,
        // At the end of standard support EKS upgrades automatically, instead of billing extended support for an old version.
        upgradePolicy: { supportType: "STANDARD" },
        deletionProtection: true,
      },
      { parent: this, dependsOn: [policy, logGroup] },
    );

    this.registerOutputs({});
  }
}
