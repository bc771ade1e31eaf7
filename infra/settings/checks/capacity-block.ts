import { capacityBlockRules } from "../../../catalog/capacity-blocks.ts";
import { findInstance, knownInstances } from "../../../catalog/instances.ts";
import { type Problem, problemAt } from "../problem.ts";
import { zoneNames } from "../zones.ts";
import type { ModelCheck } from "./check.ts";

const minute = 60_000;
const day = 24 * 60 * minute;
const { endsEarlyMinutes, minDays, maxDays } = capacityBlockRules;

const sold = () =>
  knownInstances()
    .filter(({ capacityBlock }) => capacityBlock)
    .map(({ name }) => name);

/** A Capacity Block is sold for the instance, is in one of the keep's zones, and has a length that is sold. */
export const capacityBlockCheck: ModelCheck = ({ target, capacity: { instance, purchase } }, paths) => {
  if (target.kind !== "eks" || purchase.kind !== "capacity-block") return [];
  const problems: Problem[] = [];
  const no = (field: string, value: unknown, message: string) => problems.push(problemAt(`${paths.capacity}.${field}`, value, message));
  const zones = zoneNames(target);
  if (zones && !zones.includes(purchase.zone))
    no(
      "purchase.zone",
      purchase.zone,
      `is not a zone of the keep's network; accepted: ${zones.join(", ")} (target.network.zoneNames chooses others)`,
    );
  const [start, end] = [Date.parse(purchase.start), Date.parse(purchase.end)];
  const days = (end - start) / day;
  if (end <= start) no("purchase.end", purchase.end, `is not after the start; accepted: a timestamp after ${purchase.start}`);
  else if (days < minDays || days > maxDays)
    no(
      "purchase.end",
      purchase.end,
      `makes a block of ${days.toFixed(1)} days; accepted: ${minDays} to ${maxDays} days after ${purchase.start}`,
    );
  if (instance !== undefined && findInstance(instance)?.capacityBlock === false)
    no("instance", instance, `is not sold in Capacity Blocks; accepted: ${sold().join(", ")}`);
  return problems;
};

/** A Capacity Block has not ended: only checked for a deployment, since a keep of a past block can still be previewed. */
export const capacityBlockOverCheck: ModelCheck = ({ target, capacity: { purchase } }, paths, now) => {
  if (target.kind !== "eks" || purchase.kind !== "capacity-block") return [];
  if (Date.parse(purchase.end) - endsEarlyMinutes * minute > now.getTime()) return [];
  const why = `has passed: no instance starts in the last ${endsEarlyMinutes} minutes of a block; accepted: a block that still runs`;
  return [problemAt(`${paths.capacity}.purchase.end`, purchase.end, why)];
};
