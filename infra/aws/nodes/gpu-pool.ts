import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bottlerocketAmiTypes } from "../../../catalog/eks.ts";
import type { Instance } from "../../../catalog/instances.ts";
import { type CapacitySettings, usualVolumeGiB } from "../../settings/capacity.ts";
import { awsNames } from "../names.ts";
import { bottlerocketUserData } from "./bottlerocket.ts";
import { inPlacementGroup, networkInterfaces } from "./efa.ts";
import { nodePool, type PoolArgs } from "./node-pool.ts";
import { gpuPoolOf, gpuTaint } from "./pool-names.ts";

export interface GpuPoolArgs extends PoolArgs {
  /** Key of the model that the pool serves. */
  model: string;
  capacity: CapacitySettings;
  /** Replicas of the model, over both versions. */
  replicas: CapacitySettings["replicas"];
  /** GPU instance type of one replica, from the catalog. */
  instance: Instance;
  /** Zones of the network, in the order of the subnets. */
  zones: string[];
  /** Node subnets, one per zone. */
  subnetIds: pulumi.Input<string>[];
}

/** The pool that serves one model: one instance per replica. */
export class GpuPool extends pulumi.ComponentResource {
  readonly nodeGroup: aws.eks.NodeGroup;
  /** The Auto Scaling group that EKS created for the pool; it registers the load balancer's targets. */
  readonly autoScalingGroupName: pulumi.Output<string>;

  constructor(name: string, args: GpuPoolArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:GpuPool", name, {}, opts);
    const { place, model, instance, zones, subnetIds, securityGroupId, capacity, replicas } = args;
    const { purchase } = capacity;
    const pool = gpuPoolOf(model);
    const together = inPlacementGroup(instance, purchase.kind);

    const placementGroup = together
      ? new aws.ec2.PlacementGroup(
          `${name}-placement`,
          { name: `${awsNames(place).cluster}-${pool}`, strategy: "cluster" },
          { parent: this },
        )
      : undefined;

    // A Capacity Block and a cluster placement group are each in one zone; a launch into another fails.
    const home = purchase.kind === "capacity-block" ? purchase.zone : together ? zones[0] : undefined;

    this.nodeGroup = nodePool(
      name,
      {
        ...args,
        pool,
        instance: instance.name,
        amiType: bottlerocketAmiTypes.gpu,
        userData: bottlerocketUserData({
          clusterDns: args.clusterDns,
          nvidia: true,
          instanceStore: instance.nvmeGB !== null,
        }),
        volumeGiB: capacity.volumeGiB ?? usualVolumeGiB,
        subnetIds: home === undefined ? subnetIds : subnetIds.filter((_, i) => zones[i] === home),
        networkInterfaces: networkInterfaces(instance, securityGroupId),
        // EKS scales a Capacity Block's pool to zero 40 minutes before its end, which conflicts with a minimum above 0.
        nodes: { min: purchase.kind === "capacity-block" ? 0 : replicas.min, desired: replicas.min, max: replicas.max },
        purchase,
        ...(placementGroup ? { placementGroup } : {}),
        taints: [gpuTaint],
      },
      this,
    );
    this.autoScalingGroupName = this.nodeGroup.resources.apply(([resource]) => {
      const group = resource?.autoscalingGroups?.[0]?.name;
      if (group === undefined)
        throw new Error("EKS reports no Auto Scaling group for the GPU pool, so the load balancer would have no target");
      return group;
    });

    this.registerOutputs({});
  }
}
