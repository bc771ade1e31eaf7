import { overlaps, parseRange } from "../../network/range.ts";
import { freeServiceRange, serviceRanges } from "../../network/service-range.ts";
import { clientNetworks } from "../clients.ts";
import { problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Inbound rules of one security group. Source: "Amazon VPC quotas", default for rules per security group. */
const mostRules = 60;

/** The networks of all clients together: few enough for the load balancer's security group, and one Service range is left beside them. */
export const clientNetworksCheck: Check = ({ target, clients }) => {
  if (target.kind !== "eks") return [];
  const networks = clientNetworks(clients);
  const problems =
    networks.length > mostRules
      ? [
          problemAt(
            "clients",
            undefined,
            `name ${networks.length} networks; accepted are ${mostRules}, the rules of one security group: name larger ranges that hold several`,
          ),
        ]
      : [];
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
