import fc from "fast-check";
import type { Lockfile } from "../../../charts/keep-spec.ts";

const hex = (length: number) => fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });
const word = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}$/);
const folder = fc.array(word, { maxLength: 3 }).map((parts) => parts.map((part) => `${part}/`).join(""));
const file = fc.oneof(
  word.map((stem) => `${stem}.safetensors`),
  word.map((stem) => `tokenizer_${stem}.json`),
  fc.constantFrom("generation_config.json", "LICENSE", "README.md", "model.safetensors.index.json", "tokenizer.model"),
);
const entry = (path: fc.Arbitrary<string>) => fc.record({ path, size: fc.integer({ min: 1, max: 2 ** 40 }), sha256: hex(64) });

/** Lockfiles that are in order. */
export const anyLockfile: fc.Arbitrary<Lockfile> = fc
  .record({
    model: fc.stringMatching(/^[A-Za-z][\w.-]{0,20}$/),
    commit: hex(40),
    config: entry(fc.constant("config.json")),
    shard: entry(word.map((stem) => `${stem}.safetensors`)),
    others: fc.array(entry(fc.tuple(folder, file).map((parts) => parts.join(""))), { maxLength: 12 }),
  })
  .map(({ model, commit, config, shard, others }) => {
    const files = [config, shard, ...others];
    return {
      schema: 1,
      model,
      source: { repo: `lab/${model}`, commit, license: "MIT" },
      files: files.filter(({ path }, index) => files.findIndex((other) => other.path === path) === index),
    };
  });
