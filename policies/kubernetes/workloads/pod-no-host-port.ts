import { need } from "../../rule/outcome.ts";
import { eachContainer, podTypes } from "../../rule/pods.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const podNoHostPort: ResourceRule = {
  name: "kubernetes-pod-no-host-port",
  description: "Pods use no host ports.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D3"],
  frameworks: {},
  database: "listen_addresses: a database listens only where configured.",
  remediation: "Leave hostPort unset.",
  types: podTypes,
  check: (workload) =>
    eachContainer(workload, (container) =>
      container
        .at("ports")
        .items()
        .each((port) => need(port.at("hostPort").isOrAbsent(0), "opens a port of the node; accepted: none")),
    ),
};
