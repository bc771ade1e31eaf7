import * as pulumi from "@pulumi/pulumi";
import { tunnelHostAddress } from "../../network/endpoint-addresses.ts";
import { isPrivateLink } from "../../settings/clients.ts";
import type { Alarms } from "../audit/alarms.ts";
import type { Compute } from "../cluster/compute.ts";
import type { KeepStep } from "../keep-step.ts";
import type { Keys } from "../keys/keys.ts";
import type { KeepNetwork } from "../network/keep-network.ts";
import type { KeepStores } from "../vault/keep-stores.ts";
import { listenersOf } from "./listeners.ts";
import { PrivateLink } from "./private-link.ts";
import { Runner } from "./runner.ts";
import { Tunnel } from "./tunnel.ts";

/** Entry points of a keep; each exists only if the settings request it. */
export interface KeepEntrances {
  tunnel: Tunnel | undefined;
  runner: Runner | undefined;
  privateLink: PrivateLink | undefined;
}

/** Input of the entry points. */
export interface EntranceArgs extends Pick<KeepNetwork, "network" | "groups">, Pick<KeepStores, "registry"> {
  keys: Keys;
  alarms: Alarms;
  compute: Compute;
}

/** Creates the tunnel host, the builds that deploy from inside the VPC, and the endpoint service for PrivateLink clients. */
export function keepEntrances(step: KeepStep, args: EntranceArgs): KeepEntrances {
  return { tunnel: tunnelOf(step, args), runner: runnerOf(step, args), privateLink: privateLinkOf(step, args) };
}

function tunnelOf({ keep, place, options }: KeepStep, { network, groups, keys }: EntranceArgs): Tunnel | undefined {
  if (!groups.tunnel) return undefined;
  const [first] = network.plan;
  const [subnet] = network.endpointSubnets;
  if (!first || !subnet) throw new Error("internal error: the network has no zone");
  const privateIp = tunnelHostAddress(first.endpoints);
  const securityGroupId = groups.tunnel.id;
  return new Tunnel(
    "tunnel",
    { place, subnetId: subnet.id, privateIp, securityGroupId, keyArn: keys.volumes.arn, tags: keep.tags },
    options,
  );
}

function runnerOf({ keep, target, place, options }: KeepStep, { network, groups, keys, registry }: EntranceArgs): Runner | undefined {
  const { runner } = target.access;
  if (!runner || !groups.runner) return undefined;
  return new Runner(
    "runner",
    {
      place,
      stack: pulumi.getStack(),
      settings: runner,
      vpcId: network.vpc.id,
      subnetIds: network.nodeSubnets.map(({ id }) => id),
      securityGroupId: groups.runner.id,
      keyArn: keys.logs.arn,
      retentionDays: keep.audit.retentionDays,
    },
    { ...options, dependsOn: [registry] },
  );
}

function privateLinkOf({ keep, place, options }: KeepStep, { network, groups, alarms, compute }: EntranceArgs): PrivateLink | undefined {
  if (!groups.loadBalancer) return undefined;
  const poolOf = (model: string) => {
    const pool = compute.gpuPools.get(model);
    if (!pool) throw new Error(`internal error: model ${model} has no pool`);
    return pool;
  };
  return new PrivateLink(
    "private-link",
    {
      place,
      vpcId: network.vpc.id,
      subnetIds: network.loadBalancerSubnets.map((subnet) => subnet.id),
      securityGroupId: groups.loadBalancer.id,
      listeners: listenersOf(keep).map((listener) => ({ ...listener, autoScalingGroupName: poolOf(listener.model).autoScalingGroupName })),
      clients: keep.clients.filter(isPrivateLink),
      topicArn: alarms.topicArn,
    },
    options,
  );
}
