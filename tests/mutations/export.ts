import type { Mutation } from "./mutation.ts";

const plan = (file: string) => `cli/export/${file}.ts`;
const test = "tests/cli/export/terraform-plan.test.ts";

/** Edits after which a plan of Terraform would say something else than the preview. */
export const exportMutations: Mutation[] = [
  {
    name: "a single block is no list",
    file: plan("terraform-value"),
    find: 'count === "one" && !Array.isArray(value) ? [value]',
    replace: 'count === "one" && !Array.isArray(value) ? []',
    test,
    fails: "a resource in Terraform's words > blocks are lists, lists have names in the singular, maps keep their keys",
  },
  {
    name: "an unknown value is known to be its symbol",
    file: plan("terraform-value"),
    find: "references[0] === value)",
    replace: "references[0] !== value)",
    test,
    fails: "a resource in Terraform's words > what is made from an output is unknown, and says what it refers to, in blocks as well",
  },
  {
    name: "references within blocks are lost",
    file: plan("terraform-plan"),
    find: "one.blocks.length > 0",
    replace: "one.blocks.length < 0",
    test,
    fails: "a resource in Terraform's words > what is made from an output is unknown, and says what it refers to, in blocks as well",
  },
  {
    name: "no blocks are one empty block for trivy",
    file: plan("terraform-plan"),
    find: "one.blocks.length > 0",
    replace: "one.blocks.length >= 0",
    test,
    fails: "a resource in Terraform's words > no blocks are an empty list",
  },
  {
    name: "a list holds null where a value is not known",
    file: plan("terraform-value"),
    find: 'one.references[0] ?? "(known after apply)"',
    replace: "null",
    test,
    fails: "a resource in Terraform's words > in a list of which something is known, words stand for what is not: no list holds a null",
  },
  {
    name: "a list of unknown values is known",
    file: plan("terraform-value"),
    find: "values.length > 0 && values.every(isUnknown)",
    replace: "values.length < 0",
    test,
    fails: "a resource in Terraform's words > what is made from an output is unknown, and says what it refers to, in blocks as well",
  },
  {
    name: "every resource is in the first provider's region",
    file: plan("provider-config"),
    find: "provider && keys.get",
    replace: "provider !== provider && keys.get",
    test: "tests/cli/export/provider-config.test.ts",
    fails: "each region's provider has a key of its own, with region and default tags",
  },
  {
    name: "an input without a name in Terraform is left out",
    file: plan("terraform-value"),
    find: "if (!found) throw",
    replace: 'if (!found) return ["none", plain(undefined)];\n    if (found === undefined) throw',
    test,
    fails: "a resource in Terraform's words > what has no name in Terraform is refused, and named",
  },
  {
    name: "a secret is not marked",
    file: plan("terraform-value"),
    find: "sensitive: true, references: []",
    replace: "sensitive: undefined, references: []",
    test,
    fails: "a resource in Terraform's words > a secret is marked",
  },
];
