import { describe, expect, expectTypeOf, it } from "vitest";
import type { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { foundKeep } from "../../../infra/settings/checked-keep.ts";
import { type NamedSettings, readSettings } from "../../../infra/settings/keep.ts";
import { SettingsError } from "../../../infra/settings/settings-error.ts";
import { block, type Edit, eks, existing, onCpus, put, type Raw } from "./good-settings.ts";
import { parsedOnAws, parsedOnCluster } from "./parsed.ts";

/** Settings whose fields are judged, and not how they fit together. */
function unchecked(raw: Raw): NamedSettings {
  const read = readSettings(raw);
  if (!read.success) throw read.error;
  return { ...read.data, name: "prod" };
}

/** What is told of settings for which something is not found. */
function toldOf(settings: NamedSettings): string[] {
  try {
    foundKeep(settings, { placeholders: false });
  } catch (error) {
    if (error instanceof SettingsError) return error.problems.map(({ path, message }) => `${path}: ${message}`);
    throw error;
  }
  return [];
}

describe("checked settings", () => {
  it("carry the rows of the catalog of each version, the zones, the range of Services and the images", () => {
    const keep = parsedOnAws(block(put("model.next", { name: "DeepSeek-R1-Distill-Qwen-7B" }), put("model.servedAs", "chat")));
    const [current, next] = keep.served;
    expect([current.known.name, next?.known.name]).toEqual([current.model.name, "DeepSeek-R1-Distill-Qwen-7B"]);
    expect([current.instance.name, next?.instance.name]).toEqual([current.capacity.instance, current.capacity.instance]);
    expect([current.paths.model, next?.paths.model]).toEqual(["model", "model.next"]);
    expect(keep.zones).toHaveLength(keep.target.network.zones);
    expect(keep.serviceRange).toBe("172.20.0.0/16");
    expect(keep.run.all.map(({ name, reference, digest }) => [name, reference.endsWith(`@${digest}`)])).toEqual([
      ["vllm", true],
      ["envoy", true],
    ]);
  });

  it("carry the image of the model server for the accelerator", () => {
    expect(parsedOnCluster(existing()).run.server.name).toBe("vllm");
    expect(parsedOnCluster(existing(onCpus, put("capacity.gpus", undefined))).run.server.name).toBe("vllm-cpu");
  });

  it("are the only ones that a specification can be made from: neither others nor a changed copy pass the type check", () => {
    const keep = parsedOnAws(eks());
    const copy = { ...keep, clients: [] };
    type Accepted = Parameters<typeof eksKeepSpecs>[0];
    expectTypeOf<NamedSettings>().not.toExtend<Accepted>();
    expectTypeOf(copy).not.toExtend<Accepted>();
    expectTypeOf(keep).toExtend<Accepted>();
  });
});

describe("a lookup that finds nothing is told in the words of the settings", () => {
  const withoutDigest: Edit[] = [put("images", {})];

  it.each<[string, NamedSettings, RegExp]>([
    ["no instance type", unchecked(eks(put("capacity.instance", undefined))), /^capacity\.instance: is missing: the AWS GPU instance type/],
    ["no digest", unchecked(eks(...withoutDigest)), /^images\.vllm: is missing: the catalog has no digest/],
    [
      "no range for Services",
      unchecked(eks(put("target.network.cidr", "172.16.0.0/12"), put("clients[0].from.ranges", ["10.0.0.0/8", "192.168.0.0/16"]))),
      /^target\.network\.cidr: leaves no range for Kubernetes Services/,
    ],
    [
      "no zones",
      unchecked(eks(put("target.region", "ap-east-2"), put("target.network.zones", 3))),
      /^target\.network\.zoneNames: is missing/,
    ],
  ])("%s", (_, settings, told) => {
    expect(toldOf(settings)).toEqual([expect.stringMatching(told)]);
  });

  it("a model and an instance type that the catalog has no more", () => {
    const settings = unchecked(eks());
    const entry = settings.models["model-server"]!;
    const changed = (one: typeof entry) => ({ ...settings, models: { "model-server": one } });
    expect(toldOf(changed({ ...entry, name: "DeepSeek-R0" }))).toEqual([
      expect.stringMatching(/^model\.name: is not in the catalog; .*accepted: /),
    ]);
    expect(toldOf(changed({ ...entry, capacity: { ...entry.capacity, instance: "m5.large" } }))).toEqual([
      expect.stringMatching(/^capacity\.instance: is not in the catalog; .*accepted: /),
    ]);
  });

  it("a placeholder stands for a digest in a draft, and in nothing else", { tags: ["placeholder-only-in-draft"] }, () => {
    const settings = unchecked(eks(...withoutDigest));
    const keep = foundKeep(settings, { placeholders: true });
    expect(keep.run.server.digest).toMatch(/^sha256:(0123456789abcdef){4}$/);
    expect(toldOf(settings)).not.toEqual([]);
  });
});
