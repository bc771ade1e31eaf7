import { type Client, entranceOf } from "./client.ts";

/** One side of the front door and the clients that may connect there. */
export interface Side {
  name: "load-balancer" | "cluster";
  clients: readonly Client[];
}

/** The sides that a keep has: one for each way that its clients connect, and one that matches no client where it has none. */
export function sidesOf(clients: readonly Client[]): Side[] {
  const of = (side: Side["name"]): Side => ({ name: side, clients: clients.filter((client) => entranceOf(client) === side) });
  const all = [of("load-balancer"), of("cluster")];
  return all.filter((side) => side.clients.length > 0 || (clients.length === 0 && side.name === "cluster"));
}
