import type { PackConfig } from "../policies/judge/pack-config.ts";
import { costChanges, costsDiffer, type SidedPrices } from "./cost/cost-changes.ts";
import { exposureChanges } from "./exposure/exposure-changes.ts";
import { stackEvidence } from "./exposure/stack-evidence.ts";
import { findingChanges } from "./findings/finding-changes.ts";
import { knownSecrets } from "./masking/known-secrets.ts";
import { maskDiff } from "./masking/mask-diff.ts";
import type { KeepDiff, Side, SidedStack, StackDiff } from "./model.ts";
import { diffResources } from "./resources/diff-resources.ts";
import { settingChanges } from "./settings/setting-changes.ts";
import { whatItMeans } from "./settings/what-it-means.ts";
import { versionChanges } from "./versions/version-changes.ts";

/** Options of a comparison. */
export interface DiffOptions {
  /** Date at which waivers of both sides are evaluated, `YYYY-MM-DD`. */
  today: string;
  /** Levels and settings of rules, as for the policy pack. */
  policyConfig?: PackConfig;
  prices: SidedPrices;
}

/**
 * What a change does to a keep, stack by stack; secrets are masked in it.
 * @throws PackConfigError as the policy pack does, Error where the solver gives up
 */
export async function diffSides(base: Side, head: Side, options: DiffOptions): Promise<KeepDiff> {
  const names = [...new Set([...base.stacks.keys(), ...head.stacks.keys()])].sort();
  const stacks: StackDiff[] = [];
  for (const name of names) stacks.push(await diffStack(name, base, head, options));
  const about = ({ name, commit }: Side) => ({ name, ...(commit !== undefined && { commit }) });
  return maskDiff({ base: about(base), head: about(head), stacks }, knownSecrets(base, head));
}

const nothing = { failures: [], resources: [], exposure: [], findings: { added: [], fixed: [] }, versions: [] };

async function diffStack(stack: string, base: Side, head: Side, options: DiffOptions): Promise<StackDiff> {
  const failures = [base, head].flatMap((side) => {
    const found = side.stacks.get(stack);
    return found && "failed" in found ? [{ side: side.name, messages: found.failed }] : [];
  });
  if (failures.length > 0) return { ...nothing, stack, state: "failed", failures };
  const [before, after] = [base, head].map((side) => side.stacks.get(stack) as SidedStack | undefined) as Both;
  const cost = costChanges(before, after, options.prices);
  const parts = isSame(before, after) ? nothing : await changedParts(before, after, options);
  const settingsFile = after?.settingsFile ?? before?.settingsFile;
  const compared = { ...nothing, ...parts, stack, ...(settingsFile !== undefined && { settingsFile }), ...(cost && { cost }) };
  const found = { ...compared, ...(before && after && settingsOf(before, after, compared)) };
  return { ...found, state: before === undefined ? "added" : after === undefined ? "removed" : isChanged(found) ? "changed" : "unchanged" };
}

/** Settings that differ in a stack that exists on both sides, and their effect. */
function settingsOf(before: SidedStack, after: SidedStack, found: Pick<StackDiff, "resources" | "cost">): Pick<StackDiff, "settings"> {
  const changes = settingChanges(before.config, after.config);
  return changes.length === 0 ? {} : { settings: { changes, means: whatItMeans(before, after, found) } };
}

type Both = [SidedStack | undefined, SidedStack | undefined];

/** Whether all inputs of rules, proofs and versions are the same. */
function isSame(before: SidedStack | undefined, after: SidedStack | undefined): boolean {
  const read = (side: SidedStack | undefined) => side && [side.preview.resources, side.preview.outputs, side.config, side.symbols];
  return JSON.stringify(read(before)) === JSON.stringify(read(after));
}

async function changedParts(before: SidedStack | undefined, after: SidedStack | undefined, { today, policyConfig = {} }: DiffOptions) {
  const [old, now] = [before ?? emptied(after!), after ?? emptied(before!)];
  const resources = diffResources(old, now);
  const renamed = new Map(resources.flatMap(({ urn, formerUrn }) => (formerUrn === undefined ? [] : [[formerUrn, urn] as const])));
  const judging = { today, policyConfig };
  const [was, is] = [await stackEvidence(old, judging), await stackEvidence(now, judging)];
  return {
    resources,
    exposure: await exposureChanges(was.report, is.report),
    findings: findingChanges(before ? was.findings : [], after ? is.findings : [], renamed),
    versions: versionChanges(before && was.report, after && is.report),
  };
}

/** An empty stack, to compare with one that exists on the other side only. */
const emptied = (like: SidedStack): SidedStack => ({
  ...like,
  preview: { ...like.preview, resources: [], outputs: {}, diagnostics: [] },
  symbols: {},
});

function isChanged({ settings, resources, exposure, findings, cost, versions }: Omit<StackDiff, "state">): boolean {
  // A setting that affects no resource is still a change: a client's limits are its contract.
  if (settings !== undefined) return true;
  const lists = [resources, exposure, findings.added, findings.fixed, versions];
  return lists.some(({ length }) => length > 0) || (cost !== undefined && costsDiffer(cost));
}
