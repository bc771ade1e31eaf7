import { expect, test } from "vitest";
import { judge } from "../../../policies/judge/judge.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { UNKNOWN } from "../../../policies/rule/unknown.ts";
import { rules } from "../../../policies/rules.ts";

const source = (type: string, inputs: Record<string, unknown>): SubjectSource => ({
  urn: `urn:pulumi:test::test::${type}::a`,
  type,
  name: "a",
  inputs,
  protect: false,
});
const serving = (keep: string) => source("kubernetes:core/v1:Namespace", { metadata: { name: `modelkeep-${keep}-serving` } });
const pods = (namespace: string) => source("aws:eks/podIdentityAssociation:PodIdentityAssociation", { namespace });
const operators = (group: string) => source("aws:eks/accessEntry:AccessEntry", { kubernetesGroups: [group] });

const known = rules.filter(({ name }) => name === "aws-resource-known-inputs");
/** What is said of the inputs with names in the cluster. */
const said = (...stack: SubjectSource[]) =>
  judge(stack, { rules: known, today: "2026-11-29" })
    .filter(({ path }) => /^(namespace|kubernetesGroups)/.test(path))
    .map(({ kind, path }) => `${kind} ${path}`);

test("a name in the cluster is that of the stack's own keep", { tags: ["inputs-of-another-keep"] }, () => {
  expect(said(serving("demo"), pods("modelkeep-demo-serving"), operators("modelkeep-demo-operators"))).toEqual([]);
  expect(said(serving("demo"), pods("modelkeep-other-serving"), operators("modelkeep-other-operators"))).toEqual([
    "violation kubernetesGroups[0]",
    "violation namespace",
  ]);
  expect(said(serving("demo"), pods("modelkeep-demo-probes"), operators("system:masters"))).toEqual([
    "violation kubernetesGroups[0]",
    "violation namespace",
  ]);
});

test("a stack that does not say how its keep is called may name any, and nothing else", () => {
  expect(said(pods("modelkeep-other-serving"), operators("modelkeep-other-operators"))).toEqual([]);
  expect(said(pods("default"), operators("admins"))).toEqual(["violation kubernetesGroups[0]", "violation namespace"]);
});

test("a name that is not known is neither", () => {
  expect(said(serving("demo"), pods(UNKNOWN), operators(UNKNOWN))).toEqual(["undecided kubernetesGroups[0]", "undecided namespace"]);
});
