import { vllmFacts } from "../../facts/facts.ts";
import { need } from "../../rule/outcome.ts";
import { podTypes, textOf } from "../../rule/pods.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { anyOf, Truth } from "../../rule/truth.ts";
import { eachServer } from "../../rule/vllm.ts";

const patterns = new Map(vllmFacts.environment.map(({ name, pattern }) => [name, new RegExp(pattern)]));

/** Whether a variable is in the allow-list with this value; a field of the pod counts as `fieldRef:` and its path. */
function accepted(variable: Reading): Truth {
  return variable.at("name").when({
    known: (name) => {
      const pattern = patterns.get(String(name));
      if (!pattern) return Truth.of(/^LWS_[A-Z_]+$/.test(String(name)), variable.path);
      const field = variable.at("valueFrom", "fieldRef", "fieldPath");
      return anyOf([textOf(variable).test((value) => pattern.test(String(value))), field.test((path) => pattern.test(`fieldRef:${path}`))]);
    },
    unknown: (because) => Truth.unknown([because], variable.path),
    absent: () => Truth.of(false, variable.path),
  });
}

export const vllmEnvironment: ResourceRule = {
  name: "kubernetes-vllm-environment",
  description: "vLLM has only environment variables of the allow-list.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16", "D8"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "A database's parameters are listed.",
  remediation: "Remove the variable, or give it an accepted value.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      container
        .at("env")
        .items()
        .each((one) => need(accepted(one).at(one.path), "is not in the allow-list of vLLM's environment, or not with this value")),
    ),
};
