import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { bottlerocketAmiTypes } from "../../../catalog/eks.ts";
import { systemNode } from "../../../catalog/system-node.ts";
import type { SystemSettings } from "../../settings/capacity.ts";
import { bottlerocketUserData } from "./bottlerocket.ts";
import { networkInterfaces } from "./efa.ts";
import { nodePool, type PoolArgs } from "./node-pool.ts";
import { systemPool } from "./pool-names.ts";

export interface SystemPoolArgs extends PoolArgs {
  system: SystemSettings;
  /** Subnets of all zones. */
  subnetIds: pulumi.Input<string>[];
}

/** Nodes without GPUs, for CoreDNS and the keep's own controllers. */
export class SystemPool extends pulumi.ComponentResource {
  readonly nodeGroup: aws.eks.NodeGroup;

  constructor(name: string, args: SystemPoolArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:SystemPool", name, {}, opts);
    const { instance, nodes } = args.system;

    this.nodeGroup = nodePool(
      name,
      {
        ...args,
        pool: systemPool,
        instance,
        amiType: bottlerocketAmiTypes.system,
        userData: bottlerocketUserData({ clusterDns: args.clusterDns, nvidia: false, instanceStore: false }),
        volumeGiB: systemNode.volumeGiB,
        networkInterfaces: networkInterfaces({ name: instance, efa: 0, networkCards: 1 }, args.securityGroupId),
        // At most twice as many, so that each node can be replaced by a surge node.
        nodes: { min: nodes, desired: nodes, max: 2 * nodes },
      },
      this,
    );

    this.registerOutputs({});
  }
}
