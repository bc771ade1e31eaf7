import { type CostLine, type KeepCost, keepCost, withoutPrice } from "../../planner/cost/keep-cost.ts";
import type { Prices } from "../../planner/cost/prices.ts";
import type { SidedStack } from "../model.ts";
import { inCatalogOf } from "../sides/in-catalog.ts";
import type { CostChange, CostLineChange } from "./cost-change.ts";
import { type PricedSettings, settingsAsk } from "./settings-ask.ts";

/** Prices by which each side is reckoned; the same ones, unless prices are what changed. */
export interface SidedPrices {
  base: Prices;
  head: Prices;
}

/** A bill, or why there is none. */
interface Bill {
  least?: KeepCost;
  most?: KeepCost;
  unknown: string[];
  settings?: PricedSettings;
}

/**
 * The bill of a stack on both sides, line by line; undefined where neither side is a keep on AWS. What has no price is said in `unknown`, and
 * no total is made up for it.
 */
export function costChanges(base: SidedStack | undefined, head: SidedStack | undefined, prices: SidedPrices): CostChange | undefined {
  // Models, instance types and prices of a project count on its side alone.
  const before = inCatalogOf(base, () => billOf(base, prices.base));
  const after = inCatalogOf(head, () => billOf(head, prices.head));
  if (!before && !after) return undefined;
  // Where one side has no such stack, its project's prices are not of this bill.
  const [was, is] = [inCatalogOf(base ?? head, () => prices.base.basis), inCatalogOf(head ?? base, () => prices.head.basis)];
  const same = was === is;
  return {
    currency: "USD",
    basis: same ? is : `before: ${was}; after: ${is}`,
    perMonth: pair(before?.least?.perMonth, after?.least?.perMonth),
    perMonthAtMost: pair(before?.most?.perMonth, after?.most?.perMonth),
    gpuPerHour: pair(before?.least?.gpuPerHour, after?.least?.gpuPerHour),
    lines: allLines(before, after),
    unknown: same && sameSettings(base, head) ? [] : unknownChange(before, after),
  };
}

/** Whether a bill is another one, or may be. */
export function costsDiffer({ perMonth, perMonthAtMost, gpuPerHour, lines, unknown }: CostChange): boolean {
  const differs = ({ before, after }: { before?: number; after?: number }) => before !== after;
  return lines.length > 0 || unknown.length > 0 || [perMonth, perMonthAtMost, gpuPerHour].some(differs);
}

function billOf(side: SidedStack | undefined, prices: Prices): Bill | undefined {
  const settings = side && settingsAsk(side.config);
  if (settings === undefined) return undefined;
  if (typeof settings === "string") return { unknown: [settings] };
  const [least, most] = [keepCost(settings.ask, prices), keepCost(settings.most, prices)];
  if (!least || !most) return { unknown: [`no price of ${withoutPrice(settings.ask, prices)} is known`], settings };
  return { least, most, unknown: [], settings };
}

const sameSettings = (base: SidedStack | undefined, head: SidedStack | undefined) =>
  base?.config["modelkeep:keep"] === head?.config["modelkeep:keep"];

function unknownChange(before: Bill | undefined, after: Bill | undefined): string[] {
  return [...unknownOf(before, "before"), ...unknownOf(after, "after"), ...unfollowed(before?.settings, after?.settings)];
}

function unknownOf(bill: Bill | undefined, when: "before" | "after"): string[] {
  return (bill?.unknown ?? []).map((why) => `${when}: ${why}`);
}

/** What costs money, is not in the bill, and is different. */
function unfollowed(before: PricedSettings | undefined, after: PricedSettings | undefined): string[] {
  if (!before || !after) return [];
  const [was, is] = [byPath(before.unpriced), byPath(after.unpriced)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => `the bill does not follow ${path}, which was ${was.get(path) ?? "as priced"} and is ${is.get(path) ?? "as priced"}`);
}

const byPath = (settings: readonly string[]) => new Map(settings.map((text) => text.split(": ") as [string, string]));

/**
 * The lines that differ with the least replicas, and those that differ with the most alone: so there is a line for each of the two
 * amounts by which a gate may be hit.
 */
function allLines(before: Bill | undefined, after: Bill | undefined): CostLineChange[] {
  const least = lineChanges(before?.least?.lines ?? [], after?.least?.lines ?? []);
  const most = lineChanges(before?.most?.lines ?? [], after?.most?.lines ?? []);
  const other = most.filter((line) => !least.some(({ item }) => item === line.item));
  return [...least, ...other.map((line) => ({ ...line, item: `${line.item}, with the most replicas` }))];
}

function lineChanges(before: readonly CostLine[], after: readonly CostLine[]): CostLineChange[] {
  const [was, is] = [new Map(before.map((line) => [line.item, line])), new Map(after.map((line) => [line.item, line]))];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((item): CostLineChange[] => {
    const [old, now] = [was.get(item), is.get(item)];
    if (old?.perMonth === now?.perMonth && old?.how === now?.how) return [];
    return [
      {
        item,
        ...(old && { before: old.perMonth, howBefore: old.how }),
        ...(now && { after: now.perMonth, howAfter: now.how }),
      },
    ];
  });
}

/** Two values, each absent where it is not known. */
function pair(before: number | undefined, after: number | undefined): { before?: number; after?: number } {
  return { ...(before !== undefined && { before }), ...(after !== undefined && { after }) };
}
