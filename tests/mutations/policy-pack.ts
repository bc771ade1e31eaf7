import type { Mutation } from "./mutation.ts";

/** Edits that would make the policy pack blind: to what is unknown, to what a condition does not say, to what no waiver covers. */
export const policyPackMutations: Mutation[] = [
  {
    name: "an unknown value counts as a text like any other",
    in: "Reading",
    find: 'this.#because = because ?? (isUnknown(value) ? path || "it" : undefined);',
    replace: "this.#because = because;",
    fails: "reading-known-unknown-absent",
  },
  {
    name: "a secret counts as a text like any other",
    in: "policies#isUnknown",
    find: 'value === SECRET || (typeof value === "string"',
    replace: '(typeof value === "string"',
    fails: "reading-secrets-unknown",
  },
  {
    name: "what cannot be decided passes",
    in: "need",
    find: 'return [{ kind: "undecided", path, message, because: truth.because }];',
    replace: "return [];",
    fails: "outcomes-violated-or-undecided",
  },
  {
    name: "a condition that holds without its key counts as one that names somebody",
    in: "policies#positive",
    find: "(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))$/",
    replace: "(Equals|EqualsIgnoreCase|Like)|Arn(Equals|Like))(IfExists)?$/",
    fails: "conditions-pin-principal",
  },
  {
    name: "addresses that are none count as private",
    in: "isPublicRange",
    find: "return range === undefined || !privateRanges",
    replace: "return range !== undefined && !privateRanges",
    fails: "not-a-range-is-internet",
  },
  {
    name: "a waiver holds for every resource",
    in: "waiver#names",
    find: "return resource === subject.urn || resource === subject.resource;",
    replace: "return resource !== subject.urn || resource === subject.resource;",
    fails: "waiver-hides-nothing-else",
  },
  {
    name: "a waiver never expires",
    in: "examine#finding",
    find: "if (waiver && waiver.expires >= today)",
    replace: "if (waiver && today)",
    fails: "waiver-holds-last-day",
  },
  {
    name: "a waiver that nobody needs stays",
    in: "fault",
    find: 'if (concerned.length === 0) return "the resource does not break the rule; accepted is no waiver";',
    replace: "",
    fails: "waiver-for-nothing-fails",
  },
  {
    name: "a configuration may name rules that do not exist",
    in: "ruleSettings",
    find: "if (unknown !== undefined)",
    replace: "if (unknown === undefined && given === undefined)",
    fails: "pack-config-refused",
  },
  {
    name: "what is waived or undecided stops a deployment of the real engine",
    in: "tell",
    find: 'kind !== "violation" &&',
    replace: 'kind === "violation" &&',
    fails: "crossguard-level-and-advice",
  },
  {
    name: "stack rules are judged by outputs, which are unknown in a preview",
    in: "policies#sources",
    find: "inputs: memory.inputsOf(urn) ?? plainProps(props), protect: opts.protect, propertyDependencies",
    replace: "inputs: plainProps(props), protect: opts.protect, propertyDependencies",
    fails: "crossguard-judges-inputs",
  },
];
