/** Whether a request starts, waits, or is turned away because its client has too many that wait. */
export type Entered = "started" | "waiting" | "refused";

/** What a client may have running and waiting. */
export interface Share {
  /** Sequences that run. */
  running: number;
  /** Requests that wait. */
  waiting: number;
}

/** A request in the queue. */
export interface Ticket {
  readonly client: string;
  /** Sequences that it starts. */
  readonly sequences: number;
  /** Called once, when a request that waited starts. */
  readonly start: () => void;
}

interface Line {
  share: Share;
  running: number;
  waiting: Ticket[];
}

/**
 * Requests for the sequences that a server runs at once. Clients take turns, each with its oldest request, however many one has waiting:
 * who floods the queue waits in its own line. A request that needs more sequences than are free holds the turn until they are, or it
 * would never start beside small ones.
 */
export class FairQueue {
  readonly #slots: number;
  readonly #lines = new Map<string, Line>();
  readonly #started = new Set<Ticket>();
  #free: number;

  /** @param slots sequences that the server runs at once */
  constructor(slots: number) {
    this.#slots = slots;
    this.#free = slots;
  }

  get running(): number {
    return this.#slots - this.#free;
  }

  get waiting(): number {
    return [...this.#lines.values()].reduce((sum, { waiting }) => sum + waiting.length, 0);
  }

  /** @throws Error where a request needs more than its client's share or the server ever has: the check refuses those before */
  enter(ticket: Ticket, share: Share): Entered {
    if (ticket.sequences > Math.min(share.running, this.#slots))
      throw new Error(`${ticket.sequences} sequences; accepted: at most ${Math.min(share.running, this.#slots)}`);
    const line = this.#lines.get(ticket.client) ?? { share, running: 0, waiting: [] };
    line.share = share;
    this.#lines.set(ticket.client, line);
    // Nobody who waits and could start is overtaken.
    if (line.waiting.length === 0 && this.#next() === undefined && this.#fits(line, ticket)) {
      this.#run(line, ticket);
      return "started";
    }
    if (line.waiting.length >= share.waiting) {
      this.#forget(ticket.client, line);
      return "refused";
    }
    line.waiting.push(ticket);
    return "waiting";
  }

  /** Takes a request out, whether it runs or waits, and starts those that can now; a second call does nothing. */
  leave(ticket: Ticket): void {
    const line = this.#lines.get(ticket.client);
    if (line === undefined) return;
    if (this.#started.delete(ticket)) {
      line.running -= ticket.sequences;
      this.#free += ticket.sequences;
    } else {
      const at = line.waiting.indexOf(ticket);
      if (at === -1) return;
      line.waiting.splice(at, 1);
    }
    this.#forget(ticket.client, line);
    this.#startAll();
  }

  #startAll(): void {
    for (let next = this.#next(); next !== undefined && this.#fits(next[1], next[1].waiting[0]!); next = this.#next()) {
      const [client, line] = next;
      const ticket = line.waiting.shift()!;
      // To the end of the round.
      this.#lines.delete(client);
      this.#lines.set(client, line);
      this.#run(line, ticket);
      ticket.start();
    }
  }

  /** The client whose turn it is: the first of the round whose own share lets its oldest request start. */
  #next(): [string, Line] | undefined {
    for (const entry of this.#lines) {
      const [, line] = entry;
      const [oldest] = line.waiting;
      if (oldest !== undefined && line.running + oldest.sequences <= line.share.running) return entry;
    }
    return undefined;
  }

  #fits(line: Line, { sequences }: Ticket): boolean {
    return sequences <= this.#free && line.running + sequences <= line.share.running;
  }

  #run(line: Line, ticket: Ticket): void {
    line.running += ticket.sequences;
    this.#free -= ticket.sequences;
    this.#started.add(ticket);
  }

  #forget(client: string, line: Line): void {
    if (line.running === 0 && line.waiting.length === 0) this.#lines.delete(client);
  }
}
