import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { PrivateLinkClient } from "../../settings/clients.ts";
import { type ModelListener, portSuffix } from "../access/listeners.ts";
import type { Place } from "../names.ts";
import { clientRanges } from "./client-ranges.ts";

export interface SecurityGroupsArgs {
  place: Place;
  vpcId: pulumi.Input<string>;
  /** Whether there is a tunnel host. */
  tunnel: boolean;
  /** Whether builds run inside the VPC; default false. */
  runner?: boolean;
  /** Clients that connect over PrivateLink; without any there is no load balancer. */
  privateLinkClients: readonly PrivateLinkClient[];
  /** Ports of the load balancer, each with the node port of the front door behind it and the clients that may use it. */
  frontDoorPorts: readonly Pick<ModelListener, "listener" | "nodePort" | "clients">[];
}

/** A security group and its role, which is part of its name and its rules' names. */
interface Member {
  role: string;
  group: aws.ec2.SecurityGroup;
}

/**
 * Allowed connections; all others are denied. Groups reference groups, not addresses.
 * DNS, time and instance metadata are link-local, which security groups do not filter.
 */
export class SecurityGroups extends pulumi.ComponentResource {
  /** Of the interface endpoints. */
  readonly endpoints: aws.ec2.SecurityGroup;
  /** Of the cluster's network interfaces, in addition to the group that EKS creates itself. */
  readonly controlPlane: aws.ec2.SecurityGroup;
  /** Of nodes and pods. */
  readonly nodes: aws.ec2.SecurityGroup;
  /** Of the load balancer; undefined without PrivateLink clients. */
  readonly loadBalancer: aws.ec2.SecurityGroup | undefined;
  /** Of the tunnel host, if there is one. */
  readonly tunnel: aws.ec2.SecurityGroup | undefined;
  /** Of builds, if they run inside the VPC. */
  readonly runner: aws.ec2.SecurityGroup | undefined;

  constructor(name: string, args: SecurityGroupsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:SecurityGroups", name, {}, opts);
    const parent = { parent: this };
    const { place, vpcId, privateLinkClients, frontDoorPorts } = args;

    // A new group allows all egress; the provider removes that rule if, as here, none is declared.
    const member = (role: string, description: string): Member => ({
      role,
      group: new aws.ec2.SecurityGroup(`${name}-${role}`, { vpcId, description, tags: { Name: `${place.prefix}-${role}` } }, parent),
    });
    const ports = (port: number | "all") => (port === "all" ? { ipProtocol: "-1" } : { ipProtocol: "tcp", fromPort: port, toPort: port });
    const connect = (from: Member, to: Member, port: number | "all", description: string, suffix = "") => {
      const pair = `${from.role}-to-${to.role}${suffix}`;
      const rule = { description, ...ports(port) };
      new aws.vpc.SecurityGroupEgressRule(
        `${name}-${pair}-out`,
        { ...rule, securityGroupId: from.group.id, referencedSecurityGroupId: to.group.id },
        parent,
      );
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${pair}-in`,
        { ...rule, securityGroupId: to.group.id, referencedSecurityGroupId: from.group.id },
        parent,
      );
    };

    const endpoints = member("endpoints", "VPC endpoints of AWS services");
    const controlPlane = member("control-plane", "Network interfaces of the EKS control plane");
    const nodes = member("nodes", "Nodes and pods");
    connect(nodes, endpoints, 443, "AWS services");
    connect(nodes, controlPlane, 443, "Kubernetes API");
    connect(controlPlane, nodes, 10250, "kubelet: logs and probes");
    // Pods share the group of their node; network policies isolate them. EFA requires that all traffic within the group is allowed both
    // ways.
    connect(nodes, nodes, "all", "Pods of one cluster, and EFA");

    if (privateLinkClients.length > 0) {
      const loadBalancer = member("load-balancer", "Load balancer behind the PrivateLink service");
      // If one client has no ranges, the load balancer does not check any client's address.
      const open = clientRanges(privateLinkClients) === undefined;
      for (const { listener, nodePort, clients } of frontDoorPorts) {
        const suffix = portSuffix(listener);
        connect(loadBalancer, nodes, nodePort, "Front door, and its health check", suffix);
        for (const cidrIpv4 of open ? [] : (clientRanges(clients) ?? []))
          new aws.vpc.SecurityGroupIngressRule(
            `${name}-clients-${cidrIpv4}${suffix}`,
            { securityGroupId: loadBalancer.group.id, description: "PrivateLink clients", cidrIpv4, ...ports(listener) },
            parent,
          );
      }
      this.loadBalancer = loadBalancer.group;
    }
    if (args.tunnel) {
      const tunnel = member("tunnel", "Host for Session Manager tunnels; nothing connects to it");
      connect(tunnel, endpoints, 443, "Session Manager");
      connect(tunnel, controlPlane, 443, "Kubernetes API through the tunnel");
      this.tunnel = tunnel.group;
    }
    if (args.runner) {
      const runner = member("runner", "Builds that deploy the Kubernetes half; nothing connects to them");
      connect(runner, endpoints, 443, "AWS services");
      connect(runner, controlPlane, 443, "Kubernetes API");
      this.runner = runner.group;
    }

    this.endpoints = endpoints.group;
    this.controlPlane = controlPlane.group;
    this.nodes = nodes.group;
    this.registerOutputs({});
  }
}
