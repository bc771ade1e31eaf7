import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { awsPlugin } from "../../../../dev/aws-plugin.ts";
import { startProvider } from "../../../../dev/replacements/provider-client.ts";
import { previewInProcess } from "../../../../engine/in-process/preview.ts";
import { findEngine } from "../../../../engine/pulumi/find.ts";
import { previewWithPulumi } from "../../../../engine/pulumi/preview.ts";
import { differences } from "../../../engine/pulumi/differences.ts";
import { demoWithRunner } from "../../../support/demo-with-runner.ts";
import { variantFolder } from "../../../support/variant-folder.ts";

const root = resolve(import.meta.dirname, "../../../..");
const project = "aws:codebuild/project:Project";

test("the provider takes the builds inside the VPC without a warning, and both engines register the same", async (context) => {
  const engine = await findEngine({ root, env: process.env });
  const provider = await startProvider((await awsPlugin(root)).program);
  const mapping = await provider.mapping().finally(provider.stop);
  if (!mapping.includes(`"${project}"`))
    context.skip("the AWS provider of this engine has no CodeBuild: dev/engine/build makes one that has");
  const folder = variantFolder("demo", demoWithRunner(readFileSync(resolve(root, "examples/Pulumi.demo.yaml"), "utf8")));
  try {
    const own = await previewInProcess({ root: folder, stack: "demo" });
    const real = await previewWithPulumi({ engine, root: folder, stack: "demo" });
    expect(real.resources.filter(({ type }) => type === project)).toHaveLength(1);
    expect(differences(own, real)).toEqual([]);
    expect(real.diagnostics.filter(({ severity }) => severity !== "info")).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
