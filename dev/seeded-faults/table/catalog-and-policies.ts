import type { Fault } from "../fault.ts";

/** Mistakes in what is looked up in the catalog, in the policy pack's rules, its judge and its waivers. */
export const catalogAndPoliciesFaults: Fault[] = [
  {
    name: "the release with the fix still has the flaw",
    in: "appliesTo",
    find: "compareReleases(version, fixedIn) >= 0",
    replace: "compareReleases(version, fixedIn) > 0",
    project: "unit",
    test: "tests/catalog/vllm.test.ts",
  },
  {
    name: "a price of an earlier set counts",
    in: "capacityBlockPrices",
    find: "!price.superseded && ",
    replace: "",
    project: "unit",
    test: "tests/catalog/capacity-blocks.test.ts",
  },
  {
    name: "any listener over TCP passes TLS on",
    in: "lbListenerTls",
    find: 'listener.at("port").is(443).or(isFrontDoor(stack, listener))',
    replace: 'listener.at("port").present()',
    project: "unit",
    test: "tests/policies/rules.test.ts",
  },
  {
    name: "a rule that is switched off judges",
    in: "judge#judge",
    find: "if (!own || own.disabled) return [];",
    replace: "if (!own) return [];",
    project: "unit",
    test: "tests/policies/judge/judge.test.ts",
  },
  {
    name: "two waivers of a rule for two resources are one too many",
    in: "fault",
    find: " && other.waiver.resource === waiver.resource",
    replace: "",
    project: "unit",
    test: "tests/policies/crossguard/policies.test.ts",
  },
  {
    name: "a list with something unknown in it is known to be empty",
    in: "Many",
    find: "return this.#unknown.length > 0 ? [Truth.unknown(this.#unknown, this.path)] : [];",
    replace: "return this.#items.length > 0 && this.#unknown.length > 0 ? [Truth.unknown(this.#unknown, this.path)] : [];",
    project: "unit",
    test: "tests/policies/rule/reading.test.ts",
  },
];
