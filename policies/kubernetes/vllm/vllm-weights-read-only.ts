import { need, when } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { Reading } from "../../rule/reading.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { Truth } from "../../rule/truth.ts";
import { eachServer } from "../../rule/vllm.ts";

/** Whether the model that a server loads is on a mount. */
const holdsModel = (container: Reading, mount: Reading): Truth =>
  mount.at("mountPath").when({
    known: (path) =>
      container
        .at("args")
        .items()
        .some((argument) =>
          argument.test((value) =>
            String(value)
              .replace(/^--model=/, "")
              .startsWith(`${String(path).replace(/\/$/, "")}/`),
          ),
        ),
    unknown: (because) => Truth.unknown([because], mount.path),
    absent: () => Truth.of(false, mount.path),
  });

export const vllmWeightsReadOnly: ResourceRule = {
  name: "kubernetes-vllm-weights-read-only",
  description: "The model server mounts the weights read-only.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D17"],
  frameworks: { trivy: ["KSV-0014"], nist80053r5: ["AC-6"] },
  database: "CIS PostgreSQL 2.3: files are writable only by their owner.",
  remediation: "Set readOnly on the mount that holds the model.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      container
        .at("volumeMounts")
        .items()
        .each((mount) =>
          when(holdsModel(container, mount), () =>
            need(mount.at("readOnly").is(true), "must be true: the model server could change the weights"),
          ),
        ),
    ),
};
