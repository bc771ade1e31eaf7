import type { Reading } from "./reading.ts";
import type { Statement } from "./statement.ts";
import type { Truth } from "./truth.ts";

/**
 * Actions without resource-level permissions, which need `"Resource": "*"`. Source: "Actions, resources, and condition keys for AWS
 * services", Service Authorization Reference, 2026-11: those that private model serving uses.
 */
const unscopable = [
  /^ecr:GetAuthorizationToken$/i,
  /^ec2:Describe[A-Z]\w*$/i,
  /^ssmmessages:(Create|Open)(Control|Data)Channel$/i,
  /^elasticloadbalancing:Describe\w+$/i,
  /^autoscaling:Describe\w+$/i,
  /^cloudwatch:PutMetricData$/i,
  /^xray:Put(TraceSegments|TelemetryRecords)$/i,
  /^sts:GetCallerIdentity$/i,
  /^guardduty:SendSecurityTelemetry$/i,
];

/** Whether every action of a statement is one of those, none by a wildcard. */
export function onlyUnscopable(statement: Statement): Truth {
  const actions = statement.actions();
  return actions
    .every((action: Reading) => action.test((value) => unscopable.some((one) => one.test(String(value)))))
    .and(actions.empty().not());
}
