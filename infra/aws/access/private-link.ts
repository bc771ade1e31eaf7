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
  /** Load-balancer subnets, one for each zone. */
  subnetIds: pulumi.Input<string>[];
  /** Security group of the load balancer. */
  securityGroupId: pulumi.Input<string>;
  /** The models that clients reach, each with the nodes on which its front door runs. */
  listeners: readonly (ModelListener & { autoScalingGroupName: pulumi.Input<string> })[];
  /** Clients that come over PrivateLink; at least one. */
  clients: readonly PrivateLinkClient[];
  /** Topic that hears of every connection asked for, accepted, rejected or cut. */
  topicArn: pulumi.Input<string>;
}

/**
 * The one way in: an endpoint service that only the clients' principals find, and whose every connection a person accepts.
 * TLS passes through the load balancer unopened; the front door ends it, and learns from proxy protocol which endpoint calls.
 * Taking a client out of the settings stops new connections alone: reject its endpoint as well to cut what was accepted.
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
        // A load balancer made without a group can never get one.
        securityGroups: [args.securityGroupId],
        // "on" checks a client's own address against the group, which can be done only where all of them are known.
        // "off" leaves the group to refuse everybody inside the VPC, while the endpoint service decides who comes over PrivateLink.
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
        // The provider makes the name from this one, and a target group's has at most 32 characters.
        suffix === "" ? `${name}-front-door` : `${name}-door${suffix}`,
        {
          vpcId: args.vpcId,
          targetType: "instance",
          protocol: "TCP",
          port: nodePort,
          // Over PrivateLink a target sees the load balancer's address; the header in front carries the client's, and the id of its endpoint.
          proxyProtocolV2: true,
          preserveClientIp: "false",
          // Answers stream for minutes: let them end before a node goes.
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

    // Principals are named by resources of their own; the list `allowedPrincipals` would fight with them at every update.
    this.service = new aws.ec2.VpcEndpointService(
      `${name}-service`,
      { acceptanceRequired: true, networkLoadBalancerArns: [this.loadBalancer.arn], tags },
      parent,
    );
    const principals = [...new Set(clients.map(({ from }) => from.principal))];
    for (const principalArn of principals)
      new aws.ec2.VpcEndpointServiceAllowedPrinciple(
        // Named by the principal: were it named by a client, the first of two with one principal could not leave without cutting off the other.
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
