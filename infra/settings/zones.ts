import { findRegion } from "../../catalog/regions.ts";
import type { EksTarget } from "./target.ts";

/**
 * The availability zones of the network: the named ones, otherwise the first of the region; undefined if the catalog does not know enough
 * of them.
 */
export function zoneNames({ region, network }: Pick<EksTarget, "region" | "network">): string[] | undefined {
  if (network.zoneNames) return network.zoneNames;
  const letters = findRegion(region)?.zoneLetters ?? [];
  return letters.length < network.zones ? undefined : letters.slice(0, network.zones).map((letter) => `${region}${letter}`);
}
