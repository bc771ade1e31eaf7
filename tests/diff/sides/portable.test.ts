import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { portable } from "../../../diff/sides/portable.ts";
import type { Preview } from "../../../engine/preview.ts";

function previewIn(folder: string, text: string): Preview {
  writeFileSync(join(folder, "page.txt"), text);
  const inputs = {
    file: { asset: { path: join(folder, "page.txt") } },
    near: { asset: { path: "page.txt" } },
    said: `see ${folder}/page.txt`,
  };
  const resource = { urn: "u", type: "t", name: "n", parent: undefined, custom: true, inputs, provider: undefined };
  return {
    project: "small",
    stack: "dev",
    resources: [{ ...resource, protect: false, retainOnDelete: false, dependencies: [] }],
    outputs: { at: folder },
    durationSeconds: Math.random(),
    peakMemoryMiB: 100,
    diagnostics: [{ severity: "info", message: `ran in ${folder}` }],
  };
}

function made(text: string): Preview {
  const folder = mkdtempSync(join(tmpdir(), "modelkeep-portable-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return portable(previewIn(folder, text), folder);
}

test("two checkouts of one program give one preview, and a file is told by its content", { tags: ["checkouts-give-one-preview"] }, () => {
  expect(made("one")).toEqual(made("one"));
  expect(made("one")).not.toEqual(made("two"));
  const sha256 = createHash("sha256").update("one").digest("hex");
  expect(made("one").resources[0]!.inputs).toEqual({
    file: { asset: { path: "page.txt", sha256 } },
    near: { asset: { path: "page.txt", sha256 } },
    said: "see page.txt",
  });
  expect(made("one").outputs).toEqual({ at: "." });
});
