/** Files that a program writes, and what says that they are as it writes them. */
export interface Generated {
  /** Files or folders, from the root of the repository. */
  writes: readonly string[];
  /** What they are made from: the repository, or the answers of the AWS provider besides. */
  from: "repository" | "provider";
  /** Arguments of Node.js. */
  command: readonly string[];
  /** Test file that fails where they were not written anew. */
  heldBy: string;
}

/** Everything in the repository that is generated, but for `release.json`, which is written when a version is released. */
export const generated: readonly Generated[] = [
  {
    writes: ["schema/keep.schema.json", "schema/catalog.schema.json"],
    from: "repository",
    command: ["dev/write-schema.ts"],
    heldBy: "tests/infra/settings/stack-file-schema.test.ts",
  },
  {
    writes: ["policies/rules.ts", "policies/facts", "policies/RULES.md"],
    from: "repository",
    command: ["dev/write-policy-facts.ts"],
    heldBy: "tests/policies/metadata.test.ts",
  },
  {
    writes: ["evidence/report/control-rows.json", "docs/controls.md"],
    from: "repository",
    command: ["dev/write-control-rows.ts"],
    heldBy: "tests/dev/control-rows.test.ts",
  },
  {
    writes: [".github/workflows"],
    from: "repository",
    command: ["cli/main.ts", "ci", "init", "github", "--force"],
    heldBy: "tests/pipelines/workflows.test.ts",
  },
  {
    writes: ["docs/mutations.md"],
    from: "repository",
    command: ["dev/write-mutations.ts"],
    heldBy: "tests/mutations/policies.test.ts",
  },
  {
    writes: ["policies/facts/filled-in.json"],
    from: "provider",
    command: ["dev/write-filled-in.ts"],
    heldBy: "tests/dev/filled-in/asked.engine.test.ts",
  },
  {
    writes: ["catalog/data/aws-replacements.json"],
    from: "provider",
    command: ["dev/write-replacements.ts"],
    heldBy: "tests/diff/resources/replacing.test.ts",
  },
  {
    writes: ["export/aws-names.json"],
    from: "provider",
    command: ["dev/terraform-names/main.ts"],
    heldBy: "tests/export/names.test.ts",
  },
];
