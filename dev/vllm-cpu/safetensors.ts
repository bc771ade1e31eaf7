import { closeSync, openSync, writeSync } from "node:fs";
import type { Tensor } from "./tiny-tensors.ts";

/** Random numbers that are the same on every machine: xorshift, 32 bits of state. */
function randomBits(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

const sizeOf = ({ shape, type }: Tensor) => shape.reduce((product, side) => product * side, 1) * (type === "F32" ? 4 : 2);

/** The numbers of one tensor, little-endian: a bfloat16 is the upper half of a float. */
function content(tensor: Tensor, next: () => number): Uint8Array {
  const values = new Float32Array(tensor.shape.reduce((product, side) => product * side, 1));
  // Uniform within 0.09, which has the spread of a normal distribution of 0.05.
  for (let index = 0; index < values.length; index++) values[index] = tensor.ones ? 1 : (next() / 2 ** 31 - 1) * 0.09;
  if (tensor.type === "F32") return new Uint8Array(values.buffer);
  const halves = new Uint16Array(values.buffer);
  const upper = new Uint16Array(values.length);
  for (let index = 0; index < upper.length; index++) upper[index] = halves[2 * index + 1]!;
  return new Uint8Array(upper.buffer);
}

/** Writes tensors with random content as a safetensors file: the length of the header, the header, the bytes; the same each time. */
export function writeSafetensors(path: string, tensors: readonly Tensor[]): void {
  let end = 0;
  const entries = tensors.map((tensor) => {
    const start = end;
    end += sizeOf(tensor);
    return [tensor.name, { dtype: tensor.type ?? "BF16", shape: tensor.shape, data_offsets: [start, end] }];
  });
  const text = JSON.stringify({ __metadata__: { format: "pt" }, ...Object.fromEntries(entries) });
  const header = Buffer.from(text.padEnd(Math.ceil(text.length / 8) * 8));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  const file = openSync(path, "w", 0o644);
  try {
    writeSync(file, length);
    writeSync(file, header);
    const next = randomBits(1);
    for (const tensor of tensors) writeSync(file, content(tensor, next));
  } finally {
    closeSync(file);
  }
}
