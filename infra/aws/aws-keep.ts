import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { EksKeep } from "../settings/checked-keep.ts";
import { keepEntrances } from "./access/keep-entrances.ts";
import type { Runner } from "./access/runner.ts";
import type { Tunnel } from "./access/tunnel.ts";
import { keepRecords } from "./audit/keep-records.ts";
import { Logs } from "./audit/logs.ts";
import { Compute } from "./cluster/compute.ts";
import { Keys } from "./keys/keys.ts";
import { namedBy } from "./named.ts";
import { placeOf } from "./names.ts";
import { keepNetwork } from "./network/keep-network.ts";
import { keepStores } from "./vault/keep-stores.ts";
import { mirrorList } from "./vault/mirror-list.ts";

export interface AwsKeepArgs {
  keep: EksKeep;
  /** Provider of the second region; required if `target.vault.replicaRegion` is set. */
  replicaProvider?: aws.Provider;
}

/** The AWS half of a keep: a private network, its vault and registry, the cluster with its pools, the inbound path, and the trail. */
export class AwsKeep extends pulumi.ComponentResource {
  /** The cluster, its pools, and its access entries. */
  readonly compute: Compute;
  readonly vaultBucket: pulumi.Output<string>;
  /** Name that a PrivateLink client connects to; undefined when no client connects over PrivateLink. */
  readonly endpointServiceName: pulumi.Output<string> | undefined;
  /** The tunnel host for operators to reach the cluster's endpoint, if there is one. */
  readonly tunnel: Tunnel | undefined;
  /** The builds that deploy from inside the VPC, if there are any. */
  readonly runner: Runner | undefined;

  constructor(name: string, { keep, replicaProvider }: AwsKeepArgs, opts: pulumi.ComponentResourceOptions) {
    const { target, zones } = keep;
    // Inputs of the component, so that the policy pack knows waivers, account and external principals before it evaluates the keep's
    // resources.
    super("modelkeep:aws:Keep", name, { waivers: keep.waivers, account: target.accountId, named: namedBy(keep, target) }, opts);
    const place = placeOf(keep.name, target);
    const options = { parent: this };
    const images = mirrorList(keep);
    const step = { keep, target, place, zones, images, options };
    const { deployer, publisher, runner } = target.access;
    const { retentionDays } = keep.audit;

    const replicated = target.vault.replicaRegion !== undefined;
    const keys = new Keys("keys", { place, deployer, publisher, replicated, runner: runner !== undefined }, options);
    const logs = new Logs("logs", { place, keyArn: keys.logs.arn, retentionDays }, options);
    const { network, groups, endpoints, dnsFirewall } = keepNetwork(step, logs);
    const { registry, vault } = keepStores(step, keys, endpoints, replicaProvider);
    const alarms = keepRecords(step, keys, logs, vault);
    this.compute = new Compute(
      "compute",
      {
        keep,
        target,
        place,
        zones,
        network,
        groups,
        keys,
        logGroup: logs.cluster,
        images: images.map((image) => image.name),
        after: [endpoints, dnsFirewall, registry],
      },
      options,
    );
    const entrances = keepEntrances(step, { network, groups, registry, keys, alarms, compute: this.compute });

    this.tunnel = entrances.tunnel;
    this.runner = entrances.runner;
    this.endpointServiceName = entrances.privateLink?.service.serviceName;
    this.vaultBucket = vault.bucket.bucket;
    this.registerOutputs({});
  }
}
