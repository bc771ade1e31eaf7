import { createHash, randomBytes } from "node:crypto";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Lockfile } from "../../../charts/keep-spec.ts";
import { lockfileOf } from "./locked.ts";

const piece = 16 * 2 ** 20;

/** Writes a file in the safetensors format: one tensor of bytes that nothing compresses or shares. @param size of the file, in bytes */
function writeShard(path: string, size: number): string {
  const header = (length: number) => {
    const json = Buffer.from(JSON.stringify({ weight: { dtype: "U8", shape: [length], data_offsets: [0, length] } }).padEnd(120));
    const head = Buffer.alloc(8);
    head.writeBigUInt64LE(BigInt(json.length));
    return Buffer.concat([head, json]);
  };
  const random = randomBytes(piece);
  const hash = createHash("sha256");
  const file = openSync(path, "w");
  const write = (bytes: Buffer) => {
    hash.update(bytes);
    writeSync(file, bytes);
  };
  const head = header(size - 128);
  write(head);
  for (let left = size - head.length; left > 0; left -= piece) {
    random.writeUInt32LE(left >>> 0, 0);
    write(random.subarray(0, Math.min(piece, left)));
  }
  closeSync(file);
  return hash.digest("hex");
}

/**
 * Fills a folder with a checkpoint: shards in the safetensors format and the small files beside them.
 * @param shard size of each shard, in bytes
 * @returns its lockfile
 */
export function writeCheckpoint(folder: string, { shards, shard }: { shards: number; shard: number }): Lockfile {
  const small = {
    "config.json": '{"model_type":"tiny"}',
    "tokenizer.json": "{}",
    "tokenizer/tokenizer_config.json": '{"nested":true}',
    "model.safetensors.index.json": '{"weight_map":{}}',
  };
  mkdirSync(folder, { recursive: true });
  const texts = Object.entries(small).map(([path, text]) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    return { path, size: Buffer.byteLength(text), sha256: createHash("sha256").update(text).digest("hex") };
  });
  const weights = Array.from({ length: shards }, (_, index) => {
    const path = `model-${index + 1}-of-${shards}.safetensors`;
    return { path, size: shard, sha256: writeShard(join(folder, path), shard) };
  });
  return lockfileOf([...texts, ...weights]);
}
