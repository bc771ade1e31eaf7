import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import configurations from "../../catalog/data/validated-configurations.json" with { type: "json" };
import {
  ed25519Of,
  isSigned,
  type ValidatedConfiguration,
  validatedConfigurationSchema,
  validationKeySchema,
  validationKeys,
  validationText,
} from "../../catalog/validated-configurations.ts";
import { newKey, signedRecord } from "../../dev/gpu-check/record.ts";

const { privateKeyPem, entry } = newKey("lab", "2026-11-30");
const seen: Omit<ValidatedConfiguration, "schema" | "signature"> = {
  date: "2026-11-30",
  by: "lab",
  model: "DeepSeek-R1-Distill-Qwen-32B",
  vllm: "0.33.0",
  image: `docker.io/vllm/vllm-openai@sha256:${"a".repeat(64)}`,
  gpu: { name: "NVIDIA L40S", memoryMiB: 46_068, driver: "580.95" },
  gpus: 4,
  nodes: 1,
  command: ["python3", "init.py"],
  environment: { HOME: "/home/vllm" },
  seconds: { start: 212.4, end: 9.1 },
  log: "version 0.33.0",
};
const record = signedRecord(seen, privateKeyPem);
const from = { records: [record], keys: [entry] };
const question = { model: seen.model, vllm: "0.33.0", gpu: "L40S", gpus: 4, nodes: 1 };

describe("validated configurations", () => {
  it("of the kit are all signed by its keys", () => {
    for (const key of validationKeys) expect(ed25519Of(validationKeySchema.parse(key)), key.name).toBeDefined();
    expect(new Set(validationKeys.map(({ name }) => name)).size).toBe(validationKeys.length);
    for (const one of configurations) expect(isSigned(validatedConfigurationSchema.parse(one))).toBe(true);
  });

  it("are none until somebody has made a record", () => {
    if (configurations.length > 0) return;
    expect(validationText(question)).toBe("not validated on a GPU by this project");
  });

  it("are told by what was seen on the same GPUs with the same release", { tags: ["validation-of-this-hardware"] }, () => {
    expect(validationText(question, from)).toBe("validated on 4 x NVIDIA L40S with vLLM 0.33.0 (2026-11-30, signed by lab)");
    const elsewhere = "not validated on this hardware by this project; it is on 4 x NVIDIA L40S with vLLM 0.33.0";
    for (const other of [{ gpus: 8 }, { gpu: "L4" }, { gpu: undefined }, { nodes: 2 }, { vllm: "0.34.0" }])
      expect(validationText({ ...question, ...other }, from)).toBe(elsewhere);
    expect(validationText({ ...question, model: "DeepSeek-V3" }, from)).toBe("not validated on a GPU by this project");
  });

  it("count for nothing once a field has changed, or without a known key", { tags: ["validation-by-signature"] }, () => {
    const stranger = newKey("lab", "2026-11-30");
    for (const records of [[{ ...record, gpus: 8 }], [{ ...record, log: "another" }], [{ ...record, by: "other" }]])
      expect(validationText({ ...question, gpus: 8 }, { ...from, records })).toBe("not validated on a GPU by this project");
    for (const keys of [[], [stranger.entry]])
      expect(validationText(question, { ...from, keys })).toBe("not validated on a GPU by this project");
  });

  it("are of a GPU of the catalog by its name and memory", { tags: ["validation-by-gpu"] }, () => {
    const told = (name: string, memoryMiB: number, gpu: string) => {
      const records = [signedRecord({ ...seen, gpu: { name, memoryMiB, driver: "580.95" } }, privateKeyPem)];
      return validationText({ ...question, gpu }, { ...from, records }).startsWith("validated on");
    };
    expect(told("NVIDIA A100-SXM4-80GB", 81_920, "A100 80GB")).toBe(true);
    expect(told("NVIDIA A100 80GB PCIe", 81_920, "A100 80GB")).toBe(true);
    expect(told("NVIDIA A100-SXM4-40GB", 40_960, "A100 80GB")).toBe(false);
    expect(told("NVIDIA H100 80GB HBM3", 81_559, "H100")).toBe(true);
    expect(told("NVIDIA H100 NVL", 95_830, "H100")).toBe(false);
    expect(told("NVIDIA H200", 143_771, "H200")).toBe(true);
    expect(told("NVIDIA A10G", 23_028, "A10G")).toBe(true);
    expect(told("NVIDIA L4", 23_034, "L40S")).toBe(false);
    expect(told("NVIDIA RTX PRO 6000 Blackwell Server Edition", 97_887, "RTX PRO 6000")).toBe(true);
    expect(told("NVIDIA H100 80GB HBM3", 81_559, "no such GPU")).toBe(false);
  });

  it("count for nothing by a key of another kind, one that is none, two of one name, or a younger one", {
    tags: ["validation-by-key"],
  }, () => {
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).publicKey.export({ format: "der", type: "spki" }).toString("base64");
    for (const publicKey of [rsa, "AAAA", ""]) expect(isSigned(record, [{ ...entry, publicKey }])).toBe(false);
    expect(isSigned(record, [entry, { ...newKey("lab", "2026-11-30").entry }])).toBe(false);
    expect(isSigned(record, [{ ...entry, date: "2026-12-01" }])).toBe(false);
  });

  it("are signed whatever order their fields are in", () => {
    const reversed = Object.fromEntries(Object.entries(record).toReversed()) as ValidatedConfiguration;
    expect(isSigned(reversed, [entry])).toBe(true);
  });

  it("cannot be signed by a key of another kind, nor hold what is no record", () => {
    expect(() => signedRecord({ ...seen, gpus: 0 }, privateKeyPem)).toThrow("gpus");
    expect(createPrivateKey(privateKeyPem).asymmetricKeyType).toBe("ed25519");
  });
});
