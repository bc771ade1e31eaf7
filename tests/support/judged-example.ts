import { createHash } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Engine } from "../../engine/pulumi/engine.ts";
import { findEngine } from "../../engine/pulumi/find.ts";
import { type JudgedPreview, previewWithPolicies } from "../../engine/pulumi/preview.ts";
import { cachedPreview } from "./preview-cache.ts";

const root = resolve(import.meta.dirname, "../..");
const made = new Map<string, Promise<JudgedPreview>>();

/** Which engine it is, by the sizes of its programs: to read hundreds of MiB for each run would cost more than a preview. */
function identityOf({ cli, home }: Engine): string {
  const programs = [dirname(cli), join(home, "plugins")].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.(lastused|lock)$/.test(entry.name))
      .map((entry) => `${entry.name} ${statSync(join(entry.parentPath, entry.name)).size}`),
  );
  return createHash("sha256").update(programs.toSorted().join("\n")).digest("hex").slice(0, 8);
}

/** An example, previewed by the real CLI with the policy pack of this repository; made once for all test files and runs. Not to be changed. */
export function judgedExample(stack: string): Promise<JudgedPreview> {
  const known = made.get(stack);
  if (known) return known;
  const preview = findEngine({ root, env: process.env }).then((engine) =>
    cachedPreview(
      `judged-${stack}-${identityOf(engine)}`,
      () => previewWithPolicies({ engine, root, stack, policyPacks: [{ folder: join(root, "policies") }] }),
      ["policies"],
    ),
  );
  made.set(stack, preview);
  return preview;
}
