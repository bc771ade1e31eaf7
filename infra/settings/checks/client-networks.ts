import { parseCidr } from "../../../network-range/cidr.ts";
import { overlap } from "../../../network-range/range.ts";
import { clientNetworks } from "../clients.ts";
import { lookupProblems } from "../lookups/found.ts";
import { foundServiceRange } from "../lookups/service-range.ts";
import { type Problem, problemAt } from "../problem.ts";
import { currentModels } from "../served-model.ts";
import type { Check } from "./check.ts";

/** Inbound rules of one security group. Source: "Amazon VPC quotas", default for rules per security group. */
const mostRules = 60;

const tooMany = (count: number, models: number): Problem =>
  problemAt(
    "clients",
    undefined,
    `name ${count} networks${models === 1 ? "" : ", counted for each model that they may call"}; accepted: at most ${mostRules}, the rules of one security group: combine them into larger ranges`,
  );

/** The networks of all clients: few enough for the load balancer's security group, and with one Service range left free. */
export const clientNetworksCheck: Check = (keep) => {
  const { target, clients } = keep;
  if (target.kind !== "eks") return [];
  const networks = clientNetworks(clients);
  // One rule per network of each model's clients, because each model has its own port of the load balancer.
  const rules = currentModels(keep).reduce((sum, model) => sum + clientNetworks(model.clients).length, 0);
  const problems = rules > mostRules ? [tooMany(rules, Object.keys(keep.models).length)] : [];
  // A network that overlaps the VPC is already reported, and may be the cause here.
  const apart = networks.every((network) => !overlap(parseCidr(network), parseCidr(target.network.cidr)));
  return apart ? [...problems, ...lookupProblems(foundServiceRange(keep, target))] : problems;
};
