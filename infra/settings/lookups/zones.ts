import { problemAt } from "../problem.ts";
import type { EksTarget } from "../target.ts";
import { zoneNames } from "../zones.ts";
import type { Found } from "./found.ts";

/** Availability zones of the network, in the order of its subnets. */
export function foundZones(target: Pick<EksTarget, "region" | "network">): Found<string[]> {
  const zones = zoneNames(target);
  if (zones) return { value: zones };
  const { region, network } = target;
  const why = `is missing: the catalog does not know ${network.zones} zones of ${region}; accepted: a list of ${network.zones} zones such as ${region}a`;
  return { problem: problemAt("target.network.zoneNames", undefined, why) };
}
