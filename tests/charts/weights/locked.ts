import type { KeepSpec, Lockfile } from "../../../charts/keep-spec.ts";
import { onAws, onCluster } from "../keep-specs.ts";

export const commit = "0123456789abcdef0123456789abcdef01234567";

/** A lockfile of a model named `tiny`; only its files differ. */
export const lockfileOf = (files: Lockfile["files"], model = "tiny"): Lockfile => ({
  schema: 1,
  model,
  source: { repo: "lab/tiny", commit, license: "MIT" },
  files,
});

export const smallLockfile = lockfileOf([
  { path: "config.json", size: 700, sha256: "a".repeat(64) },
  { path: "model-00001-of-00002.safetensors", size: 5_000_000_000, sha256: "b".repeat(64) },
  { path: "model-00002-of-00002.safetensors", size: 4_000_000_000, sha256: "c".repeat(64) },
  { path: "tokenizer.json", size: 9_000_000, sha256: "d".repeat(64) },
]);

const tiny: KeepSpec["model"] = {
  name: "tiny",
  servedAs: "tiny",
  contextTokens: 8192,
  kvCacheDtype: "auto",
  checkpointBytes: 9_100_000_000,
  lockfile: smallLockfile,
};

/** A keep whose weights are in the vault. */
export const vaultSpec: KeepSpec = {
  ...onAws,
  name: "team-a",
  model: tiny,
  weights: { kind: "vault", bucket: "team-a-vault", region: "eu-central-1" },
};

/** A keep whose weights are on a claim. */
export const claimSpec: KeepSpec = {
  ...onCluster,
  name: "team-a",
  model: tiny,
  weights: { kind: "claim", from: { kind: "claim", claim: "checkpoints" } },
};
