import { readFileSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { previewWithSymbols, type SymbolicPreview } from "../../engine/in-process/symbols/preview.ts";
import { demoWithRunner } from "./demo-with-runner.ts";
import { cachedPreview } from "./preview-cache.ts";
import { variantFolder } from "./variant-folder.ts";

const demo = resolve(import.meta.dirname, "../../examples/Pulumi.demo.yaml");

/** The symbolic preview of the demo with builds inside the VPC; made once for all test files and runs. Not to be changed. */
export function symbolicDemoWithRunner(): Promise<SymbolicPreview> {
  return cachedPreview("symbolic-demo-with-runner", async () => {
    const root = variantFolder("demo", demoWithRunner(readFileSync(demo, "utf8")));
    try {
      return await previewWithSymbols({ root, stack: "demo" });
    } finally {
      rmSync(root, { recursive: true });
    }
  });
}
