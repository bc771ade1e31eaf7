import type { Harmless } from "./harmless.ts";

/** Weakenings of resources of AWS that weaken nothing, and why. */
export const harmlessOnAws: readonly Harmless[] = [
  // Less is opened.
  {
    match:
      /^(SecurityGroup(Ingress|Egress)Rule|VpcEndpointServiceAllowedPrinciple|AccessEntry|AccessPolicyAssociation|PodIdentityAssociation|RolePolicy|VpcEndpoint|VpcEndpointService|Attachment|Listener|TargetGroup) remove /,
    why: "an allowance or a way in is gone: less is opened",
  },
  {
    match: /^Listener cut tcpIdleTimeoutSeconds/,
    why: "the front door sends a keepalive every minute at most, and AWS takes no less than 60 s",
  },
  { match: /^NetworkAcl (drop|empty|cut) (in|e)gress/, why: "an allowance is gone, or refused by AWS for want of a field: less is opened" },
  { match: /^NetworkAcl port /, why: "the rule is for every protocol within the VPC, or for fewer ports than before" },
  {
    match: /^ResolverFirewall(Rule|DomainList) (remove|cut|drop|empty) /,
    why: "fewer names resolve, or the rule that lets names through comes sooner; the last rule still blocks the rest",
  },
  { match: /^AccessEntry (drop|empty) kubernetesGroups$/, why: "a right is gone: less is opened" },
  {
    match: /^(VpcEndpoint (drop|empty) subnetConfigurations|Instance drop privateIp)/,
    why: "AWS chooses the address: the loader's network policy then names one where nothing answers, or an endpoint that its credentials do not open",
  },
  {
    match: /^VpcEndpoint (drop|flip) dnsOptions/,
    why: "AWS refuses it without a gateway endpoint, or the name of S3 leads nowhere: less is opened",
  },
  { match: /^VpcEndpoint (drop|empty) (routeTableIds|subnetIds)/, why: "the endpoint is reached from nowhere: less is opened" },
  { match: /^VpcEndpoint undeny policy Statement #/, why: "the allowance before it names the account already" },
  // The provider or AWS refuses it.
  { match: /^AccessEntry (drop|weaken) type$/, why: "STANDARD is the default, and AWS refuses other words" },
  {
    match:
      /^(LaunchTemplate|NodeGroup|Trail|Addon|Budget|DetectorFeature|Listener|EventRule|FlowLog|LifecyclePolicy|BucketLifecycleConfiguration|SecurityGroup\w+Rule|BucketServerSideEncryptionConfiguration|ResolverFirewall\w+|MetricAlarm|LogMetricFilter|Instance|AccessPolicyAssociation) drop \S+ # /,
    why: "AWS refuses an item without it, or takes the same default",
  },
  {
    match: /^SecurityGroup(In|E)gressRule (drop|port) (fromPort|toPort|ipProtocol|cidrIpv4|referencedSecurityGroupId|prefixListId)/,
    why: "AWS refuses a rule without protocol, ports or target, and a range that ends before it begins",
  },
  { match: /^EventRule (drop|empty|cut) eventPattern/, why: "the pattern matches more, or AWS refuses it" },
  { match: /^Trail empty advancedEventSelectors # fieldSelectors # (equals|startsWiths)/, why: "AWS refuses a selector without values" },
  {
    match:
      /^(EventTarget drop arn|FlowLog drop (logDestination|iamRoleArn)|LogMetricFilter drop pattern|Topic\w* drop|MetricAlarm drop (evaluationPeriods|comparisonOperator|period|statistic|threshold))/,
    why: "AWS refuses it without",
  },
  {
    match: /^Cluster (drop|empty) (vpcConfig subnetIds|roleArn|kubernetesNetworkConfig)|^Cluster widen kubernetesNetworkConfig/,
    why: "AWS refuses it, or chooses a private range itself",
  },
  { match: /^Listener (drop|empty) defaultActions/, why: "AWS refuses a listener without" },
  {
    match: /^(Instance|LaunchTemplate|NodeGroup) drop launchTemplate (id|version)/,
    why: "AWS refuses a template without its id, and takes the default version, which follows the newest",
  },
  {
    match:
      /^VpcEndpointService (drop|empty) networkLoadBalancerArns|^VpcEndpointConnectionNotification drop|^Alias drop|^ResolverQueryLogConfig drop|^InstanceProfile drop/,
    why: "AWS refuses it without",
  },
  {
    match: /^VpcEndpoint drop (vpcEndpointType|serviceName|vpcId)/,
    why: "AWS refuses an interface service as a gateway, and an endpoint of nothing",
  },
  // AWS's default is as strong.
  { match: /^(Default\w+) drop (ingress|egress|routes)$/, why: "left out, the provider takes every rule away as well" },
  {
    match:
      /^(Bucket drop (forceDestroy|bucket)|Repository drop forceDelete|Detector drop enable|Key drop (deletionWindowInDays|multiRegion)|Subnet drop mapPublicIpOnLaunch|Vpc drop enableDnsSupport|NodeGroup drop forceUpdateVersion|ResolverFirewallConfig drop firewallFailOpen|Trail drop includeGlobalServiceEvents|LoadBalancer drop enforceSecurityGroup\w+|Instance drop associatePublicIpAddress|FlowLog drop logDestinationType)/,
    why: "AWS's default is the same",
  },
  {
    match: /^BucketServerSideEncryptionConfiguration (drop|empty|flip) rules/,
    why: "S3 encrypts with its own key by default, as this bucket of access logs must; a bucket key saves calls and nothing else",
  },
  { match: /^LaunchTemplate drop metadataOptions (httpEndpoint|instanceMetadataTags)/, why: "the default is the same" },
  { match: /^FlowLog drop logFormat/, why: "AWS's own format names both ends, ports and the verdict as well" },
  // The keep would not work; nothing is opened.
  {
    match:
      /^(Addon|Alias|Instance|InstanceProfile|LaunchTemplate|NodeGroup|Role|Repository|LogGroup|LoadBalancer|Cluster|Topic|LogResourcePolicy|ResolverFirewallRuleGroup|RouteTable|SecurityGroup|Subnet|Vpc|Key|Bucket|Budget|LifecyclePolicy|BucketLifecycleConfiguration) remove /,
    why: "what others need is gone, or what only saves money: the keep does not come up, or costs more, and nothing is opened",
  },
  {
    match:
      /^(Instance|NodeGroup|LaunchTemplate) (drop|empty) (subnetId|subnetIds|imageId|instanceType|iamInstanceProfile( arn)?|userData|networkInterfaces # (securityGroups|interfaceType))$/,
    why: "AWS refuses it, or the node does not join",
  },
  {
    match: /^TargetGroup (drop|cut|port|weaken|flip) /,
    why: "health checks, or a port on which nothing answers; proxy protocol names the caller",
  },
  {
    match: /^(Trail drop (s3BucketName|name)|ResolverFirewallRuleGroupAssociation (drop|cut) )/,
    why: "AWS refuses it without; the place among other groups of the VPC opens nothing",
  },
  {
    match:
      /^(NodeGroup drop (taints|labels|clusterName|nodeRoleArn)|Addon drop (configurationValues|clusterName|addonName|podIdentityAssociations)|PodIdentityAssociation drop|Role drop|RolePolicy drop|LogResourcePolicy drop)/,
    why: "AWS refuses it without, or takes none of these where none is needed (taints of the system pool, the configuration of CoreDNS)",
  },
  {
    match:
      /^(RouteTable|RouteTableAssociation|SecurityGroup|Subnet|NetworkAcl|ResolverFirewallRule|SecurityGroup\w+Rule|VpcEndpointServiceAllowedPrinciple|Attachment|LifecyclePolicy|BucketLifecycleConfiguration|Listener|TargetGroup|Vpc|LogMetricFilter|ResolverFirewallDomainList) drop \w+$/,
    why: "AWS refuses it without",
  },
  // Neither secrets nor ways: sizes, times, money.
  {
    match:
      /^(NodeGroup (cut|raise|drop|flip) (scalingConfig|updateConfig|nodeRepairConfig|capacityType)|LaunchTemplate (cut|drop|flip|raise) (blockDeviceMappings # ebs (volumeSize|volumeType|deleteOnTermination)|networkInterfaces # (deviceIndex|networkCardIndex|deleteOnTermination)|updateDefaultVersion)|LaunchTemplate (drop|empty) tagSpecifications)/,
    why: "sizes, places and times of nodes",
  },
  { match: /^Budget |^LifecyclePolicy /, why: "money, and untagged images: nothing that is in use" },
  {
    match: /^MetricAlarm (cut|raise|drop) (period|threshold|evaluationPeriods|treatMissingData)/,
    why: "the alarm is raised sooner, or without data stays as it was",
  },
  {
    match:
      /^BucketLifecycleConfiguration (cut|raise|drop|empty|weaken|unprotect) rules|^BucketLifecycleConfiguration (unprotect|empty|drop)/,
    why: "unfinished uploads and old versions stay longer, or go when their lock is off; the lock is another resource",
  },
  { match: /^Bucket (drop|flip) objectLockEnabled/, why: "the bucket that takes access logs has no lock, which S3's delivery asks for" },
  {
    match: /^DetectorFeature (drop|empty|flip|weaken) additionalConfigurations/,
    why: "GuardDuty would manage its agents itself, beside the add-on: drift, and no less is watched",
  },
  {
    match: /^LogMetricFilter drop metricTransformation (value|defaultValue)/,
    why: "AWS refuses it without a value; without a default nothing is counted where nothing happened",
  },
  { match: /^AccessPolicyAssociation drop accessScope type/, why: "AWS refuses it without" },
  { match: /^RolePolicy star policy Statement # Resource/, why: "listing the names of log groups, which AWS grants on all or none" },
  { match: /^Key star policy Statement # Principal/, why: "a condition of the same statement still names the principals" },
];
