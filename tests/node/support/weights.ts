import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";

/** Model of the example `laptop`, and a commit that no repository has. */
export const model = "DeepSeek-R1-Distill-Qwen-1.5B";
export const commit = "a".repeat(40);

/** One tensor of four bytes as safetensors: the length of the header, the header, the data. */
function safetensors(): Buffer {
  const header = Buffer.from(JSON.stringify({ weight: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(4)]);
}

/** Files of a checkpoint of a few bytes. */
export const weightFiles: Readonly<Record<string, Buffer>> = {
  "config.json": Buffer.from('{"architectures": ["Qwen2ForCausalLM"]}\n'),
  "model.safetensors": safetensors(),
  "tokenizer.json": Buffer.from("{}\n"),
};

/** Lockfile of {@link weightFiles}, as those of a model of DeepSeek. */
export function lockfileOf(name: string): Lockfile {
  return {
    schema: 1,
    model: name,
    source: { repo: `deepseek-ai/${name}`, commit, license: "MIT" },
    files: Object.entries(weightFiles).map(([path, data]) => ({
      path,
      size: data.length,
      sha256: createHash("sha256").update(data).digest("hex"),
    })),
  };
}

/** Text of the lockfile of {@link writeWeights}. */
export const weightsLockfile = (): string => lockfileText(lockfileOf(model));

/** A file with its last bit flipped. */
export function flipped(data: Buffer): Buffer {
  const written = Buffer.from(data);
  written[written.length - 1]! ^= 1;
  return written;
}

/** Writes weights of a few bytes, laid out as a volume is: `model/commit/file`. @param flip one bit of the tensor is another */
export function writeWeights(folder: string, flip = false): void {
  const into = join(folder, model, commit);
  mkdirSync(into, { recursive: true });
  for (const [path, data] of Object.entries(weightFiles)) {
    writeFileSync(join(into, path), flip && path === "model.safetensors" ? flipped(data) : data);
    chmodSync(join(into, path), 0o644);
  }
}
