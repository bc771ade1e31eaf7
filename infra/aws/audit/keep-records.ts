import type { NamedSettings } from "../../settings/keep.ts";
import type { KeepStep } from "../keep-step.ts";
import type { Keys } from "../keys/keys.ts";
import { gpuPoolOf } from "../nodes/pool-names.ts";
import type { Vault } from "../vault/vault.ts";
import { Alarms, type PoolBlock } from "./alarms.ts";
import { Budget } from "./budget.ts";
import { GuardDuty } from "./guard-duty.ts";
import type { Logs } from "./logs.ts";
import { Trail } from "./trail.ts";

/** Creates the trail, its alarms, threat detection and the budget; returns the alarms, whose topic other components publish to. */
export function keepRecords({ keep, target, place, options }: KeepStep, keys: Keys, logs: Logs, vault: Vault): Alarms {
  const { deployer, breakGlass } = target.access;
  const { emails, monthlyBudgetUsd } = target.alerts;
  new Trail(
    "trail",
    {
      place,
      key: keys.logs,
      deployer,
      vaultArn: vault.bucket.arn,
      ...(vault.replica ? { replicaArn: vault.replica.bucket.arn } : {}),
      auditLogs: logs.audit,
      accessLogs: vault.accessLogs.destination,
      retentionDays: keep.audit.retentionDays,
    },
    options,
  );
  const alarms = new Alarms(
    "alarms",
    {
      place,
      key: keys.logs,
      keys,
      auditLogs: logs.audit,
      emails,
      ...(breakGlass ? { breakGlass } : {}),
      capacityBlocks: capacityBlocksOf(keep),
    },
    options,
  );
  new GuardDuty("guard-duty", { mode: target.accountWide.guardDuty }, options);
  if (monthlyBudgetUsd !== undefined)
    new Budget("budget", { place, monthlyUsd: monthlyBudgetUsd, emails, topicArn: alarms.topicArn }, options);
  return alarms;
}

/** The Capacity Blocks of all models with their node pools. */
function capacityBlocksOf(keep: NamedSettings): PoolBlock[] {
  return Object.entries(keep.models).flatMap(([model, { capacity }]) =>
    capacity.purchase.kind === "capacity-block" ? [{ pool: gpuPoolOf(model), ...capacity.purchase }] : [],
  );
}
