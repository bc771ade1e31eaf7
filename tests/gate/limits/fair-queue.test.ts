import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FairQueue, type Share, type Ticket } from "../../../gate/limits/fair-queue.ts";

const share = { running: 4, waiting: 4 };

/** A queue whose starts are noted, by name. */
function queueOf(slots: number) {
  const queue = new FairQueue(slots);
  const started: string[] = [];
  const tickets = new Map<string, Ticket>();
  const enter = (name: string, client: string, sequences = 1, some: Share = share) => {
    const ticket = { client, sequences, start: () => started.push(name) };
    tickets.set(name, ticket);
    return queue.enter(ticket, some);
  };
  return { queue, started, enter, leave: (name: string) => queue.leave(tickets.get(name)!) };
}

describe("the queue", () => {
  it("starts what there is room for, lets as many wait as a client may have, and turns away the rest", () => {
    const { enter, queue } = queueOf(2);
    expect(["a1", "a2", "a3", "a4", "a5", "a6", "a7"].map((name) => enter(name, "a"))).toEqual([
      "started",
      "started",
      "waiting",
      "waiting",
      "waiting",
      "waiting",
      "refused",
    ]);
    expect([queue.running, queue.waiting]).toEqual([2, 4]);
  });

  it("gives clients their turns, however many requests one has waiting", { tags: ["gate-turns"] }, () => {
    const { enter, leave, started } = queueOf(1);
    enter("a1", "a");
    for (const name of ["a2", "a3", "a4"]) enter(name, "a");
    for (const name of ["b1", "b2"]) enter(name, "b");
    enter("c1", "c");
    leave("a1");
    for (const name of ["a2", "b1", "c1", "a3", "b2"]) leave(name);
    expect(started).toEqual(["a2", "b1", "c1", "a3", "b2", "a4"]);
  });

  it("holds a client to its own share while others go on", () => {
    const { enter, leave, started } = queueOf(10);
    const small = { running: 2, waiting: 5 };
    expect(["a1", "a2", "a3"].map((name) => enter(name, "a", 1, small))).toEqual(["started", "started", "waiting"]);
    expect(enter("b1", "b")).toBe("started");
    leave("b1");
    expect(started).toEqual([]);
    leave("a1");
    expect(started).toEqual(["a3"]);
  });

  it("keeps the turn of a request of many sequences", { tags: ["gate-turn-kept"] }, () => {
    const { enter, leave, started } = queueOf(4);
    for (const name of ["a1", "a2", "a3"]) enter(name, "a");
    expect(enter("b", "b", 4)).toBe("waiting");
    expect(enter("c", "c")).toBe("waiting");
    for (const name of ["a1", "a2"]) leave(name);
    expect(started).toEqual([]);
    leave("a3");
    expect(started).toEqual(["b"]);
    leave("b");
    expect(started).toEqual(["b", "c"]);
  });

  it("forgets a request that leaves before its turn, and one that leaves twice", () => {
    const { enter, leave, started, queue } = queueOf(1);
    enter("a1", "a");
    enter("b1", "b");
    enter("c1", "c");
    leave("b1");
    leave("a1");
    leave("a1");
    expect(started).toEqual(["c1"]);
    expect(queue.running).toBe(1);
  });

  it("refuses what could never start", () => {
    const { enter } = queueOf(3);
    expect(() => enter("a", "a", 4)).toThrow("accepted: at most 3");
    expect(() => enter("a", "a", 3, { running: 2, waiting: 1 })).toThrow("accepted: at most 2");
  });
});

it("whatever comes and goes: never more than the slots and each share, nobody left who could start, none lost", {
  tags: ["gate-queue"],
}, () => {
  const events = fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 1, max: 3 }), fc.nat()), { maxLength: 80 });
  fc.assert(
    fc.property(events, fc.integer({ min: 3, max: 6 }), (list, slots) => {
      const queue = new FairQueue(slots);
      const [running, waiting] = [new Set<Ticket>(), new Set<Ticket>()];
      const of = (set: Set<Ticket>, client?: string) =>
        [...set].filter((one) => client === undefined || one.client === client).reduce((sum, { sequences }) => sum + sequences, 0);
      for (const [client, sequences, pick] of list) {
        if (pick % 3 === 0 && running.size + waiting.size > 0) {
          const all = [...running, ...waiting];
          const gone = all[pick % all.length]!;
          running.delete(gone);
          waiting.delete(gone);
          queue.leave(gone);
        } else {
          const ticket: Ticket = {
            client,
            sequences,
            start: () => {
              expect(waiting.delete(ticket)).toBe(true);
              running.add(ticket);
            },
          };
          const entered = queue.enter(ticket, { running: 3, waiting: 4 });
          if (entered === "started") running.add(ticket);
          if (entered === "waiting") waiting.add(ticket);
        }
        expect(of(running)).toBeLessThanOrEqual(slots);
        for (const name of ["a", "b", "c"]) expect(of(running, name)).toBeLessThanOrEqual(3);
        expect([queue.running, queue.waiting]).toEqual([of(running), waiting.size]);
        const oldest = ["a", "b", "c"].flatMap((name) => [...waiting].find((one) => one.client === name) ?? []);
        const could = oldest.filter((one) => of(running, one.client) + one.sequences <= 3);
        if (could.length > 0) expect(of(running) + Math.max(...could.map((one) => one.sequences))).toBeGreaterThan(slots);
      }
      for (const ticket of [...running, ...waiting]) queue.leave(ticket);
      expect([queue.running, queue.waiting]).toEqual([0, 0]);
    }),
    { numRuns: 500 },
  );
});
