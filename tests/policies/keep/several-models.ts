import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { eksKeepSpecs } from "../../../infra/kubernetes/eks-keep-spec.ts";
import { existingKeepSpecs } from "../../../infra/kubernetes/existing-keep-spec.ts";
import { isOnAws } from "../../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../../infra/settings/parse.ts";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { type Edit, put, type Raw } from "../../infra/settings/good-settings.ts";
import { renderedStack } from "./rendered.ts";

/** Settings of an example, changed. */
export function exampleSettings(stack: string, ...edits: readonly Edit[]): Raw {
  const file = parse(readFileSync(`examples/Pulumi.${stack}.yaml`, "utf8")) as { config: Record<string, Raw> };
  const settings = file.config["modelkeep:keep"]!;
  for (const edit of edits) edit(settings);
  return settings;
}

/** The Kubernetes half of a keep of these settings. */
export function stackOf(settings: Raw, name: string): SubjectSource[] {
  const keep = parseKeep({ ...settings, name }, { stack: name, now: new Date("2026-11-29") });
  return renderedStack(isOnAws(keep) ? eksKeepSpecs(keep, () => undefined) : existingKeepSpecs(keep, () => undefined));
}

/** The example with two models on a cluster that exists, changed. */
export const several = (...edits: readonly Edit[]): SubjectSource[] => stackOf(exampleSettings("several-models", ...edits), "several");

/** Two models on AWS, each on a pool of its own, with clients over PrivateLink and one in the cluster. */
export const severalOnAws = (...edits: readonly Edit[]): Raw =>
  exampleSettings(
    "r1-distill-32b",
    put("model", undefined),
    put("capacity", undefined),
    put("models", {
      chat: { name: "DeepSeek-R1-Distill-Qwen-32B", capacity: { instance: "g6e.12xlarge", replicas: { min: 2, max: 4 } } },
      code: { name: "DeepSeek-R1-Distill-Qwen-7B", privateLinkPort: 1443, capacity: { instance: "g6e.2xlarge" } },
    }),
    put("clients[0].models", ["chat", "code"]),
    put("clients[1].models", ["code"]),
    put("clients[1].limits", { inputTokens: 8192, outputTokens: 1024 }),
    put("clients[2]", { name: "indexer", from: { kind: "workload", namespace: "search", serviceAccount: "indexer" }, models: ["chat"] }),
    ...edits,
  );

/** A next version of a model, to which its Service leads as `serves` says. */
export const next = (model: string, serves: "current" | "both" | "next", more: Raw = {}): Edit =>
  put(`${model}.next`, { serves, replicas: 1, ...more });
