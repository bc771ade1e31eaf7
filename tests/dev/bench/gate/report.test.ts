import { expect, it } from "vitest";
import { kinds, type Round } from "../../../../dev/bench/gate/measure.ts";
import { goals, type Results } from "../../../../dev/bench/gate/report.ts";

/** Rounds of 1,000 answers. @param microseconds of CPU time of an answer, by part */
const rounds = (microseconds: Record<string, number>, p50 = 1): Round[] => [
  {
    answers: 1_000,
    seconds: 1,
    p50,
    p99: 10,
    cpu: Object.fromEntries(Object.entries(microseconds).map(([part, each]) => [part, each / 1_000])),
  },
];
type Doors = Record<string, Round[]>;
const results = (chats: Doors, oneByOne: Doors, paced: Doors): Results => ({
  ...(Object.fromEntries(Object.keys(kinds).map((kind) => [kind, new Map()])) as Results),
  chats: new Map(Object.entries(chats)),
  oneByOne: new Map(Object.entries(oneByOne)),
  paced: new Map(Object.entries(paced)),
});
const bare = rounds({ Envoy: 100 }, 0.5);
const met = (all: Results) => goals(all).map((verdict) => verdict.met);

it("meets every goal, by the whole door's time for requests and by what it adds for the rest", () => {
  const gate = rounds({ Envoy: 200, gate: 700 }, 1.2);
  const stream = rounds({ Envoy: 1_000, gate: 1_500 });
  const all = results(
    { "bare Envoy": bare, "Envoy and gate": gate, LiteLLM: rounds({ LiteLLM: 9_500 }) },
    { "bare Envoy": bare, "Envoy and gate": gate },
    { "bare Envoy": rounds({ Envoy: 600 }), "Envoy and gate": stream },
  );
  expect(met(all)).toEqual([true, true, true, true]);
  expect(goals(all).map(({ seen }) => seen)).toEqual(["1111", "0.70 ms", "10.6", "9.5%"]);
});

it("misses each of them", () => {
  const gate = rounds({ Envoy: 200, gate: 900 }, 1.6);
  const all = results(
    { "bare Envoy": bare, "Envoy and gate": gate, LiteLLM: rounds({ LiteLLM: 9_500 }) },
    { "bare Envoy": bare, "Envoy and gate": gate },
    { "bare Envoy": rounds({ Envoy: 600 }), "Envoy and gate": rounds({ Envoy: 1_000, gate: 1_700 }) },
  );
  expect(met(all)).toEqual([false, false, false, false]);
});

it("says nothing of LiteLLM where it was not measured", () => {
  const gate = rounds({ Envoy: 200, gate: 700 }, 1.2);
  const both = { "bare Envoy": bare, "Envoy and gate": gate };
  expect(met(results(both, both, both))[2]).toBeUndefined();
});
