import { describe, expect, test } from "vitest";
import { admission, admissionContext } from "../../../charts/admission/admission.ts";
import { policyName } from "../../../charts/admission/policy.ts";
import { admissionRules } from "../../../charts/admission/rules.ts";
import { probing, serving } from "../keep-specs.ts";

import { goodAttempts } from "./good-attempts.ts";
import { hostileAttempts } from "./hostile-attempts.ts";
import { keep, options } from "./keep.ts";

interface PolicySpec {
  failurePolicy: string;
  validations: { message: string; messageExpression?: string }[];
}
interface BindingSpec {
  policyName: string;
  validationActions: string[];
  matchResources?: { namespaceSelector: { matchExpressions: { key: string; operator: string; values: string[] }[] } };
}

const rules = admissionRules.map((rule) => rule(admissionContext([keep], options)));
const names = rules.map(({ name }) => name);
const objects = admission([keep], options);
const ofKind = <T>(kind: string) =>
  objects.filter((object) => object.kind === kind) as unknown as { metadata: { name: string }; spec: T }[];
const policies = ofKind<PolicySpec>("ValidatingAdmissionPolicy");
const bindings = ofKind<BindingSpec>("ValidatingAdmissionPolicyBinding");

test("every rule has a name of its own, which is its policy's and its binding's", () => {
  expect(new Set(names).size).toBe(names.length);
  expect(policies.map(({ metadata }) => metadata.name)).toEqual(names.map((name) => policyName("demo", name)));
  expect(bindings.map(({ metadata }) => metadata.name)).toEqual(names.map((name) => policyName("demo", name)));
  expect(bindings.map(({ spec }) => spec.policyName)).toEqual(names.map((name) => policyName("demo", name)));
});

test.each(rules)("$name says its name in every message, and why it is there", ({ name, why }) => {
  const { spec } = policies.find(({ metadata }) => metadata.name === policyName("demo", name))!;
  expect(spec.validations.length).toBeGreaterThan(0);
  for (const { message, messageExpression } of spec.validations) {
    expect(message).toMatch(new RegExp(`^modelkeep/${name}: [^ ].{10,}`));
    if (messageExpression !== undefined) expect(messageExpression.startsWith(`"modelkeep/${name}: `)).toBe(true);
  }
  expect(why).toMatch(/^[A-Z].{30,}\.$/);
});

test("what fails is refused, and every refusal is audited", () => {
  for (const { spec } of policies) expect(spec.failurePolicy).toBe("Fail");
  for (const { spec } of bindings) expect(spec.validationActions).toEqual(["Deny", "Audit"]);
});

test("rules bind the keep's namespaces by the label that the API server sets; but two, whose objects have no namespace", () => {
  const free = bindings.filter(({ spec }) => spec.matchResources === undefined).map(({ metadata }) => metadata.name);
  expect(free).toEqual(["modelkeep-demo-node-proxy", "modelkeep-demo-namespace-labels"]);
  for (const { spec } of bindings)
    if (spec.matchResources)
      expect(spec.matchResources.namespaceSelector.matchExpressions).toEqual([
        { key: "kubernetes.io/metadata.name", operator: "In", values: [serving, probing] },
      ]);
});

describe("the attempts that the API server judges", () => {
  test.each(names)("%s has a hostile one and a good one", (name) => {
    expect(hostileAttempts.filter(({ rule }) => rule === name).length).toBeGreaterThan(0);
    expect(goodAttempts.filter(({ rule }) => rule === name).length).toBeGreaterThan(0);
  });
  test("each belongs to a rule, no two say the same, and there are enough", () => {
    for (const { rule } of [...hostileAttempts, ...goodAttempts]) expect(names).toContain(rule);
    const told = hostileAttempts.map(({ rule, what }) => `${rule}: ${what}`);
    expect(new Set(told).size).toBe(told.length);
    expect(told.length).toBeGreaterThanOrEqual(40);
  });
});

test("a change of the model changes no policy", () => {
  const swapped = { ...keep, model: { ...keep.model, name: "Qwen2.5-0.5B-Instruct", contextTokens: 8192, checkpointBytes: 1e9 } };
  expect(admission([swapped], options)).toEqual(objects);
});

test("rendering twice gives the same", () => {
  expect(JSON.stringify(admission([keep], options))).toBe(JSON.stringify(objects));
});

describe("options that would open everything are refused", () => {
  const flag = (name: string, pattern = `^${name}$`) => ({ name, pattern });
  test.each([
    ["--trust-remote-code is never allowed", { allowedFlags: [...options.allowedFlags, flag("--trust-remote-code")] }],
    ["--middleware is never allowed", { allowedFlags: [...options.allowedFlags, flag("--middleware", "^--middleware=.*$")] }],
    ["must read ^--seed...$", { allowedFlags: [...options.allowedFlags, flag("--seed", "--seed=[0-9]+")] }],
    ["without --uds", { allowedFlags: [] }],
    ["without a registry", { registries: [] }],
    ['registry ""', { registries: [""] }],
    ['registry "registry.example.com/"', { registries: ["registry.example.com/"] }],
    ['registry ".*/x"', { registries: [".*/x"] }],
  ])("%s", (message, change) => {
    expect(() => admission([keep], { ...options, ...change })).toThrow(message);
  });
});
