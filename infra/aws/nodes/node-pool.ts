import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { CapacitySettings } from "../../settings/capacity.ts";
import { instanceTag, interfaceTag } from "../cluster/cni-policy.ts";
import { awsNames, type Place } from "../names.ts";
import { poolLabel } from "./pool-names.ts";

/** What both pools take from the program. */
export interface PoolArgs {
  place: Place;
  clusterName: pulumi.Input<string>;
  kubernetesVersion: string;
  /** Address of the cluster's DNS; see `clusterDnsAddress`. */
  clusterDns: string;
  /** IAM role of the nodes. */
  nodeRoleArn: pulumi.Input<string>;
  securityGroupId: pulumi.Input<string>;
  /** Key of the nodes' volumes. */
  volumeKeyArn: pulumi.Input<string>;
  maintenance: { nodeRelease?: string | undefined; maxUnavailable: number };
  /** Tags of instances, volumes and interfaces: the provider's default tags stop at the launch template. */
  tags: Record<string, string>;
  /** What must stand before the nodes. Passed on to the node group, because a component's own `dependsOn` does not reach its children. */
  after?: pulumi.Resource[];
}

/** What makes a pool this pool. */
export interface NodePoolArgs extends PoolArgs {
  /** Value of {@link poolLabel}. */
  pool: string;
  instance: string;
  /** AMI type of EKS, for example `BOTTLEROCKET_x86_64`. */
  amiType: string;
  /** User data in TOML. */
  userData: string;
  /** Size of the encrypted data volume, in GiB. */
  volumeGiB: number;
  subnetIds: pulumi.Input<string>[];
  networkInterfaces: aws.types.input.ec2.LaunchTemplateNetworkInterface[];
  nodes: { min: number; desired: number; max: number };
  /** How instances are bought; on demand where left out. */
  purchase?: CapacitySettings["purchase"];
  placementGroup?: aws.ec2.PlacementGroup;
  taints?: aws.types.input.eks.NodeGroupTaint[];
}

/** Encrypted gp3 volume that goes with its instance; without a size it is as large as the AMI's. */
const volume = (deviceName: string, kmsKeyId: pulumi.Input<string>, volumeSize?: number) => ({
  deviceName,
  ebs: { volumeType: "gp3", encrypted: "true", kmsKeyId, deleteOnTermination: "true", ...(volumeSize ? { volumeSize } : {}) },
});

/** Where capacity was bought beforehand: which reservation, and for a Capacity Block the market type that goes with it. */
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
      // Here and not in the node group, which takes it from one of the two; a Capacity Block needs it here.
      instanceType: args.instance,
      userData: Buffer.from(args.userData).toString("base64"),
      // Hop limit 1: the answer dies before it reaches a pod, so no pod gets the node's role. No key name: there is no SSH.
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1, instanceMetadataTags: "disabled" },
      // Bottlerocket keeps its read-only system on the first volume, and images, containers and logs on the second.
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
 * What brings new nodes. A Capacity Block's group is made anew for them, and so for the next reservation as well: EKS wants such a group at
 * desired size 0 before it takes another launch template or version, and has itself set it to 0 before the last block ended, where an update
 * would leave it. The new group begins with the size that the settings say.
 * Source: "Create a managed node group with Capacity Blocks for ML", EKS user guide, read 2026-11-30.
 */
const newNodes = ["launchTemplate", "version", "releaseVersion"];

/**
 * A managed node group of Bottlerocket nodes with its launch template. The settings alone say how many nodes it has: were the desired size
 * left to somebody else (`ignoreChanges`), the old one would go out with new bounds, and EKS refuses a size outside of them.
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
      // Capacity that was bought has no room for the new node beside the old one: the old one goes first.
      updateConfig: { maxUnavailable: args.maintenance.maxUnavailable, updateStrategy: bought ? "MINIMAL" : "DEFAULT" },
      // A disruption budget that forbids an eviction stops the update, rather than being overruled.
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
