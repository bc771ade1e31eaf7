import { readFile } from "node:fs/promises";
import { UsageError } from "../engine/preview.ts";
import { type PackConfig, PackConfigError, ruleSettings } from "../policies/judge/pack-config.ts";
import { rules } from "../policies/rules.ts";

/**
 * The policy pack configuration in a file, in the format of `pulumi preview --policy-pack-config`.
 * @throws UsageError naming the file and what is wrong with it
 */
export async function readPolicyConfig(file: string | undefined): Promise<PackConfig> {
  if (file === undefined) return {};
  const config = parse(
    file,
    await readFile(file, "utf8").catch(() => fail(`${file}: no such file; accepted: JSON as for pulumi preview --policy-pack-config`)),
  );
  try {
    ruleSettings(rules, config);
  } catch (error) {
    if (error instanceof PackConfigError) fail(`${file}: ${error.message}`);
    throw error;
  }
  return config;
}

function parse(file: string, text: string): PackConfig {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    fail(`${file}: ${(error as Error).message}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    fail(`${file}: is not an object of rules; accepted: {"<rule>": "advisory"}`);
  return value as PackConfig;
}

function fail(message: string): never {
  throw new UsageError([message]);
}
