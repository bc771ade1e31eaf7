import { need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

export const vllmNoPort: ResourceRule = {
  name: "kubernetes-vllm-no-port",
  description: "The model server opens no port.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3"],
  frameworks: {},
  database: "RDS.23: a database listens on one port, and that is not its default.",
  remediation: "Remove ports; the front door has the one port of the pod.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      need(container.at("ports").items().empty(), "opens a port of the model server; accepted is none: the front door has the pod's port"),
    ),
};
