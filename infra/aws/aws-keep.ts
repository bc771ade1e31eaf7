import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { frontDoorNodePort } from "../../charts/front-door/node-port.ts";
import { tunnelHostAddress } from "../network/endpoint-addresses.ts";
import { isPrivateLink } from "../settings/clients.ts";
import type { Keep } from "../settings/keep.ts";
import type { EksTarget } from "../settings/target.ts";
import { zoneNames } from "../settings/zones.ts";
import { PrivateLink } from "./access/private-link.ts";
import { Runner } from "./access/runner.ts";
import { Tunnel } from "./access/tunnel.ts";
import { Alarms } from "./audit/alarms.ts";
import { Budget } from "./audit/budget.ts";
import { GuardDuty } from "./audit/guard-duty.ts";
import { Logs } from "./audit/logs.ts";
import { Trail } from "./audit/trail.ts";
import { Compute } from "./cluster/compute.ts";
import { Keys } from "./keys/keys.ts";
import { namedBy } from "./named.ts";
import { awsNames, placeOf } from "./names.ts";
import { DnsFirewall } from "./network/dns-firewall.ts";
import { endpointServices } from "./network/endpoint-choice.ts";
import { Endpoints } from "./network/endpoints.ts";
import { FlowLogs } from "./network/flow-logs.ts";
import { Network } from "./network/network.ts";
import { SecurityGroups } from "./network/security-groups.ts";
import { mirrorList } from "./vault/mirror-list.ts";
import { Registry } from "./vault/registry.ts";
import { Vault } from "./vault/vault.ts";

export interface AwsKeepArgs {
  keep: Keep;
  target: EksTarget;
  /** Provider of the second region; needed where `target.vault.replicaRegion` is set. */
  replicaProvider?: aws.Provider;
}

/** The AWS half of a keep: a private network, its vault and registry, the cluster with its pools, the one way in, and the trail. */
export class AwsKeep extends pulumi.ComponentResource {
  /** The cluster, its pools, and who enters it. */
  readonly compute: Compute;
  readonly vaultBucket: pulumi.Output<string>;
  /** Name that a PrivateLink client connects to; undefined where no client comes over PrivateLink. */
  readonly endpointServiceName: pulumi.Output<string> | undefined;
  /** The host through which a person reaches the cluster's endpoint, where there is one. */
  readonly tunnel: Tunnel | undefined;
  /** The builds that deploy from inside the VPC, where there are any. */
  readonly runner: Runner | undefined;

  constructor(name: string, { keep, target, replicaProvider }: AwsKeepArgs, opts: pulumi.ComponentResourceOptions) {
    // Inputs of the component, so that the policy pack knows waivers, account and outsiders before it judges what stands in the keep.
    super("modelkeep:aws:Keep", name, { waivers: keep.waivers, account: target.accountId, named: namedBy(keep, target) }, opts);
    const parent = { parent: this };
    const place = placeOf(keep.name, target);
    const names = awsNames(place);
    const { deployer, publisher, breakGlass, tunnel, runner } = target.access;
    const privateLinkClients = keep.clients.filter(isPrivateLink);
    const images = mirrorList(keep, target);
    const { purchase } = keep.capacity;

    const keys = new Keys(
      "keys",
      { place, deployer, publisher, replicated: target.vault.replicaRegion !== undefined, runner: runner !== undefined },
      parent,
    );
    const logs = new Logs("logs", { place, keyArn: keys.logs.arn, retentionDays: keep.audit.retentionDays }, parent);

    // The network: nothing in it leads out, and nothing leads in.
    const zones = zoneNames(target) ?? [];
    const services = endpointServices({ target });
    const network = new Network(
      "network",
      { place, cidr: target.network.cidr, zones, blockPublicAccess: target.accountWide.blockPublicAccess },
      parent,
    );
    new FlowLogs("flow-logs", { place, vpcId: network.vpc.id, logGroupArn: logs.flow.arn }, parent);
    const dnsFirewall = new DnsFirewall(
      "dns-firewall",
      { place, vpcId: network.vpc.id, logGroupArn: logs.dns.arn, services, ownBuckets: runner ? [runner.stateBucket] : [] },
      parent,
    );
    const groups = new SecurityGroups(
      "groups",
      { place, vpcId: network.vpc.id, tunnel, runner: runner !== undefined, privateLinkClients, frontDoorPort: frontDoorNodePort },
      parent,
    );
    const pulled = [...images.map((image) => image.name), ...(runner ? ["runner"] : [])];
    const endpoints = new Endpoints("endpoints", { place, network, groups, services, images: pulled, runner }, parent);

    // What cannot be rebuilt, and who touched it.
    const registry = new Registry(
      "registry",
      {
        place,
        keyArn: keys.registry.arn,
        images: [
          ...images.map(({ name, source }) => ({ name, reference: source })),
          ...(runner ? [{ name: "runner", reference: runner.image }] : []),
        ],
      },
      parent,
    );
    const retentionDays = keep.audit.retentionDays;
    const vault = new Vault(
      "vault",
      {
        place,
        key: keys.vault,
        endpointId: endpoints.byService.s3.id,
        deployer,
        publisher,
        reader: names.role("weights-reader"),
        objectLock: target.vault.objectLock,
        retentionDays,
        ...(target.vault.replicaRegion && replicaProvider ? { replicaRegion: target.vault.replicaRegion, replicaProvider } : {}),
      },
      parent,
    );
    new Trail(
      "trail",
      {
        place,
        key: keys.logs,
        deployer,
        vaultArn: vault.bucket.arn,
        ...(vault.replica ? { replicaArn: vault.replica.bucket.arn } : {}),
        auditLogs: logs.audit,
        accessLogs: vault.accessLogs.destination,
        retentionDays,
      },
      parent,
    );
    const alarms = new Alarms(
      "alarms",
      {
        place,
        key: keys.logs,
        keys,
        auditLogs: logs.audit,
        emails: target.alerts.emails,
        ...(breakGlass ? { breakGlass } : {}),
        ...(purchase.kind === "capacity-block" ? { capacityBlock: purchase } : {}),
      },
      parent,
    );
    new GuardDuty("guard-duty", { mode: target.accountWide.guardDuty }, parent);
    const { emails, monthlyBudgetUsd } = target.alerts;
    if (monthlyBudgetUsd !== undefined)
      new Budget("budget", { place, monthlyUsd: monthlyBudgetUsd, emails, topicArn: alarms.topicArn }, parent);

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
      parent,
    );

    // The one way in.
    this.tunnel =
      groups.tunnel &&
      new Tunnel(
        "tunnel",
        {
          place,
          subnetId: network.endpointSubnets[0]!.id,
          privateIp: tunnelHostAddress(network.plan[0]!.endpoints),
          securityGroupId: groups.tunnel.id,
          keyArn: keys.volumes.arn,
          tags: keep.tags,
        },
        parent,
      );
    this.runner =
      runner &&
      groups.runner &&
      new Runner(
        "runner",
        {
          place,
          stack: pulumi.getStack(),
          settings: runner,
          vpcId: network.vpc.id,
          subnetIds: network.nodeSubnets.map(({ id }) => id),
          securityGroupId: groups.runner.id,
          keyArn: keys.logs.arn,
          retentionDays,
        },
        { ...parent, dependsOn: [registry] },
      );
    const privateLink =
      groups.loadBalancer &&
      new PrivateLink(
        "private-link",
        {
          place,
          vpcId: network.vpc.id,
          subnetIds: network.loadBalancerSubnets.map((subnet) => subnet.id),
          securityGroupId: groups.loadBalancer.id,
          autoScalingGroupName: this.compute.gpuPool.autoScalingGroupName,
          frontDoorPort: frontDoorNodePort,
          clients: privateLinkClients,
          topicArn: alarms.topicArn,
        },
        parent,
      );

    this.endpointServiceName = privateLink?.service.serviceName;
    this.vaultBucket = vault.bucket.bucket;
    this.registerOutputs({});
  }
}
