import { need } from "../../rule/outcome.ts";
import { podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";
import { eachServer } from "../../rule/vllm.ts";

export const vllmNoPort: ResourceRule = {
  name: "kubernetes-vllm-no-port",
  description: "The model server opens no TCP port.",
  severity: "critical",
  enforcement: "mandatory",
  controls: ["D3"],
  frameworks: {},
  database: "RDS.23: a database listens on one port, and that is not its default.",
  remediation: "Remove ports; the pod's only port is the front door's.",
  types: podTypes,
  check: (workload) =>
    eachServer(workload, (container) =>
      need(
        container.at("ports").items().empty(),
        "opens a port of the model server; accepted: none: the pod's only port is the front door's",
      ),
    ),
};
