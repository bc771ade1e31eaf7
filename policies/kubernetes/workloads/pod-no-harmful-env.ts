import { environmentFacts } from "../../facts/facts.ts";
import { forbid, need, when } from "../../rule/outcome.ts";
import { eachContainer, podTypes, textOf } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoHarmfulEnv: ResourceRule = {
  name: "kubernetes-pod-no-harmful-env",
  description: "No environment variable loads code, exposes all GPUs, logs content or enables outbound calls.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D16"],
  frameworks: { nist80053r5: ["CM-7"] },
  database: "shared_preload_libraries: a database loads only what is listed.",
  remediation: "Remove the variable, or set it to the value that disables the feature.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) =>
      container
        .at("env")
        .items()
        .each((one) => [
          ...forbid(
            one.at("name").is(...environmentFacts.forbidden),
            "must not be set: it loads code, logs content or enables outbound calls",
          ),
          ...Object.entries(environmentFacts.pinned).flatMap(([name, values]) =>
            when(one.at("name").is(name), () =>
              need(
                textOf(one).is(...values),
                `of ${name} is not accepted; accepted: ${values.map((value) => JSON.stringify(value)).join(" or ")}`,
              ),
            ),
          ),
        ]),
    ),
};
