import { beforeAll, describe, expect, it } from "vitest";
import { DnsFirewall } from "../../../../infra/aws/network/dns-firewall.ts";
import { all, only, type Recorded, record } from "../../../support/recorder.ts";

const place = { prefix: "modelkeep-demo", accountId: "111122223333", region: "eu-central-1" };
const logGroupArn = "arn:aws:logs:eu-central-1:111122223333:log-group:/modelkeep/modelkeep-demo/dns";

let resources: Recorded[];
beforeAll(async () => {
  resources = await record(() => new DnsFirewall("dns", { place, vpcId: "vpc-1", logGroupArn, services: ["ec2", "logs"] }));
});
const rule = (name: string) => only(resources, "ResolverFirewallRule", name).inputs;

describe("the resolver", () => {
  it("answers for the names in use first, then for no name at all", { tags: ["dns-known-names-first"] }, () => {
    expect(all(resources, "ResolverFirewallRule")).toHaveLength(2);
    const [allow, block] = [rule("dns-allow-names-in-use"), rule("dns-block-every-other")];
    expect(allow).toMatchObject({ action: "ALLOW", firewallDomainListId: "dns-names-in-use-id", firewallRuleGroupId: "dns-rules-id" });
    expect(block).toMatchObject({
      action: "BLOCK",
      blockResponse: "NODATA",
      firewallDomainListId: "dns-every-name-id",
      firewallRuleGroupId: "dns-rules-id",
    });
    expect(allow["priority"]).toBeLessThan(block["priority"]);
    expect(only(resources, "ResolverFirewallDomainList", "dns-every-name").inputs["domains"]).toEqual(["*."]);
  });

  it("follows a name of AWS wherever it leads", () => {
    expect(rule("dns-allow-names-in-use")["firewallDomainRedirectionAction"]).toBe("TRUST_REDIRECTION_DOMAIN");
    expect(rule("dns-block-every-other")).not.toHaveProperty("firewallDomainRedirectionAction");
  });

  it("knows the registry from which nodes pull add-on images", () => {
    const { domains } = only(resources, "ResolverFirewallDomainList", "dns-names-in-use").inputs;
    expect(domains).toContain("602401143452.dkr.ecr.eu-central-1.amazonaws.com.");
    expect(domains).toContain("logs.eu-central-1.amazonaws.com.");
    expect(domains).not.toContain("*.");
  });

  it("keeps names as AWS gives them back, with their final dot, so that an update shows no change", {
    tags: ["dns-names-with-final-dot"],
  }, () => {
    const domains = all(resources, "ResolverFirewallDomainList").flatMap(({ inputs }) => inputs["domains"] as string[]);
    for (const domain of domains) expect(domain).toMatch(/^[^.]+(\.[^.]+)*\.$/);
  });

  it("fails closed", { tags: ["dns-firewall-fails-closed"] }, () => {
    expect(only(resources, "ResolverFirewallConfig").inputs).toEqual({ resourceId: "vpc-1", firewallFailOpen: "DISABLED" });
  });

  it("cannot be freed of its rules by mistake", { tags: ["dns-rules-protected"] }, () => {
    const { inputs, dependsOn } = only(resources, "ResolverFirewallRuleGroupAssociation");
    expect(inputs).toMatchObject({ vpcId: "vpc-1", firewallRuleGroupId: "dns-rules-id", mutationProtection: "ENABLED" });
    expect(inputs["priority"]).toBeGreaterThan(100);
    expect(inputs["priority"]).toBeLessThan(9900);
    expect(dependsOn).toEqual(expect.arrayContaining(["dns-allow-names-in-use", "dns-block-every-other"]));
  });
});

describe("the query log", () => {
  it("takes every query of the VPC", () => {
    expect(only(resources, "ResolverQueryLogConfig").inputs["destinationArn"]).toBe(logGroupArn);
    expect(only(resources, "ResolverQueryLogConfigAssociation").inputs).toEqual({
      resolverQueryLogConfigId: "dns-query-log-id",
      resourceId: "vpc-1",
    });
  });

  it("is written by the log delivery service, for this account, into its one group", () => {
    const { Statement } = JSON.parse(only(resources, "LogResourcePolicy").inputs["policyDocument"]);
    expect(Statement).toEqual([
      {
        Sid: "DeliverResolverQueries",
        Effect: "Allow",
        Principal: { Service: "delivery.logs.amazonaws.com" },
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource: `${logGroupArn}:*`,
        Condition: {
          StringEquals: { "aws:SourceAccount": "111122223333" },
          ArnLike: { "aws:SourceArn": "arn:aws:logs:eu-central-1:111122223333:*" },
        },
      },
    ]);
  });
});
