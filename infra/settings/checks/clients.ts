import { leastConnections, mostConnections } from "../../../charts/front-door/limits.ts";
import type { Client } from "../clients.ts";
import { isPrivateLink } from "../clients.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check, ModelCheck } from "./check.ts";

/** The workload a grant is for, as one comparable text; undefined for a client over PrivateLink, whose account may hold several. */
const workload = (client: Client) => (isPrivateLink(client) ? undefined : Object.values(client.from).join("/"));

/** Each grant has its own name, each workload its one grant, and PrivateLink is used where it exists. */
export const clientCheck: Check = ({ clients, target }) => {
  const problems: Problem[] = [];
  const firstNamed = new Map<string, number>();
  const firstGranted = new Map<string, number>();
  clients.forEach((client, i) => {
    const named = firstNamed.get(client.name);
    if (named !== undefined)
      problems.push(
        problemAt(
          `clients[${i}].name`,
          client.name,
          `is the name of clients[${named}] already; accepted: a name of its own for each client`,
        ),
      );
    else firstNamed.set(client.name, i);
    const from = workload(client);
    const granted = from === undefined ? undefined : firstGranted.get(from);
    if (granted !== undefined)
      problems.push(
        problemAt(`clients[${i}].from`, client.from, `is granted by clients[${granted}] already; accepted: one grant for each workload`),
      );
    else if (from !== undefined) firstGranted.set(from, i);
    if (isPrivateLink(client) && target.kind === "existing")
      problems.push(
        problemAt(
          `clients[${i}].from.principal`,
          client.from.principal,
          "comes over PrivateLink, which only target eks has; accepted: {namespace, serviceAccount}",
        ),
      );
  });
  return problems;
};

/** The clients of one model have room for their connections in its front door. */
export const connectionsCheck: ModelCheck = ({ clients }) => {
  const connections = leastConnections(clients);
  if (connections <= mostConnections) return [];
  return [
    {
      path: "clients",
      message: `may have ${connections} connections to one front door together, by limits.concurrent, and its memory holds ${mostConnections}; accepted: fewer clients, or fewer requests at once`,
    },
  ];
};
