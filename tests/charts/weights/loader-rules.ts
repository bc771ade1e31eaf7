import { createHash } from "node:crypto";
import { cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lockfileOf } from "./locked.ts";
import type { LoaderRun } from "./run-loader.ts";

const sum = (text: string) => createHash("sha256").update(text).digest("hex");
export const contents = { "config.json": "{}", "model.safetensors": "weights", "tokenizer/tokenizer.json": "[]" };
const entry = (path: string, text: string) => ({ path, size: text.length, sha256: sum(text) });
export const lockfile = lockfileOf(Object.entries(contents).map(([path, text]) => entry(path, text)));
const json = JSON.stringify(lockfile);

/** A claim and a storage of a scenario's own. */
interface Place {
  checkpoint: string;
  storage: string;
}

/** One rule of the loader, the edit that takes it out, and the harm that it is there for. */
export interface LoaderRule {
  rule: string;
  file: string;
  find: string;
  replace: string;
  /** What is wrong in the place. */
  harm?: (place: Place) => void;
  run?: Partial<LoaderRun>;
  /** What must be told; null where the loader puts things right and ends well. */
  says: string | null;
}

const vault = { source: ["--bucket", "b", "--region", "eu-central-1"] };
const agent = { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/", AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/dev/null" };

/** Every rule of the loader whose loss must be noticed. */
export const loaderRules: readonly LoaderRule[] = [
  {
    rule: "content is compared",
    file: "folder.py",
    find: "if digest.hexdigest() != file.sha256:",
    replace: "if False:",
    harm: ({ checkpoint }) => writeFileSync(join(checkpoint, "model.safetensors"), "weightz"),
    says: "model.safetensors has SHA-256",
  },
  {
    rule: "sizes are compared before anything is copied",
    file: "folder.py",
    find: "if status.st_size != sizes[path]:",
    replace: "if False:",
    harm: ({ checkpoint }) => writeFileSync(join(checkpoint, "model.safetensors"), "weights and more"),
    says: "model.safetensors has 16 bytes; expected 7",
  },
  {
    rule: "nothing lies beside the locked files",
    file: "folder.py",
    find: "if path not in sizes:\n        return",
    replace: "if path not in sizes:\n        return None and",
    harm: ({ checkpoint }) => writeFileSync(join(checkpoint, "modeling.py"), "x"),
    says: "modeling.py is not named by the lockfile",
  },
  {
    rule: "no folder lies beside them",
    file: "folder.py",
    find: 'else "is a folder of no locked file"',
    replace: "else None",
    harm: ({ checkpoint }) => mkdirSync(join(checkpoint, "inference")),
    says: "inference is a folder of no locked file",
  },
  {
    rule: "links are told from files",
    file: "folder.py",
    find: "entry.stat(follow_symlinks=False)",
    replace: "entry.stat()",
    harm: ({ checkpoint }) => {
      cpSync(join(checkpoint, "config.json"), join(checkpoint, "..", "elsewhere"));
      rmSync(join(checkpoint, "config.json"));
      symlinkSync("../elsewhere", join(checkpoint, "config.json"));
    },
    says: "config.json is a symbolic link",
  },
  {
    rule: "missing files are named",
    file: "folder.py",
    find: "if path not in found}",
    replace: "if False}",
    harm: ({ checkpoint }) => rmSync(join(checkpoint, "config.json")),
    says: "config.json is missing",
  },
  {
    rule: "the checkpoint itself is no link",
    file: "claim.py",
    find: "os.path.islink(at) or ",
    replace: "",
    harm: ({ checkpoint }) => {
      cpSync(checkpoint, join(checkpoint, "..", "x"), { recursive: true });
      rmSync(checkpoint, { recursive: true });
      symlinkSync("x", checkpoint);
    },
    says: "is not a folder of the claim",
  },
  {
    rule: "the claim is looked through before it is copied",
    file: "loader.py",
    find: "        source.check(lockfile)\n",
    replace: "",
    harm: ({ checkpoint }) => writeFileSync(join(checkpoint, "extra.safetensors"), "x"),
    says: "extra.safetensors is not named",
  },
  {
    rule: "what an earlier run left is read again",
    file: "loader.py",
    find: "good = verified(incoming, present, cores)",
    replace: "good = {file.path for file in present}",
    harm: ({ storage }) => writeFileSync(join(storage, "checkpoint", "model.safetensors"), "weightz"),
    says: null,
  },
  {
    rule: "what an earlier run left and nobody locked is removed",
    file: "loader.py",
    find: "        folder.remove(os.path.join(incoming, path))\n    present",
    replace: "        pass\n    present",
    harm: ({ storage }) => writeFileSync(join(storage, "checkpoint", "modeling.py"), "x"),
    says: null,
  },
  {
    rule: "what an earlier run served is taken back first",
    file: "loader.py",
    find: "            os.rename(served, incoming)\n",
    replace: "            pass\n",
    run: { lockfile: "{" },
    says: "it is no JSON",
  },
  {
    rule: "the lockfile is the one that the pod names",
    file: "lockfile.py",
    find: "if hashlib.sha256(text).hexdigest() != sha256:",
    replace: "if False:",
    run: { sha256: "0".repeat(64) },
    says: "expected 0000",
  },
  {
    rule: "the lockfile is of this model",
    file: "lockfile.py",
    find: "if named != model:",
    replace: "if False:",
    run: { model: "other" },
    says: "model is tiny; expected other",
  },
  {
    rule: "paths stay in the folder",
    file: "lockfile.py",
    find: "not PATH.fullmatch(path)",
    replace: "False",
    run: { lockfile: JSON.stringify({ ...lockfile, files: [...lockfile.files, entry("../x.safetensors", "x")] }) },
    says: "files[3].path is ../x.safetensors",
  },
  {
    rule: "a file is named once",
    file: "lockfile.py",
    find: "if file.path.lower() in seen:",
    replace: "if False:",
    run: {
      lockfile: JSON.stringify({
        ...lockfile,
        files: [...lockfile.files, entry("CONFIG.safetensors", "x"), entry("config.safetensors", "x")],
      }),
    },
    says: "there already",
  },
  {
    rule: "a key is there once",
    file: "lockfile.py",
    find: "if keys.count(key) > 1:",
    replace: "if False:",
    run: { lockfile: json.replace('"schema":1', '"schema":1,"schema":1') },
    says: "more than once",
  },
  {
    rule: "no key is unknown",
    file: "lockfile.py",
    find: "if key not in keys:",
    replace: "if False:",
    run: { lockfile: json.replace('"schema":1', '"schema":1,"trust":1') },
    says: "has a key trust",
  },
  {
    rule: "only tests choose the vault's address",
    file: "vault.py",
    find: " and loopback(override.hostname)",
    replace: "",
    run: { ...vault, environment: { ...agent, AWS_ENDPOINT_URL_S3: "https://s3.invalid" } },
    says: "AWS_ENDPOINT_URL_S3 is for tests",
  },
  {
    rule: "only the agent gets the pod's token",
    file: "pod_identity.py",
    find: "self.address.hostname not in AGENTS",
    replace: "False",
    run: { ...vault, environment: { ...agent, AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://agent.invalid/" } },
    says: "is not the Pod Identity agent",
  },
];
