import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { clusterDnsAddress } from "../../network/service-range.ts";
import { usualSystem } from "../../settings/capacity.ts";
import type { EksKeep } from "../../settings/checked-keep.ts";
import type { EksTarget } from "../../settings/target.ts";
import type { Keys } from "../keys/keys.ts";
import { awsNames, type Place } from "../names.ts";
import type { Network } from "../network/network.ts";
import type { SecurityGroups } from "../network/security-groups.ts";
import { GpuPool } from "../nodes/gpu-pool.ts";
import { NodeRole } from "../nodes/node-role.ts";
import { gpuPoolOf } from "../nodes/pool-names.ts";
import { SystemPool } from "../nodes/system-pool.ts";
import { addOnsBeforePools } from "./add-on-choice.ts";
import { AddOns } from "./add-ons.ts";
import { Cluster } from "./cluster.ts";
import { ClusterAccess } from "./cluster-access.ts";
import { modelPools } from "./model-pools.ts";
import { PodRoles } from "./pod-roles.ts";

export interface ComputeArgs {
  keep: EksKeep;
  target: EksTarget;
  place: Place;
  /** Zones of the network, in the order of its subnets. */
  zones: string[];
  network: Network;
  groups: SecurityGroups;
  keys: Keys;
  /** Log group of the control plane. */
  logGroup: aws.cloudwatch.LogGroup;
  /** Short names of the images in the keep's registry. */
  images: string[];
  /** What else nodes need to join: endpoints of the registry, DNS. */
  after: pulumi.Resource[];
}

/**
 * The cluster and its pools, in dependency order: first everything that nodes need to join. Workloads come later, because they need
 * Kubernetes network policies: see `infra/on-aws.ts`.
 */
export class Compute extends pulumi.ComponentResource {
  readonly cluster: aws.eks.Cluster;
  /** Access entries of the cluster; no object can be created in it before them. */
  readonly access: ClusterAccess;
  readonly systemPool: SystemPool;
  /** By the key of the model that they serve. */
  readonly gpuPools: ReadonlyMap<string, GpuPool>;

  constructor(name: string, args: ComputeArgs, opts: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:Compute", name, {}, opts);
    const parent = { parent: this };
    const { keep, target, place, zones, network, groups, keys, logGroup, images, after } = args;
    const { kubernetesVersion } = target;
    const { deployer, operators, breakGlass } = target.access;
    const runner = target.access.runner ? awsNames(place).role("runner") : undefined;
    const subnetIds = network.nodeSubnets.map((subnet) => subnet.id);

    const { cluster } = new Cluster(
      "cluster",
      {
        place,
        kubernetesVersion,
        serviceCidr: keep.serviceRange,
        subnetIds,
        securityGroupId: groups.controlPlane.id,
        keyArn: keys.cluster.arn,
        logGroup,
      },
      parent,
    );
    const clusterName = cluster.name;
    this.access = new ClusterAccess(
      "access",
      { place, clusterName, deployer, operators, ...(runner ? { runner } : {}), ...(breakGlass ? { breakGlass } : {}) },
      parent,
    );
    const nodeRole = new NodeRole("node-role", { place, images }, parent);
    const podRoles = new PodRoles("pod-roles", { place, clusterName, vpcId: network.vpc.id }, parent);
    const addOns = new AddOns(
      "add-ons",
      { clusterName, addOns: addOnsBeforePools(keep, target, podRoles.vpcCni.arn), after: [podRoles] },
      parent,
    );

    const pool = {
      place,
      clusterName,
      kubernetesVersion,
      clusterDns: clusterDnsAddress(keep.serviceRange),
      nodeRoleArn: nodeRole.role.arn,
      securityGroupId: groups.nodes.id,
      volumeKeyArn: keys.volumes.arn,
      maintenance: keep.maintenance,
      tags: keep.tags,
      subnetIds,
      after: [addOns, nodeRole, ...after],
    };
    this.systemPool = new SystemPool("system-pool", { ...pool, system: keep.system ?? usualSystem }, parent);
    this.gpuPools = new Map(
      modelPools(keep).map(({ model, ...own }) => [
        model,
        new GpuPool(`${gpuPoolOf(model)}-pool`, { ...pool, ...own, model, zones }, parent),
      ]),
    );

    this.cluster = cluster;
    this.registerOutputs({});
  }
}
