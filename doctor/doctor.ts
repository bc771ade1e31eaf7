import { isOnAws } from "../infra/settings/checked-keep.ts";
import { parseKeep } from "../infra/settings/parse.ts";
import { SettingsError } from "../infra/settings/settings-error.ts";
import type { Finding, SettingFix } from "./finding.ts";
import { judgeCluster } from "./judge/judge-cluster.ts";
import { needsOf } from "./needs.ts";
import type { Snapshot } from "./snapshot.ts";

/** A finding with the setting that was tried and fixes it, if there is one. */
export interface Diagnosis extends Omit<Finding, "fixes"> {
  fix?: SettingFix;
}

/** Settings to judge. */
export interface Settings {
  /** The object under `modelkeep:keep`. */
  raw: unknown;
  stack: string;
  now: Date;
}

/** Settings of a keep that makes its own cluster. */
export class OwnClusterError extends Error {
  override readonly name = "OwnClusterError";
}

/**
 * What of a keep works on a cluster, what fails and what cannot be decided, worst first.
 * @throws SettingsError where the settings have a problem, OwnClusterError where they are not for a cluster that exists
 */
export function diagnose(snapshot: Snapshot, settings: Settings): Diagnosis[] {
  const found = judged(snapshot, settings);
  return found.map(({ fixes = [], administrator, ...finding }) => {
    const fix = fixes.find((one) => isFixedBy(finding, one, found, snapshot, settings));
    return { ...finding, ...(fix ? { fix } : {}), ...(administrator !== undefined && !fix ? { administrator } : {}) };
  });
}

function judged(snapshot: Snapshot, { raw, stack, now }: Settings): Finding[] {
  const keep = parseKeep(raw, { stack, now, draft: true });
  if (isOnAws(keep)) throw new OwnClusterError("target.kind is eks: the keep makes its own cluster; accepted: a stack of target existing");
  return judgeCluster(snapshot, needsOf(keep));
}

/**
 * Whether settings with a fix are accepted, the finding is gone with it, and nothing else fails that did not before; the same thing may then fail
 * for another cause, which has its own fix.
 */
function isFixedBy(
  finding: Pick<Finding, "about" | "cause">,
  fix: SettingFix,
  before: readonly Finding[],
  snapshot: Snapshot,
  settings: Settings,
): boolean {
  try {
    const after = judged(snapshot, { ...settings, raw: withSetting(settings.raw, fix) });
    const failed = (what: string) => before.some(({ about, state }) => about === what && state === "fails");
    return after.every(({ about, state, cause }) =>
      about === finding.about ? state === "works" || cause !== finding.cause : state !== "fails" || failed(about),
    );
  } catch (error) {
    if (error instanceof SettingsError || error instanceof RangeError) return false;
    throw error;
  }
}

/** Settings with one changed; without a value it is left out. */
export function withSetting(raw: unknown, { path, value }: SettingFix): unknown {
  const copy = structuredClone(raw) as Record<string, unknown>;
  const keys = path.split(".");
  const last = keys.pop() as string;
  let at = copy;
  for (const key of keys) {
    at[key] ??= {};
    at = at[key] as Record<string, unknown>;
  }
  if (value === undefined || value === null) delete at[last];
  else at[last] = value;
  return copy;
}
