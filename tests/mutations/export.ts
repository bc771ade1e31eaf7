import type { Mutation } from "./mutation.ts";

/** Edits after which a plan of Terraform would say something else than the preview. */
export const exportMutations: Mutation[] = [
  {
    name: "a single block is no list",
    in: "shaped",
    find: 'count === "one" && !Array.isArray(value) ? [value]',
    replace: 'count === "one" && !Array.isArray(value) ? []',
    fails: "terraform-block-names",
  },
  {
    name: "an unknown value is known to be its symbol",
    in: "terraform-value#text",
    find: "references[0] === value)",
    replace: "references[0] !== value)",
    fails: "terraform-outputs-unknown",
  },
  {
    name: "references within blocks are lost",
    in: "terraform-plan#expressions",
    find: "one.blocks.length > 0",
    replace: "one.blocks.length < 0",
    fails: "terraform-outputs-unknown",
  },
  {
    name: "no blocks are one empty block for trivy",
    in: "terraform-plan#expressions",
    find: "one.blocks.length > 0",
    replace: "one.blocks.length >= 0",
    fails: "terraform-empty-blocks",
  },
  {
    name: "a list holds null where a value is not known",
    in: "terraform-value#list",
    find: 'one.references[0] ?? "(known after apply)"',
    replace: "null",
    fails: "terraform-lists-without-null",
  },
  {
    name: "a list of unknown values is known",
    in: "terraform-value#list",
    find: "values.length > 0 && values.every(isUnknown)",
    replace: "values.length < 0",
    fails: "terraform-outputs-unknown",
  },
  {
    name: "every resource is in the first provider's region",
    in: "providerConfig",
    find: "provider && keys.get",
    replace: "provider !== provider && keys.get",
    fails: "provider-key-per-region",
  },
  {
    name: "an input without a name in Terraform is left out",
    in: "terraform-value#block",
    find: "if (!found) throw",
    replace: 'if (!found) return ["none", plain(undefined)];\n    if (found === undefined) throw',
    fails: "terraform-nameless-refused",
  },
  {
    name: "a secret is not marked",
    in: "export#free",
    find: "sensitive: true, references: []",
    replace: "sensitive: undefined, references: []",
    fails: "terraform-secret-marked",
  },
];
