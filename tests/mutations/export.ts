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
    find: "if (one.blocks) return",
    replace: "if (one.blocks && one.blocks.length < 0) return",
    test,
    fails: "a resource in Terraform's words > what is made from an output is unknown, and says what it refers to, in blocks as well",
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
