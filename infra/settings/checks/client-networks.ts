import { overlaps, parseRange } from "../../network/range.ts";
import { freeServiceRange, serviceRanges } from "../../network/service-range.ts";
import { clientNetworks, isPrivateLink } from "../clients.ts";
import { type Problem, problemAt } from "../problem.ts";
import { currentModels } from "../served-model.ts";
import type { Check } from "./check.ts";

/** Inbound rules of one security group. Source: "Amazon VPC quotas", default for rules per security group. */
const mostRules = 60;

const tooMany = (count: number, most: number, ports: number): Problem =>
  problemAt(
    "clients",
    undefined,
    `name ${count} networks; accepted are ${most}, the rules of one security group${ports === 1 ? "" : ` for ${ports} models`}: name larger ranges that hold several`,
  );

/** The networks of all clients together: few enough for the load balancer's security group, and one Service range is left beside them. */
export const clientNetworksCheck: Check = (keep) => {
  const { target, clients } = keep;
  if (target.kind !== "eks") return [];
  const networks = clientNetworks(clients);
  // A rule for each network and each port of the load balancer.
  const ports = Math.max(1, currentModels(keep).filter((model) => model.clients.some(isPrivateLink)).length);
  const most = Math.floor(mostRules / ports);
  const problems = networks.length > most ? [tooMany(networks.length, most, ports)] : [];
  // A network that overlaps the VPC is told already, and may be the one that leaves no room here.
  const apart = networks.every((network) => !overlaps(parseRange(network), parseRange(target.network.cidr)));
  if (apart && freeServiceRange([target.network.cidr, ...networks]) === undefined)
    problems.push(
      problemAt(
        "target.network.cidr",
        target.network.cidr,
        `leaves no range for Kubernetes Services beside the networks of the clients; accepted is one that leaves ${serviceRanges.join(" or ")} free`,
      ),
    );
  return problems;
};
