import { byRule, type Inputs, needed, number, own, tags, text } from "./input.ts";

/** The way of clients in other accounts: an endpoint service before a network load balancer. */
export const entrance: Inputs = {
  "aws:lb/loadBalancer:LoadBalancer": {
    name: text,
    loadBalancerType: needed(["network"]),
    internal: byRule("aws-lb-load-balancer-internal"),
    subnets: own,
    securityGroups: own,
    enableCrossZoneLoadBalancing: [true, false],
    enableDeletionProtection: byRule("aws-lb-load-balancer-deletion-protection"),
    enforceSecurityGroupInboundRulesOnPrivateLinkTraffic: ["on", "off"],
    tags,
  },
  "aws:lb/targetGroup:TargetGroup": {
    name: text,
    vpcId: own,
    port: number,
    protocol: byRule("aws-lb-target-group-encrypted"),
    targetType: ["instance"],
    proxyProtocolV2: byRule("aws-lb-target-group-client-address"),
    preserveClientIp: ["true", "false"],
    deregistrationDelay: number,
    healthCheck: {
      protocol: ["TCP"],
      interval: number,
      timeout: number,
      healthyThreshold: number,
      unhealthyThreshold: number,
      port: /^(\d+|traffic-port)$/,
    },
    tags,
  },
  "aws:lb/listener:Listener": {
    loadBalancerArn: needed(own),
    port: number,
    protocol: byRule("aws-lb-listener-tls"),
    tcpIdleTimeoutSeconds: number,
    defaultActions: { type: ["forward"], targetGroupArn: own },
    tags,
  },
  "aws:autoscaling/attachment:Attachment": { autoscalingGroupName: needed(own), lbTargetGroupArn: own },
  "aws:ec2/vpcEndpointService:VpcEndpointService": {
    acceptanceRequired: byRule("aws-ec2-vpc-endpoint-service-acceptance"),
    networkLoadBalancerArns: own,
    tags,
  },
  // The grant itself: that it is one of the settings' clients, the proof front-door-callers holds.
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple": {
    vpcEndpointServiceId: needed(own),
    principalArn: /^arn:aws[\w-]*:iam::\d{12}:(root|(role|user)\/[\w+=,.@/-]+)$/,
  },
  "aws:ec2/vpcEndpointConnectionNotification:VpcEndpointConnectionNotification": {
    vpcEndpointServiceId: needed(own),
    connectionNotificationArn: own,
    connectionEvents: ["Accept", "Connect", "Delete", "Reject"],
  },
};
