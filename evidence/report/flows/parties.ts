import type { Flow, Flows, Party } from "../model/flow.ts";

/** Collects parties and flows without duplicates. */
export class Parties {
  readonly #parties = new Map<string, Party>();
  readonly #flows = new Map<string, { flow: Omit<Flow, "by">; by: Set<string> }>();
  readonly #unknown = new Set<string>();

  /** The id of a party, which is added if it is new. */
  add(party: Party): string {
    if (!this.#parties.has(party.id)) this.#parties.set(party.id, party);
    return party.id;
  }

  flow(from: string, to: string, on: string, by: Iterable<string>): void {
    const key = JSON.stringify([from, to, on]);
    const known = this.#flows.get(key) ?? { flow: { from, to, on }, by: new Set() };
    for (const name of by) known.by.add(name);
    this.#flows.set(key, known);
  }

  /** Records something that could not be read, so that a flow may be missing. */
  unknown(what: string): void {
    this.#unknown.add(what);
  }

  /** Parties with flows, and the flows, in a stable order. */
  result(): Flows {
    const flows = [...this.#flows.values()]
      .map(({ flow, by }) => ({ ...flow, by: [...by].sort() }))
      .sort((a, b) => compare(`${a.from} ${a.to} ${a.on}`, `${b.from} ${b.to} ${b.on}`));
    const used = new Set(flows.flatMap(({ from, to }) => [from, to]));
    const parties = [...this.#parties.values()].filter(({ id }) => used.has(id)).sort((a, b) => compare(a.id, b.id));
    return { parties, flows, unknown: [...this.#unknown].sort() };
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
