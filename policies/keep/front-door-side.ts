import { type Client, entranceOf } from "./keep.ts";

/** One side of the front door and who may come in there. */
export interface Side {
  name: "load-balancer" | "cluster";
  clients: readonly Client[];
}

/** The sides that a keep has: one for each way that its clients come, and one for nobody where it has no client. */
export function sidesOf(clients: readonly Client[]): Side[] {
  const of = (side: Side["name"]): Side => ({ name: side, clients: clients.filter((client) => entranceOf(client) === side) });
  const all = [of("load-balancer"), of("cluster")];
  return all.filter((side) => side.clients.length > 0 || (clients.length === 0 && side.name === "cluster"));
}
