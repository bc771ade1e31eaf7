import { freeServiceRange } from "../network/service-range.ts";
import { clientNetworks } from "./clients.ts";
import type { Keep } from "./keep.ts";
import type { EksTarget } from "./target.ts";

/** Range of the cluster's Services, in CIDR notation. @throws Error where the settings were not checked */
export function serviceRangeOf({ clients }: Pick<Keep, "clients">, { network }: Pick<EksTarget, "network">): string {
  const range = freeServiceRange([network.cidr, ...clientNetworks(clients)]);
  if (range === undefined) throw new Error("internal error: settings were not checked: they leave no range for Services");
  return range;
}
