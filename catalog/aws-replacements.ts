import { readFileSync } from "node:fs";

/** Facts of the AWS provider about inputs of a resource type. Paths are Pulumi's, with `[*]` for each element of a list. */
export interface InputFacts {
  /** Inputs that it cannot change in place, including everything nested in them. */
  replaces?: readonly string[];
  /** Lists whose order has no meaning. */
  sets?: readonly string[];
}

/**
 * Facts of every resource type that has any, by type token. Replacements that depend on input values (subnets are added in place but
 * removed by a replacement) are in no provider schema; `diff/resources/replacing-on-condition.ts` has them.
 */
export interface AwsReplacements {
  source: string;
  date: string;
  /** Inputs for which the provider gave no answer. */
  unanswered: readonly string[];
  types: Readonly<Record<string, InputFacts>>;
}

let known: AwsReplacements | undefined;

/** The table, read once, because only a comparison needs it. `dev/write-replacements.ts` writes it. */
export function awsReplacements(): AwsReplacements {
  known ??= JSON.parse(readFileSync(new URL("./data/aws-replacements.json", import.meta.url), "utf8")) as AwsReplacements;
  return known;
}

/**
 * Outputs that change when a resource is updated in place: resources that depend on one are updated as well.
 * Source: CustomizeDiff of hashicorp/terraform-provider-aws, internal/service/ec2/ec2_launch_template.go, which plans `latest_version` as
 * unknown where anything else changes; read 2026-11-25.
 */
export const renewedOutputs: Readonly<Record<string, readonly string[]>> = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["latestVersion"],
};
