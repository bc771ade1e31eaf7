import type { RuleCase } from "../../rule-case.ts";

export const cases: readonly RuleCase[] = [
  {
    rule: "aws-ram-resource-share-no-external",
    on: { type: "aws:ram/resourceShare:ResourceShare", inputs: { allowExternalPrincipals: false } },
    fails: ["allowExternalPrincipals = true"],
  },
];
