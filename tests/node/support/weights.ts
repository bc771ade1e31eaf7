import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileText } from "../../../charts/weights/lockfile.ts";

/** Weights of a few bytes, by a commit that no repository has. */
export interface TestWeights {
  /** Name of the model in the catalog. */
  model: string;
  commit: string;
  /** A file that other weights do not have, by which a server shows which it has. */
  own?: string;
}

/** Model of the example `laptop`. */
export const model = "DeepSeek-R1-Distill-Qwen-1.5B";
const weights: TestWeights = { model, commit: "a".repeat(40) };

/** One tensor of four bytes as safetensors: the length of the header, the header, the data. */
function safetensors(): Buffer {
  const header = Buffer.from(JSON.stringify({ weight: { dtype: "F32", shape: [1], data_offsets: [0, 4] } }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, Buffer.alloc(4)]);
}

/** Files of a checkpoint of a few bytes. */
export const filesOf = ({ own }: Pick<TestWeights, "own">): Readonly<Record<string, Buffer>> => ({
  "config.json": Buffer.from('{"architectures": ["Qwen2ForCausalLM"]}\n'),
  "model.safetensors": safetensors(),
  "tokenizer.json": Buffer.from("{}\n"),
  ...(own !== undefined && { [own]: Buffer.from("{}\n") }),
});

/** Lockfile of weights, as those of a model of DeepSeek. */
export function lockfileOf(of: TestWeights): Lockfile {
  return {
    schema: 1,
    model: of.model,
    source: { repo: `deepseek-ai/${of.model}`, commit: of.commit, license: "MIT" },
    files: Object.entries(filesOf(of)).map(([path, data]) => ({
      path,
      size: data.length,
      sha256: createHash("sha256").update(data).digest("hex"),
    })),
  };
}

/** Text of the lockfile of weights; by default of those of the suite's own keep, as {@link writeWeights}. */
export const weightsLockfile = (of: TestWeights = weights): string => lockfileText(lockfileOf(of));

/** A file with its last bit flipped. */
export function flipped(data: Buffer): Buffer {
  const written = Buffer.from(data);
  written[written.length - 1]! ^= 1;
  return written;
}

/** Writes weights, laid out as a volume is: `model/commit/file`. @param flip one bit of the tensor is another */
export function writeWeights(folder: string, flip = false, of: TestWeights = weights): void {
  const into = join(folder, of.model, of.commit);
  // A file that no lockfile names would be refused: none is left of a run before.
  rmSync(into, { recursive: true, force: true });
  mkdirSync(into, { recursive: true });
  for (const [path, data] of Object.entries(filesOf(of))) {
    writeFileSync(join(into, path), flip && path === "model.safetensors" ? flipped(data) : data);
    chmodSync(join(into, path), 0o644);
  }
}
