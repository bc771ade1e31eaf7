import { beforeEach, expect, test } from "vitest";
import { dnsFirewall } from "../../../dev/aws-emulator/dns-firewall.ts";
import { jsonService } from "../../../dev/aws-emulator/json-service.ts";
import { Tags } from "../../../dev/aws-emulator/tags.ts";
import { account, caller } from "./support.ts";

let call: ReturnType<typeof caller>;
beforeEach(() => {
  const tags = new Tags();
  call = caller(jsonService("Route53Resolver", account, { ...dnsFirewall(tags), ...tags.operations }), "Route53Resolver");
});

const list = async (...Domains: string[]) => {
  const { FirewallDomainList } = await call("CreateFirewallDomainList", { Name: "names", Tags: [{ Key: "a", Value: "b" }] });
  const FirewallDomainListId = FirewallDomainList!["Id"];
  await call("UpdateFirewallDomains", { FirewallDomainListId, Operation: "REPLACE", Domains });
  return FirewallDomainListId;
};
const group = async () => (await call("CreateFirewallRuleGroup", { Name: "group" }))["FirewallRuleGroup"]!["Id"];
const rule = (FirewallRuleGroupId: unknown, FirewallDomainListId: unknown, Priority = 100, more: object = { Action: "ALLOW" }) =>
  call("CreateFirewallRule", { Name: "rule", FirewallRuleGroupId, FirewallDomainListId, Priority, ...more });

test("a list keeps its names and its tags, and counts the names", async () => {
  const FirewallDomainListId = await list("a.example.", "b.example.");
  expect(await call("ListFirewallDomains", { FirewallDomainListId })).toEqual({ Domains: ["a.example.", "b.example."] });
  await call("UpdateFirewallDomains", { FirewallDomainListId, Operation: "REMOVE", Domains: ["a.example."] });
  await call("UpdateFirewallDomains", { FirewallDomainListId, Operation: "ADD", Domains: ["b.example.", "c.example."] });
  expect(await call("ListFirewallDomains", { FirewallDomainListId })).toEqual({ Domains: ["b.example.", "c.example."] });
  const { FirewallDomainList } = await call("GetFirewallDomainList", { FirewallDomainListId });
  expect(FirewallDomainList).toMatchObject({ Name: "names", DomainCount: 2, Status: "COMPLETE" });
  const ResourceArn = FirewallDomainList!["Arn"];
  expect(ResourceArn).toBe(`arn:aws:route53resolver:eu-central-1:${account}:firewall-domain-list/${FirewallDomainListId}`);
  await call("TagResource", { ResourceArn, Tags: [{ Key: "c", Value: "d" }] });
  await call("UntagResource", { ResourceArn, TagKeys: ["a"] });
  expect(await call("ListTagsForResource", { ResourceArn })).toEqual({ Tags: [{ Key: "c", Value: "d" }] });
});

test("rules belong to a group and a list that are there, each at a priority of its own", async () => {
  const [domains, rules] = [await list("a."), await group()];
  await rule(rules, domains);
  await expect(rule("none", domains)).rejects.toThrow("ResourceNotFoundException");
  await expect(rule(rules, "none")).rejects.toThrow("ResourceNotFoundException");
  await expect(rule(rules, domains, 100)).rejects.toThrow("ValidationException");
  await expect(rule(rules, await list("b."), 200, { Action: "BLOCK" })).rejects.toThrow("ValidationException");
  const of = { FirewallRuleGroupId: rules, FirewallDomainListId: domains };
  await call("UpdateFirewallRule", { ...of, Name: "other" });
  expect((await call("ListFirewallRules", { FirewallRuleGroupId: rules }))["FirewallRules"]).toMatchObject([
    { ...of, Name: "other", Priority: 100 },
  ]);
  expect((await call("GetFirewallRuleGroup", { FirewallRuleGroupId: rules }))["FirewallRuleGroup"]).toMatchObject({ RuleCount: 1 });
  await expect(call("DeleteFirewallDomainList", { FirewallDomainListId: domains })).rejects.toThrow("ConflictException");
  await call("DeleteFirewallRule", of);
  await call("DeleteFirewallDomainList", { FirewallDomainListId: domains });
  await expect(call("GetFirewallDomainList", { FirewallDomainListId: domains })).rejects.toThrow("ResourceNotFoundException");
});

test("an association that is protected stays until the protection is lifted, and its group as long", async () => {
  const FirewallRuleGroupId = await group();
  const told = { FirewallRuleGroupId, VpcId: "vpc-1", Name: "mine", Priority: 101, MutationProtection: "ENABLED" };
  const { FirewallRuleGroupAssociation } = await call("AssociateFirewallRuleGroup", told);
  expect(FirewallRuleGroupAssociation).toMatchObject({ ...told, Status: "COMPLETE" });
  await expect(call("AssociateFirewallRuleGroup", told)).rejects.toThrow("ValidationException");
  const FirewallRuleGroupAssociationId = FirewallRuleGroupAssociation!["Id"];
  await expect(call("DisassociateFirewallRuleGroup", { FirewallRuleGroupAssociationId })).rejects.toThrow("ConflictException");
  await expect(call("DeleteFirewallRuleGroup", { FirewallRuleGroupId })).rejects.toThrow("ConflictException");
  await call("UpdateFirewallRuleGroupAssociation", { FirewallRuleGroupAssociationId, MutationProtection: "DISABLED" });
  await call("DisassociateFirewallRuleGroup", { FirewallRuleGroupAssociationId });
  await expect(call("GetFirewallRuleGroupAssociation", { FirewallRuleGroupAssociationId })).rejects.toThrow("ResourceNotFoundException");
  await call("DeleteFirewallRuleGroup", { FirewallRuleGroupId });
});

test("a VPC has one configuration, which fails closed unless it is told otherwise", async () => {
  expect((await call("GetFirewallConfig", { ResourceId: "vpc-1" }))["FirewallConfig"]).toMatchObject({
    FirewallFailOpen: "DISABLED",
    OwnerId: account,
  });
  await call("UpdateFirewallConfig", { ResourceId: "vpc-1", FirewallFailOpen: "ENABLED" });
  expect((await call("ListFirewallConfigs"))["FirewallConfigs"]).toMatchObject([{ ResourceId: "vpc-1", FirewallFailOpen: "ENABLED" }]);
});

test("an operation that it does not know is refused by name", async () => {
  await expect(call("ImportFirewallDomains")).rejects.toThrow("UnknownOperationException");
  await expect(call("constructor")).rejects.toThrow("UnknownOperationException");
});
