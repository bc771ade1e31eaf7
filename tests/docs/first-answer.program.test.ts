import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { runConnection } from "../../cli/verbs/connection.ts";
import { runPreview } from "../../cli/verbs/preview.ts";
import { captured } from "../cli/verbs/captured.ts";
import { variantFolder } from "../support/variant-folder.ts";
import { blockOf } from "./first-answer-blocks.ts";

const page = readFileSync("docs/first-answer.md", "utf8");
const [model] = /^`(model: \{.*\})`\.$/m.exec(page)!.slice(1);
const stackFile = readFileSync("examples/Pulumi.laptop.yaml", "utf8")
  .replace(/model: \{.*\}/, model!)
  .replace(/(vllm-openai-cpu@sha256:)\w+/, `$1${createHash("sha256").update("an image").digest("hex")}`);
const cwd = variantFolder("mine", stackFile);
const stack = "mine";
mkdirSync(join(cwd, "models"));
const file = (path: string, size: number) => ({ path, size, sha256: "cd34".repeat(16) });
const source = { repo: "deepseek-ai/DeepSeek-R1-Distill-Qwen-1.5B", commit: "a".repeat(40), license: "MIT" };
writeFileSync(
  join(cwd, "models/r1-1.5b.lock.json"),
  JSON.stringify({
    schema: 1,
    model: "DeepSeek-R1-Distill-Qwen-1.5B",
    source,
    files: [file("config.json", 679), file("model.safetensors", 3.55e9)],
  }),
);
afterAll(() => rmSync(cwd, { recursive: true }));

it("quotes what the preview of the laptop example says", async () => {
  const { status, out } = await captured(() => runPreview({ cwd, stack }));
  expect(status).toBe(0);
  expect(out).toContain(blockOf("Model "));
});

it("asks as the contract of the client says", async () => {
  const { out } = await captured(() => runConnection({ cwd, stack }));
  const asks = blockOf("cat >ask.py");
  for (const part of [/https:\S+\/v1"/, /api_key=.*/, /timeout=\d+/, /model="[^"]+"/]) expect(asks).toContain(part.exec(out)![0]);
  expect(blockOf("mkdir -p keys/issued")).toContain(/spiffe:\S+/.exec(out)![0]);
});
