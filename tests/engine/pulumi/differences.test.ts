import fc from "fast-check";
import { expect, test } from "vitest";
import { type Preview, type PreviewResource, SECRET } from "../../../engine/preview.ts";
import { differences } from "./differences.ts";

const vpc: PreviewResource = {
  urn: "urn:pulumi:dev::p::aws:ec2/vpc:Vpc::main",
  type: "aws:ec2/vpc:Vpc",
  name: "main",
  parent: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev",
  custom: true,
  inputs: { cidrBlock: "10.0.0.0/16", tags: { owner: "a", list: [1, { deep: true }] } },
  provider: "urn:pulumi:dev::p::pulumi:providers:aws::home::1",
  protect: true,
  retainOnDelete: false,
  dependencies: ["urn:pulumi:dev::p::aws:kms/key:Key::k"],
};

function preview(resources: PreviewResource[], more: Partial<Preview> = {}): Preview {
  return { project: "p", stack: "dev", resources, outputs: { id: 1 }, durationSeconds: 1, diagnostics: [], ...more };
}

test.each<[string, Partial<PreviewResource>, string]>([
  ["URN", { urn: `${vpc.urn}2` }, "only in the first"],
  ["type", { type: "aws:ec2/vpc:Other" }, 'type: "aws:ec2/vpc:Vpc" != "aws:ec2/vpc:Other"'],
  ["name", { name: "other" }, 'name: "main" != "other"'],
  ["parent", { parent: undefined }, "!= nothing"],
  ["kind", { custom: false }, "custom: true != false"],
  ["provider", { provider: undefined }, "provider: "],
  ["protect", { protect: false }, "protect: true != false"],
  ["retainOnDelete", { retainOnDelete: true }, "retainOnDelete: false != true"],
  ["dependencies", { dependencies: [] }, "dependencies.0: "],
  ["an input", { inputs: { ...vpc.inputs, cidrBlock: "10.0.0.0/8" } }, 'inputs.cidrBlock: "10.0.0.0/16" != "10.0.0.0/8"'],
  ["an input more", { inputs: { ...vpc.inputs, extra: null } }, "inputs.extra: nothing != null"],
  [
    "a nested input",
    { inputs: { ...vpc.inputs, tags: { owner: "a", list: [1, { deep: false }] } } },
    "inputs.tags.list.1.deep: true != false",
  ],
  ["an option that only one has", { ignoreChanges: ["tags"] }, 'ignoreChanges: nothing != ["tags"]'],
])("a difference in %s is named", (_what, change, expected) => {
  const found = differences(preview([vpc]), preview([{ ...vpc, ...change }]));
  expect(found.join("\n")).toContain(expected);
  expect(found.every((line) => line.includes(vpc.urn))).toBe(true);
});

test("a missing resource, an extra one and one listed twice are named", () => {
  expect(differences(preview([vpc]), preview([]))).toEqual([`${vpc.urn}: only in the first`]);
  expect(differences(preview([]), preview([vpc]))).toEqual([`${vpc.urn}: only in the second`]);
  expect(differences(preview([vpc, vpc]), preview([vpc]))).toEqual(["a resource is listed twice"]);
});

test("names of outputs are compared, values and measurements are not", () => {
  expect(differences(preview([vpc]), preview([vpc], { outputs: { id: 2 }, durationSeconds: 9 }))).toEqual([]);
  expect(differences(preview([vpc]), preview([vpc], { outputs: {} }))).toEqual(['outputs.0: "id" != nothing']);
});

test("a provider's configuration is compared as what its JSON says", () => {
  const provider = (defaultTags: string) => preview([{ ...vpc, type: "pulumi:providers:aws", inputs: { defaultTags } }]);
  expect(differences(provider('{"a":1,"b":{"c":2}}'), provider('{"b":{"c":2},"a":1}'))).toEqual([]);
  expect(differences(provider('{"a":1,"b":{"c":2}}'), provider('{"b":{"c":3},"a":1}'))).toEqual([
    `${vpc.urn}: inputs.defaultTags.b.c: 2 != 3`,
  ]);
  expect(differences(provider(SECRET), provider("{}"))).toHaveLength(1);
});

test("a number may come back as text only where that is known of the input", () => {
  const group = (name: string, value: unknown) => preview([{ ...vpc, type: "aws:lb/targetGroup:TargetGroup", inputs: { [name]: value } }]);
  expect(differences(group("deregistrationDelay", 600), group("deregistrationDelay", "600"))).toEqual([]);
  expect(differences(group("deregistrationDelay", 600), group("deregistrationDelay", "60"))).toHaveLength(1);
  expect(differences(group("port", 443), group("port", "443"))).toHaveLength(1);
});

test("inputs differ exactly when their JSON does, whatever the order of the keys", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
      const plain = (inputs: unknown) => JSON.parse(JSON.stringify(inputs)) as Record<string, unknown>;
      const shuffled = Object.fromEntries(Object.entries(plain(a)).reverse());
      expect(differences(preview([{ ...vpc, inputs: plain(a) }]), preview([{ ...vpc, inputs: shuffled }]))).toEqual([]);
      const same = JSON.stringify(sorted(plain(a))) === JSON.stringify(sorted(plain(b)));
      expect(differences(preview([{ ...vpc, inputs: plain(a) }]), preview([{ ...vpc, inputs: plain(b) }])).length === 0).toBe(same);
    }),
  );
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}
