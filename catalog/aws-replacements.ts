import { readFileSync } from "node:fs";

/** What the AWS provider knows of the inputs of its resources. Paths are Pulumi's, with `[*]` for each element of a list. */
export interface InputFacts {
  /** Inputs that it cannot change in place; whatever lies within one neither. */
  replaces?: readonly string[];
  /** Lists whose order means nothing. */
  sets?: readonly string[];
}

/**
 * Facts of every resource type that has any, by its token. What a provider decides by the values of inputs (subnets that are added in place, and
 * removed by a replacement) is in no schema and not here, but in `diff/resources/replacing-on-condition.ts`.
 */
export interface AwsReplacements {
  source: string;
  date: string;
  /** Inputs of which the provider gave no answer. */
  unanswered: readonly string[];
  types: Readonly<Record<string, InputFacts>>;
}

let known: AwsReplacements | undefined;

/** The table, read once: only a comparison needs it. `dev/write-replacements.ts` writes it. */
export function awsReplacements(): AwsReplacements {
  known ??= JSON.parse(readFileSync(new URL("./data/aws-replacements.json", import.meta.url), "utf8")) as AwsReplacements;
  return known;
}

/**
 * Outputs that an update of a resource renews, though it is the same resource: what is made of one is updated as well.
 * Source: CustomizeDiff of hashicorp/terraform-provider-aws, internal/service/ec2/ec2_launch_template.go, which plans `latest_version` as
 * unknown where anything else changes; read 2026-11-25.
 */
export const renewedOutputs: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"],
};
