import { vllmFacts } from "../../facts/facts.ts";
import { forbid } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

function older(release: readonly number[], floor: readonly number[]): boolean {
  for (const [i, least] of floor.entries()) {
    const part = release[i] ?? 0;
    if (part !== least) return part < least;
  }
  return false;
}

export const vllmAdvisoryFloor: ResourceRule = {
  name: "kubernetes-vllm-advisory-floor",
  description: "vLLM is not a release with known vulnerabilities that a client can reach.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D15"],
  frameworks: { nist80053r5: ["SI-2", "RA-5"] },
  database: "RDS.13: minor versions are upgraded.",
  remediation: "Use a newer release.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      forbid(
        container.at("image").test((image) => {
          const release = /vllm[^/]*:v?(\d+)\.(\d+)\.(\d+)/.exec(String(image))?.slice(1).map(Number);
          return release !== undefined && older(release, vllmFacts.floor.split(".").map(Number));
        }),
        `is older than ${vllmFacts.floor}, which fixes vulnerabilities that a client can reach; accepted: that release or newer`,
      ),
    ),
};
