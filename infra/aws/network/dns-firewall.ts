import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { addOnRegistryAccounts } from "../../../catalog/eks.ts";
import type { EndpointService } from "../../../catalog/endpoints.ts";
import { arnsOf, awsNames, type Place } from "../names.ts";
import { policyDocument, policyJson } from "../policy-document.ts";
import { allowedNames } from "./dns-names.ts";

export interface DnsFirewallArgs {
  place: Place;
  /** VPC whose resolver is filtered. */
  vpcId: pulumi.Input<string>;
  /** Log group for all queries. */
  logGroupArn: pulumi.Input<string>;
  /** Endpoint services in use; their names resolve. */
  services: readonly EndpointService[];
  /** Buckets of the account that the keep uses in addition to the vault; default none. */
  ownBuckets?: readonly string[];
}

/**
 * A resolver that answers only for the names in use, and logs every query. A VPC without a route out still resolves names, and a query for
 * `<secret>.example.com` reaches the name server of example.com: DNS would be the last exfiltration path.
 */
export class DnsFirewall extends pulumi.ComponentResource {
  /** Associates the rules with the VPC; instances that start after this never see an unfiltered resolver. */
  readonly association: aws.route53.ResolverFirewallRuleGroupAssociation;

  constructor(name: string, { place, vpcId, logGroupArn, services, ownBuckets }: DnsFirewallArgs, opts?: pulumi.ComponentResourceOptions) {
    super("modelkeep:aws:DnsFirewall", name, {}, opts);
    const parent = { parent: this };
    const named = (purpose: string) => `${place.prefix}-${purpose}`;

    // AWS stores and returns names with their trailing dot; without it every preview would show a change.
    // Source: hashicorp/terraform-provider-aws#23543; seen with the provider against a server that answers as AWS does.
    const list = (purpose: string, names: string[]) =>
      new aws.route53.ResolverFirewallDomainList(
        `${name}-${purpose}`,
        { name: named(purpose), domains: names.map((one) => `${one}.`) },
        parent,
      );
    const inUse = list("names-in-use", allowedNames(place, services, addOnRegistryAccounts(place.region), ownBuckets));
    const everyName = list("every-name", ["*"]);

    const group = new aws.route53.ResolverFirewallRuleGroup(`${name}-rules`, { name: named("names") }, parent);
    const firewallRuleGroupId = group.id;
    const rules = [
      new aws.route53.ResolverFirewallRule(
        `${name}-allow-names-in-use`,
        {
          name: "allow-names-in-use",
          firewallRuleGroupId,
          firewallDomainListId: inUse.id,
          priority: 100,
          action: "ALLOW",
          // AWS names resolve through CNAMEs (a bucket's to s3-r-w.<region>...) that are not documented: only the first name is checked.
          firewallDomainRedirectionAction: "TRUST_REDIRECTION_DOMAIN",
        },
        parent,
      ),
      new aws.route53.ResolverFirewallRule(
        `${name}-block-every-other`,
        {
          name: "block-every-other",
          firewallRuleGroupId,
          firewallDomainListId: everyName.id,
          priority: 200,
          action: "BLOCK",
          blockResponse: "NODATA",
        },
        parent,
      ),
    ];
    // Priorities are between 100 and 9900, exclusive. Mutation protection must be disabled before a destroy.
    this.association = new aws.route53.ResolverFirewallRuleGroupAssociation(
      `${name}-association`,
      { name: named("names"), firewallRuleGroupId, vpcId, priority: 101, mutationProtection: "ENABLED" },
      { ...parent, dependsOn: rules },
    );
    // Fail closed: while the firewall is unavailable, the resolver does not answer.
    new aws.route53.ResolverFirewallConfig(`${name}-fail-closed`, { resourceId: vpcId, firewallFailOpen: "DISABLED" }, parent);

    // Without this policy the service creates its own in the account, for more than this log group.
    const logGroup = arnsOf(place).logGroup(awsNames(place).dnsLogs);
    const delivery = new aws.cloudwatch.LogResourcePolicy(
      `${name}-log-delivery`,
      {
        policyName: named("dns-log-delivery"),
        policyDocument: policyJson(
          policyDocument({
            Sid: "DeliverResolverQueries",
            Effect: "Allow",
            Principal: { Service: "delivery.logs.amazonaws.com" },
            Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
            Resource: `${logGroup}:*`,
            Condition: {
              StringEquals: { "aws:SourceAccount": place.accountId },
              ArnLike: { "aws:SourceArn": arnsOf(place).regional("logs", "*") },
            },
          }),
        ),
      },
      parent,
    );
    const log = new aws.route53.ResolverQueryLogConfig(
      `${name}-query-log`,
      { name: named("dns-queries"), destinationArn: logGroupArn },
      { ...parent, dependsOn: [delivery] },
    );
    new aws.route53.ResolverQueryLogConfigAssociation(`${name}-query-log`, { resolverQueryLogConfigId: log.id, resourceId: vpcId }, parent);
    this.registerOutputs({});
  }
}
