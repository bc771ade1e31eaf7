import { expect, test } from "vitest";
import { versionChanges } from "../../../diff/versions/version-changes.ts";
import type { ReportedAdvisory, ReportedModel } from "../../../evidence/report/model/inventory.ts";
import type { Report } from "../../../evidence/report/model/report.ts";

type Known = Pick<Report, "inventory" | "advisories">;

const advisory = (id: string, state: ReportedAdvisory["state"]): ReportedAdvisory => ({
  ids: [id],
  summary: "",
  state,
  reason: "",
  reachableFromClient: null,
  mitigations: [],
  note: null,
});

const served: ReportedModel = {
  ...{ key: "model-server", version: "current", model: "DeepSeek-R1-Distill-Qwen-32B", servedAs: null, contextTokens: null, serves: true },
  ...{ workload: null, replicas: null, hardware: null, clients: [], repository: null, license: null, lock: null },
};

function known({
  vllm = "0.33.0",
  digest = "a",
  commit = "c1",
  file = "f",
  eks = "1.34",
  open = ["CVE-1"],
  closed = ["CVE-2"],
  model = {} as Partial<ReportedModel>,
} = {}): Known {
  const reference = `registry.example.com/vllm@sha256:${digest.repeat(64)}`;
  return {
    inventory: {
      images: [
        { reference, digest: `sha256:${digest.repeat(64)}`, version: vllm, versionFrom: null, usedBy: ["Deployment/x: model-server"] },
      ],
      models: [
        { ...served, ...model, lock: { commit, bytes: 1, files: [{ path: "model.safetensors", size: 1, sha256: file.repeat(64) }] } },
      ],
      versions: [{ name: "Kubernetes (EKS)", version: eks, note: "" }],
    },
    advisories: {
      product: "vLLM",
      version: vllm,
      floor: "0.20.0",
      floorReason: "",
      source: "",
      date: "2026-11-25",
      entries: [...open.map((id) => advisory(id, "concerns")), ...closed.map((id) => advisory(id, "not concerned"))],
    },
  };
}

const none = { brings: [], fixes: [] };

test("the same versions are no change", () => {
  expect(versionChanges(known(), known())).toEqual([]);
});

test("a release of the server: what it brings and what it fixes", { tags: ["release-brings-and-fixes"] }, () => {
  expect(versionChanges(known(), known({ vllm: "0.34.0", open: ["CVE-2"], closed: ["CVE-1"] }))).toEqual([
    { kind: "version", name: "vLLM", before: "0.33.0", after: "0.34.0", brings: ["CVE-2"], fixes: ["CVE-1"] },
  ]);
});

test("an image by its digest", () => {
  const at = (digit: string) => `registry.example.com/vllm@sha256:${digit.repeat(64)}`;
  expect(versionChanges(known(), known({ digest: "b" }))).toEqual([
    { kind: "image", name: "vllm", before: at("a"), after: at("b"), ...none },
  ]);
});

test("weights by their commit, and by the digest of a file under the same commit", { tags: ["weights-by-commit-and-digest"] }, () => {
  expect(versionChanges(known(), known({ commit: "c2" }))).toEqual([
    { kind: "weights", name: "commit of the weights", before: "c1", after: "c2", ...none },
  ]);
  expect(versionChanges(known(), known({ file: "e" }))).toEqual([
    { kind: "weights", name: "model.safetensors", before: `sha256:${"f".repeat(64)}`, after: `sha256:${"e".repeat(64)}`, ...none },
  ]);
});

test("EKS, and a stack that only one side has", () => {
  expect(versionChanges(known(), known({ eks: "1.35" }))).toEqual([
    { kind: "version", name: "Kubernetes (EKS)", before: "1.34", after: "1.35", ...none },
  ]);
  const added = versionChanges(undefined, known());
  expect(added.map(({ name, before }) => [name, before])).toContainEqual(["model", undefined]);
  expect(added.find(({ name }) => name === "vLLM")).toMatchObject({ after: "0.33.0", brings: ["CVE-1"], fixes: [] });
  expect(versionChanges(known(), undefined).find(({ name }) => name === "vLLM")).toMatchObject({ before: "0.33.0", ...none });
});
