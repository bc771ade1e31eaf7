import type { Lockfile } from "../../../charts/keep-spec.ts";
import { smallLockfile } from "./locked.ts";

const [config, shard] = smallLockfile.files as [Lockfile["files"][number], Lockfile["files"][number]];

const changed = (edit: (lockfile: Record<string, unknown>) => void): string => {
  const copy = structuredClone(smallLockfile) as unknown as Record<string, unknown>;
  edit(copy);
  return JSON.stringify(copy);
};
const withFiles = (...files: unknown[]) => changed((lockfile) => Object.assign(lockfile, { files: [...smallLockfile.files, ...files] }));
const withPath = (path: unknown) => withFiles({ ...shard, path });
const withEntry = (edit: object) => withFiles({ ...shard, path: "extra.safetensors", ...edit });
const good = JSON.stringify(smallLockfile);

/** Lockfiles that must be refused: what each is, its text, and what the refusal must say, in TypeScript as in Python. */
export const hostileLockfiles: [what: string, text: string, says: string][] = [
  ["nothing", "", "is no JSON"],
  ["no JSON", "{", "is no JSON"],
  ["JSON that is no object", "[]", "it "],
  ["deep nesting", `${"[".repeat(200_000)}`, "is no JSON"],
  ["more than a ConfigMap holds", `${good}${" ".repeat(1_000_001)}`, "expected at most 1000000"],
  ["NaN for a size", good.replace("700", "NaN"), ""],
  ["another schema", changed((lockfile) => Object.assign(lockfile, { schema: 2 })), "schema is 2; expected 1"],
  ["true for the schema", changed((lockfile) => Object.assign(lockfile, { schema: true })), "schema is true; expected 1"],
  ["another model", changed((lockfile) => Object.assign(lockfile, { model: "other" })), "other"],
  ["a model that climbs out", changed((lockfile) => Object.assign(lockfile, { model: ".." })), "model is "],
  ["no source", changed((lockfile) => delete lockfile["source"]), "source"],
  ["a key that nobody knows", changed((lockfile) => Object.assign(lockfile, { trust: true })), "trust"],
  ["a key that is a prototype", good.replace("{", '{"__proto__":{"files":[]},'), "__proto__"],
  ["a key given twice", good.replace('"schema":1', '"schema":1,"schema":1'), "more than once"],
  ["a digest given twice", good.replace('"sha256":', `"sha256":"${"f".repeat(64)}","sha256":`), "more than once"],
  [
    "a branch for the commit",
    changed((lockfile) => Object.assign(lockfile, { source: { ...smallLockfile.source, commit: "main" } })),
    "commit",
  ],
  [
    "a commit that climbs out",
    changed((lockfile) => Object.assign(lockfile, { source: { ...smallLockfile.source, commit: "../x" } })),
    "commit",
  ],
  ["no files", changed((lockfile) => Object.assign(lockfile, { files: [] })), "config.json"],
  ["files that are no list", changed((lockfile) => Object.assign(lockfile, { files: {} })), "files"],
  ["no safetensors", changed((lockfile) => Object.assign(lockfile, { files: [config] })), "name no *.safetensors"],
  [
    "safetensors in a folder alone",
    changed((lockfile) => Object.assign(lockfile, { files: [config, { ...shard, path: "a/b.safetensors" }] })),
    "name no *.safetensors",
  ],
  ["no config.json", changed((lockfile) => Object.assign(lockfile, { files: [shard] })), "name no config.json"],
  ["a path twice", withPath(shard.path), "there already"],
  ["a path twice but for its case", withPath("MODEL-00001-of-00002.safetensors"), "there already"],
  [
    "a file that is a folder too",
    withFiles({ ...shard, path: "x.model" }, { ...shard, path: "x.model/y.safetensors" }),
    "is a folder of another file",
  ],
  [
    "a file that is a folder too but for its case",
    withFiles({ ...shard, path: "X.model" }, { ...shard, path: "x.model/y.safetensors" }),
    "is a folder of another file",
  ],
  ...[
    ...[
      "../model.safetensors",
      "a/../../model.safetensors",
      "..",
      ".",
      "",
      "/model.safetensors",
      "/etc/model.safetensors",
      "a//b.safetensors",
    ],
    ...[
      "./model.safetensors",
      "a/./b.safetensors",
      "model.safetensors/",
      "a\\..\\b.safetensors",
      "C:\\model.safetensors",
      "~/model.safetensors",
    ],
    ...[
      "model.safetensors\n",
      "model.safetensors\0",
      "a\nb.safetensors",
      "mod\u00e9l.safetensors",
      "m\u202eledom.safetensors",
      " model.safetensors",
    ],
    ...[
      "modeling_tiny.py",
      "tokenizer.py",
      "tokenizer_evil.py",
      "LICENSE.py",
      "LICENSE-x.py",
      "README.md.py",
      "encoding/encode.py",
      "a.PY",
      "x.pyc",
      "x.so",
    ],
    ...[
      "pytorch_model.bin",
      "model.pt",
      "model.pth",
      "model.ckpt",
      "model.pkl",
      "tokenizer.pkl",
      "tokenizer",
      "training_args.bin",
      "model.onnx",
    ],
    ...[
      "config.json.py",
      "config.yaml",
      "config.JSON",
      ".safetensors",
      ".config.json",
      ".hidden/model.safetensors",
      "requirements.txt",
      "run.sh",
    ],
    ...[`${"a".repeat(200)}.safetensors`, "a/b/c/d/e/f.safetensors", "%2e%2e/model.safetensors", "model.safetensors?x", "a b.safetensors"],
  ].map((path): [string, string, string] => [`the path ${JSON.stringify(path)}`, withPath(path), "expected a relative path"]),
  ["a path that is a number", withPath(7), "files[4].path"],
  ...[0, -1, 1.5, "700", null, true, 2 ** 53].map((size): [string, string, string] => [
    `the size ${JSON.stringify(size)}`,
    withEntry({ size }),
    "files[4].size",
  ]),
  ["a size with an exponent", good.replace("700", "7e2"), ""],
  ["a size with a dot", good.replace("700", "700.0"), ""],
  ["sizes beyond any disk", withEntry({ size: Number.MAX_SAFE_INTEGER }), "more bytes together"],
  ...["", "a".repeat(63), "a".repeat(65), "A".repeat(64), `${"a".repeat(64)}\n`, "g".repeat(64), null].map(
    (sha256): [string, string, string] => [`the digest ${JSON.stringify(sha256)}`, withEntry({ sha256 }), "files[4].sha256"],
  ),
  ["an entry with a key more", withEntry({ url: "x" }), "url"],
  ["an entry without a digest", withFiles({ path: "extra.safetensors", size: 1 }), "sha256"],
];
