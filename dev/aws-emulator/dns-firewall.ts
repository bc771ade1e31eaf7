import { AwsError } from "./asked.ts";
import type { Home, Operations } from "./json-service.ts";
import { type Fields, Records } from "./records.ts";
import type { Tags } from "./tags.ts";

const now = () => new Date().toISOString();
const arnOf = ({ account, region }: Home, kind: string, id: string) => `arn:aws:route53resolver:${region}:${account}:${kind}/${id}`;

/** Of two lists of names, by the operation that changes the first. */
const changedNames: Readonly<Record<string, (had: readonly string[], given: readonly string[]) => string[]>> = {
  ADD: (had, given) => [...new Set([...had, ...given])],
  REMOVE: (had, given) => had.filter((name) => !given.includes(name)),
  REPLACE: (_, given) => [...given],
};

/** Domain lists of the DNS firewall of Route 53 Resolver. Source: its API reference. */
function domainLists(lists: Records, rules: Records, tags: Tags): Operations {
  const names = new Map<string, readonly string[]>();
  const namesOf = (id: unknown) => names.get(lists.get(id).Id) ?? [];
  return {
    CreateFirewallDomainList: ({ Name, CreatorRequestId, Tags }, home) => {
      const time = { CreationTime: now(), ModificationTime: now() };
      const list = lists.add((id) => ({
        ...{ Arn: arnOf(home, "firewall-domain-list", id), Name, CreatorRequestId, DomainCount: 0, Status: "COMPLETE", ...time },
      }));
      tags.set(list["Arn"], Tags);
      return { FirewallDomainList: list };
    },
    GetFirewallDomainList: ({ FirewallDomainListId }) => ({ FirewallDomainList: lists.get(FirewallDomainListId) }),
    UpdateFirewallDomains: ({ FirewallDomainListId, Operation, Domains }) => {
      const change = changedNames[String(Operation)];
      if (!change) throw new AwsError("ValidationException", `Operation ${Operation}; accepted: ADD, REMOVE, REPLACE`);
      const changed = change(namesOf(FirewallDomainListId), Domains as string[]);
      const { Id, Name, Status } = lists.change(FirewallDomainListId, { DomainCount: changed.length, ModificationTime: now() }) as Fields;
      names.set(String(Id), changed);
      return { Id, Name, Status };
    },
    ListFirewallDomains: ({ FirewallDomainListId }) => ({ Domains: namesOf(FirewallDomainListId) }),
    DeleteFirewallDomainList: ({ FirewallDomainListId }) => {
      if (rules.where({ FirewallDomainListId }).length > 0)
        throw new AwsError("ConflictException", `a rule refers to ${FirewallDomainListId}`);
      return { FirewallDomainList: { ...lists.remove(FirewallDomainListId), Status: "DELETING" } };
    },
  };
}

/** Groups of rules, the rules, and the VPCs that groups hold for. */
function ruleGroups(lists: Records, rules: Records, tags: Tags): Operations {
  const groups = new Records("firewall rule group", "rslvr-frg");
  const associations = new Records("firewall rule group association", "rslvr-frgassoc");
  const withCount = (id: unknown) => ({
    ...groups.get(id),
    RuleCount: rules.where({ FirewallRuleGroupId: groups.get(id).Id }).length,
  });
  const rule = ({ FirewallRuleGroupId, FirewallDomainListId }: Fields) => {
    const [found] = rules.where({ FirewallRuleGroupId, FirewallDomainListId });
    if (!found) throw new AwsError("ResourceNotFoundException", `${FirewallRuleGroupId} has no rule for ${FirewallDomainListId}`);
    return found;
  };
  return {
    CreateFirewallRuleGroup: ({ Name, CreatorRequestId, Tags }, home) => {
      const fixed = { OwnerId: home.account, ShareStatus: "NOT_SHARED", Status: "COMPLETE", CreationTime: now(), ModificationTime: now() };
      const group = groups.add((id) => ({ Arn: arnOf(home, "firewall-rule-group", id), Name, CreatorRequestId, ...fixed }));
      tags.set(group["Arn"], Tags);
      return { FirewallRuleGroup: withCount(group.Id) };
    },
    GetFirewallRuleGroup: ({ FirewallRuleGroupId }) => ({ FirewallRuleGroup: withCount(FirewallRuleGroupId) }),
    DeleteFirewallRuleGroup: ({ FirewallRuleGroupId }) => {
      if (associations.where({ FirewallRuleGroupId }).length > 0)
        throw new AwsError("ConflictException", `${FirewallRuleGroupId} is associated with a VPC`);
      const was = withCount(FirewallRuleGroupId);
      for (const { Id } of rules.where({ FirewallRuleGroupId })) rules.remove(Id);
      groups.remove(FirewallRuleGroupId);
      return { FirewallRuleGroup: { ...was, Status: "DELETING" } };
    },
    CreateFirewallRule: (fields) => {
      const { FirewallRuleGroupId, FirewallDomainListId, Priority } = fields;
      groups.get(FirewallRuleGroupId);
      lists.get(FirewallDomainListId);
      if (rules.where({ FirewallRuleGroupId, Priority }).length > 0)
        throw new AwsError("ValidationException", `${FirewallRuleGroupId} has a rule of priority ${Priority}`);
      if (fields["Action"] === "BLOCK" && fields["BlockResponse"] === undefined)
        throw new AwsError("ValidationException", "a rule that blocks needs BlockResponse");
      return { FirewallRule: rules.add(() => ({ ...fields, CreationTime: now(), ModificationTime: now() })) };
    },
    ListFirewallRules: ({ FirewallRuleGroupId }) => ({
      FirewallRules: rules.where({ FirewallRuleGroupId: groups.get(FirewallRuleGroupId).Id }),
    }),
    UpdateFirewallRule: (fields) => ({ FirewallRule: rules.change(rule(fields).Id, { ...fields, ModificationTime: now() }) }),
    DeleteFirewallRule: (fields) => ({ FirewallRule: rules.remove(rule(fields).Id) }),
    AssociateFirewallRuleGroup: (fields, home) => {
      const { FirewallRuleGroupId, VpcId, Name, Priority, MutationProtection = "DISABLED", CreatorRequestId, Tags } = fields;
      groups.get(FirewallRuleGroupId);
      if (associations.where({ VpcId, Priority }).length > 0)
        throw new AwsError("ValidationException", `${VpcId} has an association of priority ${Priority}`);
      const given = { FirewallRuleGroupId, VpcId, Name, Priority, MutationProtection, CreatorRequestId };
      const association = associations.add((id) => ({
        ...{ Arn: arnOf(home, "firewall-rule-group-association", id), ...given },
        ...{ Status: "COMPLETE", CreationTime: now(), ModificationTime: now() },
      }));
      tags.set(association["Arn"], Tags);
      return { FirewallRuleGroupAssociation: association };
    },
    GetFirewallRuleGroupAssociation: ({ FirewallRuleGroupAssociationId: id }) => ({ FirewallRuleGroupAssociation: associations.get(id) }),
    ListFirewallRuleGroupAssociations: () => ({ FirewallRuleGroupAssociations: associations.where({}) }),
    UpdateFirewallRuleGroupAssociation: ({ FirewallRuleGroupAssociationId: id, ...fields }) => ({
      FirewallRuleGroupAssociation: associations.change(id, { ...fields, ModificationTime: now() }),
    }),
    DisassociateFirewallRuleGroup: ({ FirewallRuleGroupAssociationId: id }) => {
      if (associations.get(id)["MutationProtection"] === "ENABLED")
        throw new AwsError("ConflictException", `${id} has mutation protection enabled`);
      return { FirewallRuleGroupAssociation: { ...associations.remove(id), Status: "DELETING" } };
    },
  };
}

/** Whether a VPC's resolver answers while the firewall is unavailable. */
function configs(): Operations {
  const configured = new Records("firewall configuration", "rslvr-fc");
  const of = (ResourceId: unknown, { account }: Home) =>
    configured.where({ ResourceId })[0] ?? configured.add(() => ({ ResourceId, OwnerId: account, FirewallFailOpen: "DISABLED" }));
  return {
    UpdateFirewallConfig: ({ ResourceId, FirewallFailOpen }, home) => ({
      FirewallConfig: configured.change(of(ResourceId, home).Id, { FirewallFailOpen }),
    }),
    GetFirewallConfig: ({ ResourceId }, home) => ({ FirewallConfig: of(ResourceId, home) }),
    ListFirewallConfigs: () => ({ FirewallConfigs: configured.where({}) }),
  };
}

/** The DNS firewall of Route 53 Resolver. It keeps what it is told, and filters no query. */
export function dnsFirewall(tags: Tags): Operations {
  const lists = new Records("firewall domain list", "rslvr-fdl");
  const rules = new Records("firewall rule", "rule");
  return { ...domainLists(lists, rules, tags), ...ruleGroups(lists, rules, tags), ...configs() };
}
