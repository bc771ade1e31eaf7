import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

/** What is done to a claim, how it is undone, and the reason that must be told. */
export type Harm = [what: string, harm: () => void, undo: () => void, reason: RegExp];

/** Flips one bit of a file; the same call mends it. */
export function flip(path: string, at: number): void {
  const file = openSync(path, "r+");
  const byte = Buffer.alloc(1);
  readSync(file, byte, 0, 1, at);
  writeSync(file, Buffer.from([(byte[0] ?? 0) ^ 0b0001_0000]), 0, 1, at);
  closeSync(file);
}

/**
 * Harms to the checkpoint in a folder that exists when they are done, and not yet when they are listed.
 * @param last name of its last shard, `shard` bytes long
 * @param aside a path beside the claim where a part of it may lie meanwhile
 */
export function claimHarms(folder: () => string, aside: () => string, last: string, shard: number): Harm[] {
  const at = (...path: string[]) => join(folder(), ...path);
  const swap = (one: string, other: string) => {
    renameSync(at(one), aside());
    renameSync(at(other), at(one));
    renameSync(aside(), at(other));
  };
  const link = (path: string) => {
    renameSync(at(path), aside());
    symlinkSync(aside(), at(path));
  };
  const unlink = (path: string) => {
    unlinkSync(at(path));
    renameSync(aside(), at(path));
  };
  return [
    [
      "a flipped bit in the last byte",
      () => flip(at(last), shard - 1),
      () => flip(at(last), shard - 1),
      /^weights: refused: model-4-of-4\.safetensors has SHA-256 [0-9a-f]{64}; expected [0-9a-f]{64}\n$/,
    ],
    [
      "a flipped bit in a small file",
      () => flip(at("config.json"), 3),
      () => flip(at("config.json"), 3),
      /refused: config\.json has SHA-256 /,
    ],
    [
      "a missing file",
      () => renameSync(at(last), aside()),
      () => renameSync(aside(), at(last)),
      /refused: model-4-of-4\.safetensors is missing; expected a file of 524288000 bytes\n$/,
    ],
    [
      "an extra file",
      () => writeFileSync(at("extra.safetensors"), "x"),
      () => unlinkSync(at("extra.safetensors")),
      /refused: extra\.safetensors is not named by the lockfile; expected no other file\n$/,
    ],
    [
      "code beside the weights",
      () => writeFileSync(at("tokenizer", "modeling.py"), "x"),
      () => unlinkSync(at("tokenizer", "modeling.py")),
      /refused: tokenizer\/modeling\.py is not named/,
    ],
    [
      "a name that would write into the log",
      () => writeFileSync(at("x\nweights: fine\u001b[2J"), "x"),
      () => unlinkSync(at("x\nweights: fine\u001b[2J")),
      /^weights: refused: "x\\nweights: fine\\u001b\[2J" is not named.*\n$/,
    ],
    [
      "a renamed file",
      () => renameSync(at(last), at("model-5-of-4.safetensors")),
      () => renameSync(at("model-5-of-4.safetensors"), at(last)),
      /refused: model-4-of-4\.safetensors is missing.* \(and 1 more\)\n$/,
    ],
    [
      "two files that changed names",
      () => swap("model-1-of-4.safetensors", last),
      () => swap("model-1-of-4.safetensors", last),
      /refused: model-[14]-of-4\.safetensors has SHA-256 /,
    ],
    [
      "a link to the right content",
      () => link(last),
      () => unlink(last),
      /refused: model-4-of-4\.safetensors is a symbolic link; expected a plain file\n$/,
    ],
    [
      "a link to a folder of the right content",
      () => link("tokenizer"),
      () => unlink("tokenizer"),
      /refused: tokenizer is a symbolic link/,
    ],
    [
      "a link instead of the whole folder",
      () => link("."),
      () => unlink("."),
      /refused: tiny\/0123456789abcdef0123456789abcdef01234567 is not a folder of the claim/,
    ],
    [
      "a truncated file",
      () => truncateSync(at("tokenizer.json"), 1),
      () => writeFileSync(at("tokenizer.json"), "{}"),
      /refused: tokenizer\.json has 1 bytes; expected 2\n$/,
    ],
    [
      "a file with a byte more",
      () => writeFileSync(at("tokenizer.json"), "{} "),
      () => writeFileSync(at("tokenizer.json"), "{}"),
      /refused: tokenizer\.json has 3 bytes; expected 2\n$/,
    ],
    [
      "an extra folder",
      () => mkdirSync(at("inference")),
      () => rmSync(at("inference"), { recursive: true }),
      /refused: inference is a folder of no locked file\n$/,
    ],
    [
      "a folder in a file's place",
      () => {
        renameSync(at("config.json"), aside());
        mkdirSync(at("config.json"));
      },
      () => {
        rmSync(at("config.json"), { recursive: true });
        renameSync(aside(), at("config.json"));
      },
      /refused: config\.json is a folder; expected a plain file\n$/,
    ],
    [
      "a pipe in a file's place",
      () => {
        renameSync(at("config.json"), aside());
        execFileSync("mkfifo", [at("config.json")]);
      },
      () => renameSync(aside(), at("config.json")),
      /refused: config\.json is neither a file nor a folder\n$/,
    ],
  ];
}
