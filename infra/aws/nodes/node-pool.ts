import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CapacitySettings } from "../../settings/capacity.ts";
import { instanceTag, interfaceTag } from "../cluster/cni-policy.ts";
import { awsNames, type Place } from "../names.ts";
import { poolLabel } from "./pool-names.ts";

/** Common arguments of both pools. */
export interface PoolArgs {
  place: Place;
  clusterName: pulumi.Input<string>;
  kubernetesVersion: string;
  /** Address of the cluster's DNS; see `clusterDnsAddress`. */
  clusterDns: string;
  /** IAM role of the nodes. */
  nodeRoleArn: pulumi.Input<string>;
  securityGroupId: pulumi.Input<string>;
  /** KMS key of the nodes' volumes. */
  volumeKeyArn: pulumi.Input<string>;
  maintenance: { nodeRelease?: string | undefined; maxUnavailable: number };
  /** Tags of instances, volumes and interfaces: the provider's default tags apply only to the launch template. */
  tags: Record<string, string>;
  /** Dependencies of the nodes. Passed to the node group, because a component's own `dependsOn` does not apply to its children. */
  after?: pulumi.Resource[];
}

/** Arguments of a single pool. */
export interface NodePoolArgs extends PoolArgs {
  /** Value of {@link poolLabel}. */
  pool: string;
  instance: string;
  /** EKS AMI type, for example `BOTTLEROCKET_x86_64`. */
  amiType: string;
  /** User data in TOML. */
  userData: string;
  /** Size of the encrypted data volume, in GiB. */
  volumeGiB: number;
  subnetIds: pulumi.Input<string>[];
  networkInterfaces: aws.types.input.ec2.LaunchTemplateNetworkInterface[];
  nodes: { min: number; desired: number; max: number };
  /** Purchase option of the instances; default on demand. */
  purchase?: CapacitySettings["purchase"];
  placementGroup?: aws.ec2.PlacementGroup;
  taints?: aws.types.input.eks.NodeGroupTaint[];
}

/** Encrypted gp3 volume that is deleted with its instance; the default size is the AMI's. */
const volume = (deviceName: string, kmsKeyId: pulumi.Input<string>, volumeSize?: number) => ({
  deviceName,
  ebs: { volumeType: "gp3", encrypted: "true", kmsKeyId, deleteOnTermination: "true", ...(volumeSize ? { volumeSize } : {}) },
});

/** For prepaid capacity: the reservation, and for a Capacity Block its market type. */
function market(
  purchase: CapacitySettings["purchase"] | undefined,
): Pick<aws.ec2.LaunchTemplateArgs, "capacityReservationSpecification" | "instanceMarketOptions"> {
  if (!purchase || purchase.kind === "on-demand") return {};
  return {
    capacityReservationSpecification: { capacityReservationTarget: { capacityReservationId: purchase.reservationId } },
    ...(purchase.kind === "capacity-block" ? { instanceMarketOptions: { marketType: "capacity-block" } } : {}),
  };
}

function launchTemplate(name: string, args: NodePoolArgs, parent: pulumi.Resource): aws.ec2.LaunchTemplate {
  const { cluster, costTag } = awsNames(args.place);
  const tags = { ...args.tags, [costTag.key]: costTag.value, Name: `${cluster}-${args.pool}`, [instanceTag]: cluster };
  return new aws.ec2.LaunchTemplate(
    `${name}-template`,
    {
      description: `${args.pool} nodes of ${cluster}`,
      // Here rather than in the node group, which accepts only one of the two; a Capacity Block needs it here.
      instanceType: args.instance,
      userData: Buffer.from(args.userData).toString("base64"),
      // Hop limit 1: the response does not reach a pod, so no pod gets the node's role. No key name: there is no SSH.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      // Bottlerocket has its read-only system on the first volume, and images, containers and logs on the second.
      blockDeviceMappings: [volume("/dev/xvda", args.volumeKeyArn), volume("/dev/xvdb", args.volumeKeyArn, args.volumeGiB)],
      networkInterfaces: args.networkInterfaces,
      monitoring: { enabled: true },
      ...market(args.purchase),
      ...(args.placementGroup ? { placement: { groupName: args.placementGroup.name } } : {}),
      tagSpecifications: [
        { resourceType: "instance", tags },
        { resourceType: "volume", tags },
        { resourceType: "network-interface", tags: { ...tags, [interfaceTag]: cluster } },
      ],
      updateDefaultVersion: true,
    },
    { parent },
  );
}

/**
 * Inputs whose change creates new nodes. A Capacity Block's node group is replaced for them, and so for the next reservation: EKS requires
 * desired size 0 before it accepts another launch template or version, and itself sets it to 0 before a block ends, where an update would
 * leave it. The new group starts with the size from the settings.
 * Source: "Create a managed node group with Capacity Blocks for ML", EKS user guide, read 2026-11-30.
 */
const newNodes = ["launchTemplate", "version", "releaseVersion"];

/**
 * A managed node group of Bottlerocket nodes with its launch template. Only the settings determine the number of nodes: with the desired
 * size managed elsewhere (`ignoreChanges`), the old one would be sent with new bounds, and EKS rejects a size outside them.
 */
export function nodePool(name: string, args: NodePoolArgs, parent: pulumi.Resource): aws.eks.NodeGroup {
  const template = launchTemplate(name, args, parent);
  const bought = args.purchase !== undefined && args.purchase.kind !== "on-demand";
  return new aws.eks.NodeGroup(
    name,
    {
      clusterName: args.clusterName,
      nodeRoleArn: args.nodeRoleArn,
      subnetIds: args.subnetIds,
      amiType: args.amiType,
      version: args.kubernetesVersion,
      ...(args.maintenance.nodeRelease ? { releaseVersion: args.maintenance.nodeRelease } : {}),
      capacityType: args.purchase?.kind === "capacity-block" ? "CAPACITY_BLOCK" : "ON_DEMAND",
      launchTemplate: { id: template.id, version: pulumi.interpolate`${template.latestVersion}` },
      scalingConfig: { minSize: args.nodes.min, desiredSize: args.nodes.desired, maxSize: args.nodes.max },
      // Prepaid capacity has no room for the new node next to the old one: the old one is removed first.
      updateConfig: { maxUnavailable: args.maintenance.maxUnavailable, updateStrategy: bought ? "MINIMAL" : "DEFAULT" },
      // A PodDisruptionBudget that blocks an eviction stops the update, rather than being overridden.
      forceUpdateVersion: false,
      nodeRepairConfig: { enabled: true },
      labels: { [poolLabel]: args.pool },
      taints: args.taints ?? [],
    },
    {
      parent,
      dependsOn: args.after ?? [],
      deleteBeforeReplace: bought,
      ...(args.purchase?.kind === "capacity-block" ? { replaceOnChanges: newNodes } : {}),
    },
  );
}
