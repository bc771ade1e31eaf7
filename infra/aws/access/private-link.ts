import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { loadBalancerIdleSeconds } from "../../../charts/front-door/hop-timeouts.ts";
import type { PrivateLinkClient } from "../../settings/clients.ts";
import type { Place } from "../names.ts";
import { clientRanges } from "../network/client-ranges.ts";
import { type ModelListener, portSuffix } from "./listeners.ts";

export interface PrivateLinkArgs {
  place: Place;
  vpcId: pulumi.Input<string>;
  /** Load-balancer subnets, one per zone. */
  subnetIds: pulumi.Input<string>[];
  /** Security group of the load balancer. */
  securityGroupId: pulumi.Input<string>;
  /** The models that clients reach, each with the nodes that run its front door. */
  listeners: readonly (ModelListener & { autoScalingGroupName: pulumi.Input<string> })[];
  /** Clients that connect over PrivateLink; at least one. */
  clients: readonly PrivateLinkClient[];
  /** Topic that is notified of every connection request, acceptance, rejection and deletion. */
  topicArn: pulumi.Input<string>;
}

/**
 * The only inbound path: an endpoint service that only the clients' principals can use, with manual acceptance of every connection. The
 * load balancer passes TLS through; the front door terminates it, and learns the calling endpoint from proxy protocol. Removing a client
 * from the settings only stops new connections: reject its endpoint as well to close accepted ones.
 */
export class PrivateLink extends pulumi.ComponentResource {
  readonly service: aws.ec2.VpcEndpointService;
  readonly loadBalancer: aws.lb.LoadBalancer;

  constructor(name: string, args: PrivateLinkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:PrivateLink", name, {}, opts);
    const parent = { parent: this };
    const { place, listeners, clients } = args;
    const tags = { Name: place.prefix };

    this.loadBalancer = new aws.lb.LoadBalancer(
      `${name}-nlb`,
      {
        loadBalancerType: "network",
        internal: true,
        subnets: args.subnetIds,
        // A load balancer created without a security group can never get one.
        securityGroups: [args.securityGroupId],
        // "on" checks a client's own address against the group, which requires that all of them are known.
        // "off" lets the group deny everything inside the VPC, while the endpoint service decides which clients connect over PrivateLink.
        enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: clientRanges(clients) ? "on" : "off",
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: true,
        tags,
      },
      parent,
    );
    for (const { listener, nodePort, autoScalingGroupName } of listeners) {
      const suffix = portSuffix(listener);
      const targets = new aws.lb.TargetGroup(
        // The provider derives the physical name from this one, and a target group's has at most 32 characters.
        suffix === "" ? `${name}-front-door` : `${name}-door${suffix}`,
        {
          vpcId: args.vpcId,
          targetType: "instance",
          protocol: "TCP",
          port: nodePort,
          // Over PrivateLink a target sees the load balancer's address; the proxy protocol header has the client's, and the id of its
          // endpoint.
          proxyProtocolV2: true,
          preserveClientIp: "false",
          // Responses stream for minutes: let them finish before a node is removed.
          deregistrationDelay: 600,
          healthCheck: { protocol: "TCP", interval: 10, healthyThreshold: 3, unhealthyThreshold: 3 },
          tags,
        },
        parent,
      );
      new aws.lb.Listener(
        `${name}-tls${suffix}`,
        {
          loadBalancerArn: this.loadBalancer.arn,
          protocol: "TCP",
          port: listener,
          tcpIdleTimeoutSeconds: loadBalancerIdleSeconds,
          defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
          tags,
        },
        parent,
      );
      new aws.autoscaling.Attachment(
        `${name}-nodes${suffix}`,
        { autoscalingGroupName: autoScalingGroupName, lbTargetGroupArn: targets.arn },
        parent,
      );
    }

    // Principals are separate resources; the list `allowedPrincipals` would conflict with them at every update.
    this.service = new aws.ec2.VpcEndpointService(
      `${name}-service`,
      { acceptanceRequired: true, networkLoadBalancerArns: [this.loadBalancer.arn], tags },
      parent,
    );
    const principals = [...new Set(clients.map(({ from }) => from.principal))];
    for (const principalArn of principals)
      new aws.ec2.VpcEndpointServiceAllowedPrinciple(
        // Named by the principal: if named by a client, removing the first of two clients with one principal would cut off the other.
        `${name}-${principalArn.replace("arn:aws:iam::", "").replace(":", "-")}`,
        { vpcEndpointServiceId: this.service.id, principalArn },
        parent,
      );
    new aws.ec2.VpcEndpointConnectionNotification(
      `${name}-notification`,
      {
        vpcEndpointServiceId: this.service.id,
        connectionNotificationArn: args.topicArn,
        connectionEvents: ["Connect", "Accept", "Reject", "Delete"],
      },
      parent,
    );
    this.registerOutputs({ serviceName: this.service.serviceName });
  }
}
