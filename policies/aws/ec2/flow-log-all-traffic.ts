import { need } from "../../rule/outcome.ts";
import type { ResourceRule } from "../../rule/rule.ts";

export const ec2FlowLogAllTraffic: ResourceRule = {
  name: "aws-ec2-flow-log-all-traffic",
  description: "A flow log records accepted and rejected traffic, aggregated over at most one minute.",
  severity: "medium",
  enforcement: "mandatory",
  controls: ["D9", "D19"],
  frameworks: { fsbp: ["EC2.6"], nist80053r5: ["AU-12"] },
  database: "log_connections and log_disconnections: both are logged.",
  remediation: "Set trafficType to ALL and maxAggregationInterval to 60.",
  types: ["aws:ec2/flowLog:FlowLog"],
  check: (log) => [
    ...need(log.at("trafficType").is("ALL"), "leaves out part of the traffic; accepted: ALL"),
    ...need(log.at("maxAggregationInterval").is(60), "defaults to ten minutes; accepted: 60 (seconds)"),
  ],
};
