import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";

/** Model of the example `laptop`, and a commit that no repository has. */
export const model = "DeepSeek-R1-Distill-Qwen-1.5B";
const commit = "a".repeat(40);

/** One tensor of four bytes as safetensors: the length of the header, the header, the data. */
function safetensors(): Buffer {
  const header = Buffer.from(JSON.stringify({ weight: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(4)]);
}

const files: Readonly<Record<string, Buffer>> = {
  "config.json": Buffer.from('{"architectures": ["Qwen2ForCausalLM"]}\n'),
  "model.safetensors": safetensors(),
  "tokenizer.json": Buffer.from("{}\n"),
};

/** Text of the lockfile of {@link writeWeights}. */
export function weightsLockfile(): string {
  const lockfile: Lockfile = {
    schema: 1,
    model,
    source: { repo: `deepseek-ai/${model}`, commit, license: "MIT" },
    files: Object.entries(files).map(([path, data]) => ({
      path,
      size: data.length,
      sha256: createHash("sha256").update(data).digest("hex"),
    })),
  };
  return lockfileText(lockfile);
}

/** Writes weights of a few bytes, laid out as a volume is: `model/commit/file`. @param flip one bit of the tensor is another */
export function writeWeights(folder: string, flip = false): void {
  const into = join(folder, model, commit);
  mkdirSync(into, { recursive: true });
  for (const [path, data] of Object.entries(files)) {
    const written = Buffer.from(data);
    if (flip && path === "model.safetensors") written[written.length - 1]! ^= 1;
    writeFileSync(join(into, path), written);
    chmodSync(join(into, path), 0o644);
  }
}
