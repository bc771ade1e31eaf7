import type { Mutation } from "./mutation.ts";

const reading = { file: "policies/rule/reading.ts", test: "tests/policies/rule/reading.test.ts" };
const outcome = { file: "policies/rule/outcome.ts", test: "tests/policies/rule/truth.test.ts" };
const pinned = { file: "policies/rule/pinned.ts", test: "tests/policies/rule/statement.test.ts" };
const crossguard = { file: "policies/crossguard/policies.ts", test: "tests/policies/crossguard/policies.test.ts" };
const waivers = { test: "tests/policies/waivers/waivers.test.ts" };

/** Edits that would make the policy pack blind: to what is unknown, to what a condition does not say, to what no waiver covers. */
export const policyPackMutations: Mutation[] = [
  {
    ...reading,
    name: "an unknown value counts as a text like any other",
    find: 'this.#because = because ?? (isUnknown(value) ? path || "it" : undefined);',
    replace: "this.#because = because;",
    fails: "a reading > is known, unknown or absent, and so is what is below it",
  },
  {
    ...reading,
    name: "a secret counts as a text like any other",
    find: 'value === SECRET || (typeof value === "string"',
    replace: '(typeof value === "string"',
    fails: "a reading > secrets, and text put together from an unknown part, are as good as unknown",
  },
  {
    ...outcome,
    name: "what cannot be decided passes",
    find: 'return [{ kind: "undecided", path, message, because: truth.because }];',
    replace: "return [];",
    fails: "outcomes > need and forbid tell violated from undecided, with what is unknown",
  },
  {
    ...pinned,
    name: "a condition that holds without its key counts as one that names somebody",
    find: "(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/",
    replace: "(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/",
    fails: 'conditions that name somebody > {"StringEqualsIfExists":{"aws:PrincipalAccount":"111122223333"}} pins the principal: no',
  },
  {
    name: "addresses that are none count as private",
    file: "policies/rule/address-range.ts",
    find: "return range === undefined || !privateRanges",
    replace: "return range !== undefined && !privateRanges",
    test: "tests/policies/rule/address-range.test.ts",
    fails: "not a range holds addresses of the internet",
  },
  {
    ...waivers,
    name: "a waiver holds for every resource",
    file: "policies/waivers/waiver.ts",
    find: "return resource === subject.urn || resource === subject.resource;",
    replace: "return resource !== subject.urn || resource === subject.resource;",
    fails: "a waiver > never hides another resource's violation, nor another rule's",
  },
  {
    ...waivers,
    name: "a waiver never expires",
    file: "policies/judge/examine.ts",
    find: "if (waiver && waiver.expires >= today)",
    replace: "if (waiver && today)",
    fails: "a waiver > holds to the end of its last day, and not a day longer",
  },
  {
    ...waivers,
    name: "a waiver that nobody needs stays",
    file: "policies/waivers/waiver-findings.ts",
    find: 'if (concerned.length === 0) return "the resource does not break the rule; accepted is no waiver";',
    replace: "",
    fails: "fails with one line for a resource that breaks nothing",
  },
  {
    name: "a configuration may name rules that do not exist",
    file: "policies/judge/pack-config.ts",
    find: "if (unknown !== undefined)",
    replace: "if (unknown === undefined && given === undefined)",
    test: "tests/policies/judge/pack-config.test.ts",
    fails: '{"aws-nothing":"advisory"} is refused in one sentence',
  },
  {
    ...crossguard,
    name: "what is waived or undecided stops a deployment of the real engine",
    find: 'kind !== "violation" &&',
    replace: 'kind === "violation" &&',
    fails: "a policy of CrossGuard > reports a violation at its own level, and what it cannot decide as advice, in words",
  },
  {
    ...crossguard,
    name: "stack rules are judged by outputs, which are unknown in a preview",
    find: "inputs: memory.inputsOf(urn) ?? plainProps(props),\n    protect: opts.protect,\n    propertyDependencies",
    replace: "inputs: plainProps(props),\n    protect: opts.protect,\n    propertyDependencies",
    fails: "a policy of CrossGuard > judges the stack by inputs, not by the outputs that a provider would compute",
  },
];
