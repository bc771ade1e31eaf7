/** Load balancers of all generations; the classic one is the last. */
export const loadBalancers: readonly string[] = [
  "aws:lb/loadBalancer:LoadBalancer",
  "aws:alb/loadBalancer:LoadBalancer",
  "aws:elb/loadBalancer:LoadBalancer",
];

export const targetGroups: readonly string[] = ["aws:lb/targetGroup:TargetGroup", "aws:alb/targetGroup:TargetGroup"];
