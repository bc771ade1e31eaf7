import type { KeepSpec, Lockfile } from "../../../charts/keep-spec.ts";

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

/** A keep whose weights are in the vault. */
export const vaultSpec: KeepSpec = {
  name: "team-a",
  model: { name: "tiny", contextTokens: 8192, kvCacheDtype: "auto", checkpointBytes: 9_100_000_000, lockfile: smallLockfile },
  hardware: {
    accelerator: "nvidia",
    gpus: 4,
    nodes: 1,
    tensorParallel: 4,
    vcpus: 46,
    memoryGiB: 360,
    networkMbps: 40_000,
    localNvme: true,
  },
  replicas: { min: 2, max: 4 },
  concurrent: 8,
  clients: [],
  images: { server: `registry.example/vllm@sha256:${"1".repeat(64)}`, envoy: `registry.example/envoy@sha256:${"2".repeat(64)}` },
  weights: { kind: "vault", bucket: "team-a-vault", region: "eu-central-1" },
  placement: { nodeSelector: {}, tolerations: [], runtimeClass: undefined },
  network: { loadBalancerRanges: [], nodePort: undefined, podIdentity: true, vaultRanges: ["10.0.0.0/24"] },
  certificates: { kind: "secrets", server: "server-tls", clientCa: "client-ca" },
};

export const claimSpec: KeepSpec = {
  ...vaultSpec,
  weights: { kind: "claim", from: { claim: "checkpoints" } },
  network: { ...vaultSpec.network, podIdentity: false, vaultRanges: [] },
};
