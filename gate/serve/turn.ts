import type { ServerResponse } from "node:http";
import type { Grant } from "../decide/grant.ts";
import type { FairQueue, Ticket } from "../limits/fair-queue.ts";

/** A place among the sequences that the server runs; it has to be left. */
export interface Turn {
  leave: () => void;
}

/**
 * Waits for the turn of a request. One without sequences, such as the list of models, needs none. As many requests of a client may wait as it may
 * have sequences running.
 * @returns refused: as many wait already; cancelled: its client has left
 */
export function takeTurn(
  queue: FairQueue,
  { client, limits: { concurrent } }: Grant,
  sequences: number,
  response: ServerResponse,
): Promise<Turn | "refused" | "cancelled"> {
  if (sequences === 0) return Promise.resolve({ leave: () => {} });
  return new Promise((resolve) => {
    const leave = () => queue.leave(ticket);
    const start = () => {
      response.off("close", cancel);
      resolve({ leave });
    };
    const cancel = () => {
      leave();
      resolve("cancelled");
    };
    const ticket: Ticket = { client, sequences, start };
    const entered = queue.enter(ticket, { running: concurrent, waiting: concurrent });
    if (entered === "started") resolve({ leave });
    else if (entered === "refused") resolve("refused");
    else response.on("close", cancel);
  });
}
