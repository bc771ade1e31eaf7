import { freeServiceRange, serviceRanges } from "../../network/service-range.ts";
import { clientNetworks } from "../clients.ts";
import type { KeepSettings } from "../keep.ts";
import { problemAt } from "../problem.ts";
import type { EksTarget } from "../target.ts";
import type { Found } from "./found.ts";

/** Range of the cluster's Services, in CIDR notation: one that overlaps neither the VPC nor a client's network. */
export function foundServiceRange(
  { clients }: Pick<KeepSettings, "clients">,
  { network: { cidr } }: Pick<EksTarget, "network">,
): Found<string> {
  const range = freeServiceRange([cidr, ...clientNetworks(clients)]);
  if (range !== undefined) return { value: range };
  const why = `leaves no range for Kubernetes Services next to the networks of the clients; accepted: one that leaves ${serviceRanges.join(" or ")} free`;
  return { problem: problemAt("target.network.cidr", cidr, why) };
}
