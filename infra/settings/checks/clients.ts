import { leastConnections, mostConnections } from "../../../charts/front-door/limits.ts";
import type { Client } from "../clients.ts";
import { isPrivateLink } from "../clients.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check, ModelCheck } from "./check.ts";

/** The workload of a grant, as a comparable string; undefined for a PrivateLink client, whose account may have several. */
const workload = ({ from }: Client) => (from.kind === "workload" ? `${from.namespace}/${from.serviceAccount}` : undefined);

/** Each grant has a unique name, each workload at most one grant, and PrivateLink is used only where it exists. */
export const clientCheck: Check = ({ clients, target }) => {
  const problems: Problem[] = [];
  const firstNamed = new Map<string, number>();
  const firstGranted = new Map<string, number>();
  clients.forEach((client, i) => {
    const named = firstNamed.get(client.name);
    if (named !== undefined)
      problems.push(
        problemAt(`clients[${i}].name`, client.name, `is already the name of clients[${named}]; accepted: a unique name for each client`),
      );
    else firstNamed.set(client.name, i);
    const from = workload(client);
    const granted = from === undefined ? undefined : firstGranted.get(from);
    if (granted !== undefined)
      problems.push(
        problemAt(`clients[${i}].from`, client.from, `is already granted by clients[${granted}]; accepted: one grant for each workload`),
      );
    else if (from !== undefined) firstGranted.set(from, i);
    if (isPrivateLink(client) && target.kind === "existing")
      problems.push(
        problemAt(
          `clients[${i}].from.kind`,
          client.from.kind,
          "is PrivateLink, which only target eks has; accepted: workload, with {namespace, serviceAccount}",
        ),
      );
  });
  return problems;
};

/** The front door of a model has capacity for the connections of its clients. */
export const connectionsCheck: ModelCheck = ({ clients }) => {
  const connections = leastConnections(clients);
  if (connections <= mostConnections) return [];
  return [
    {
      path: "clients",
      message: `may have ${connections} connections to one front door in total, according to limits.concurrent, and its memory allows ${mostConnections}; accepted: fewer clients, or fewer concurrent requests`,
    },
  ];
};
