import type { PreviewResource } from "../../../engine/preview.ts";
import type { Inventory } from "../../input/inventory.ts";
import { listOf, objectOf, textOf, truthOf } from "../../input/value.ts";
import { hop } from "../hop.ts";
import { rangeOf, unite } from "../space/addresses.ts";
import type { Interface } from "./interface.ts";
import { addressWords, InterfaceMaker } from "./interface-maker.ts";
import { type LaunchedInterface, launchedBy } from "./launch-template.ts";
import type { SecurityGroups } from "./security-groups.ts";
import type { Vpcs } from "./vpcs.ts";

/** All network interfaces of the resources of an inventory. */
export class Interfaces {
  readonly all: readonly Interface[];
  readonly #inventory: Inventory;
  readonly #groups: SecurityGroups;
  readonly #make: InterfaceMaker;

  constructor(inventory: Inventory, vpcs: Vpcs, groups: SecurityGroups) {
    this.#inventory = inventory;
    this.#groups = groups;
    this.#make = new InterfaceMaker(inventory, vpcs, groups);
    this.all = [
      ...inventory.of("aws:ec2/instance:Instance").flatMap((resource) => this.#instance(resource)),
      ...inventory.of("aws:eks/nodeGroup:NodeGroup").flatMap((resource) => this.#nodeGroup(resource)),
      ...inventory.of("aws:autoscaling/group:Group").flatMap((resource) => this.#autoScalingGroup(resource)),
      ...inventory.of("aws:eks/cluster:Cluster").flatMap((resource) => this.#controlPlane(resource)),
      ...inventory.of("aws:ec2/vpcEndpoint:VpcEndpoint").flatMap((resource) => this.#endpoint(resource)),
      ...inventory.of("aws:ec2/networkInterface:NetworkInterface").flatMap((resource) => this.#apart(resource)),
      ...inventory.of("aws:lambda/function:Function", "aws:codebuild/project:Project").flatMap((resource) => this.#run(resource)),
      ...inventory
        .of("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer")
        .flatMap((resource) => this.#loadBalancer(resource)),
    ];
  }

  of(owner: PreviewResource): Interface[] {
    return this.all.filter((one) => one.owner === owner);
  }

  #instance(resource: PreviewResource): Interface[] {
    const { inputs } = resource;
    const own: LaunchedInterface = {
      from: resource,
      path: "",
      groups: listOf(inputs["vpcSecurityGroupIds"] ?? inputs["securityGroups"]),
      publicIpv4: truthOf(inputs["associatePublicIpAddress"]),
      ipv6: listOf(inputs["ipv6Addresses"]).length > 0 || Number(inputs["ipv6AddressCount"] ?? 0) > 0 ? true : undefined,
      subnetId: inputs["subnetId"],
    };
    const launched = launchedBy(this.#inventory, resource, inputs["launchTemplate"]);
    // Interfaces that are separate resources are read as such.
    if (own.subnetId === undefined && listOf(inputs["networkInterfaces"]).length > 0) return [];
    return this.#make.launched(
      resource,
      [own.subnetId ?? launched?.[0]?.subnetId ?? "a default subnet of the account"],
      launched,
      own,
      truthOf(inputs["sourceDestCheck"]) === false,
    );
  }

  #nodeGroup(resource: PreviewResource): Interface[] {
    const { subnetIds, launchTemplate, clusterName } = resource.inputs;
    const launched = launchedBy(this.#inventory, resource, launchTemplate);
    const found = this.#make.launched(resource, listOf(subnetIds), launched, undefined, false);
    // Nodes whose template names no group get the one that EKS created.
    const cluster =
      this.#inventory.referred(clusterName) ??
      this.#inventory.of("aws:eks/cluster:Cluster").find(({ inputs, name }) => (inputs["name"] ?? name) === clusterName);
    if (launched?.every(({ groups }) => groups.length > 0) !== false || !cluster) return found;
    return found.map((one) => ({ ...one, groups: [this.#groups.clusterGroupOf(cluster)] }));
  }

  #autoScalingGroup(resource: PreviewResource): Interface[] {
    const { vpcZoneIdentifiers, launchTemplate, mixedInstancesPolicy } = resource.inputs;
    const mixed = objectOf(objectOf(mixedInstancesPolicy)["launchTemplate"])["launchTemplateSpecification"];
    return this.#make.launched(
      resource,
      listOf(vpcZoneIdentifiers),
      launchedBy(this.#inventory, resource, launchTemplate ?? mixed),
      undefined,
      false,
    );
  }

  #controlPlane(resource: PreviewResource): Interface[] {
    const { subnetIds, securityGroupIds } = objectOf(resource.inputs["vpcConfig"]);
    const groups = [...listOf(securityGroupIds).map((group) => this.#groups.key(group)), this.#groups.clusterGroupOf(resource)];
    const ipv6 = textOf(objectOf(resource.inputs["kubernetesNetworkConfig"])["ipFamily"]) === "ipv6";
    return this.#make.inSubnets(resource, subnetIds, groups, {
      ipv6: { is: ipv6, hop: hop(resource, "kubernetesNetworkConfig.ipFamily", addressWords.ipv6) },
    });
  }

  #endpoint(resource: PreviewResource): Interface[] {
    const { vpcEndpointType, subnetIds, securityGroupIds, subnetConfigurations } = resource.inputs;
    if (["Gateway", "GatewayLoadBalancer"].includes(textOf(vpcEndpointType) ?? "Gateway")) return [];
    const subnets = [...listOf(subnetIds), ...listOf(subnetConfigurations).map((one) => objectOf(one)["subnetId"])];
    return this.#make.inSubnets(
      resource,
      [...new Set(subnets)],
      listOf(securityGroupIds).map((group) => this.#groups.key(group)),
      { opens: false },
    );
  }

  #apart(resource: PreviewResource): Interface[] {
    const { subnetId, securityGroups, sourceDestCheck, privateIp, privateIps } = resource.inputs;
    const fixed = [...listOf(privateIp), ...listOf(privateIps)].map(textOf).filter((text) => text !== undefined && /^[\d.]+$/.test(text));
    return this.#make.inSubnets(
      resource,
      [subnetId],
      listOf(securityGroups).map((group) => this.#groups.key(group)),
      {
        forwards: truthOf(sourceDestCheck) === false,
        ...(fixed.length > 0 ? { addresses: unite(fixed.map((text) => rangeOf(`${text}/32`))) } : {}),
      },
    );
  }

  /** A function or a build, which runs in the VPC only if configured. */
  #run(resource: PreviewResource): Interface[] {
    const { subnetIds, subnets, securityGroupIds } = objectOf(resource.inputs["vpcConfig"]);
    return this.#make.inSubnets(
      resource,
      subnetIds ?? subnets,
      listOf(securityGroupIds).map((group) => this.#groups.key(group)),
    );
  }

  #loadBalancer(resource: PreviewResource): Interface[] {
    const { subnets, subnetMappings, internal, securityGroups, ipAddressType, loadBalancerType } = resource.inputs;
    const groups = listOf(securityGroups).map((group) => this.#groups.key(group));
    const isInternal = truthOf(internal) ?? false;
    const open = isInternal === "unknown" ? isInternal : !isInternal;
    const found = this.#make.inSubnets(
      resource,
      [...listOf(subnets), ...listOf(subnetMappings).map((one) => objectOf(one)["subnetId"])],
      groups,
      {
        publicIpv4: { is: open, hop: hop(resource, "internal", "the load balancer faces the internet, so it has a public address") },
        ipv6: { is: textOf(ipAddressType)?.startsWith("dualstack") ? open : false, hop: hop(resource, "ipAddressType", addressWords.ipv6) },
      },
    );
    // A network load balancer without a group admits everyone; an application load balancer gets the VPC's default group.
    return groups.length === 0 && textOf(loadBalancerType) === "network" ? found.map((one) => ({ ...one, groups: "none" })) : found;
  }
}
