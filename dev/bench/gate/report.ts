import { percentile } from "../../../planner/check/percentiles.ts";
import { table } from "../../../terminal/table.ts";
import { tokensPerAnswer } from "./chat.ts";
import type { Door } from "./doors.ts";
import type { kinds, Round } from "./measure.ts";

/** Rounds of each door, by kind of request. */
export type Results = Record<keyof typeof kinds, Map<string, Round[]>>;

const tokensPerSecond = 5_000;
const median = (values: readonly number[]) => percentile(values, 0.5);
const sum = (cpu: Round["cpu"]) => Object.values(cpu).reduce((all, part) => all + part, 0);

/** CPU microseconds of one answer, of the whole door or of a part. */
const microseconds = (rounds: readonly Round[], part?: string) =>
  median(rounds.map(({ cpu, answers }) => ((part === undefined ? sum(cpu) : (cpu[part] ?? 0)) / answers) * 1e6));

/** Share of a core at 5,000 tokens a second, in percent. */
const share = (rounds: readonly Round[], part?: string) => (microseconds(rounds, part) / tokensPerAnswer) * tokensPerSecond * 1e-4;

const perCore = (rounds: readonly Round[]) => 1e6 / microseconds(rounds);

/** Milliseconds that a door adds to another at the median: rounds of one time are compared. */
const added = (rounds: readonly Round[], bare: readonly Round[]) => median(rounds.map(({ p50 }, at) => p50 - bare[at]!.p50));

/** One table for whole answers, one for streams. */
export function tables(doors: readonly Door[], results: Results): string {
  const of = (kind: keyof Results, { name }: Door) => results[kind].get(name)!;
  const bare = (kind: keyof Results) => results[kind].get("bare Envoy")!;
  const whole = doors.map((door) => {
    const [eight, one] = [of("chats", door), of("oneByOne", door)];
    const counted = door.parts.length > 0;
    return [
      door.name,
      ...(counted
        ? [
            door.parts.map(({ name }) => `${name} ${microseconds(eight, name).toFixed(0)}`).join(", "),
            microseconds(eight).toFixed(0),
            (microseconds(eight) / microseconds(bare("chats"))).toFixed(1),
            perCore(eight).toFixed(0),
          ]
        : ["-", "-", "-", "-"]),
      ...[eight.map(({ p50 }) => p50), eight.map(({ p99 }) => p99), one.map(({ p50 }) => p50)].map((times) => median(times).toFixed(2)),
      added(one, bare("oneByOne")).toFixed(2),
    ];
  });
  const streams = doors.map((door) => {
    const [fast, paced] = [of("streams", door), of("paced", door)];
    const reached = median(paced.map(({ answers, seconds }) => (answers * tokensPerAnswer) / seconds));
    return [
      door.name,
      ...(door.parts.length === 0
        ? ["-", "-", "-"]
        : [
            (microseconds(fast) / tokensPerAnswer).toFixed(1),
            `${share(paced).toFixed(1)}%`,
            door.parts.map(({ name }) => `${name} ${share(paced, name).toFixed(1)}%`).join(", "),
          ]),
      reached.toFixed(0),
    ];
  });
  return [
    table(["chats of 4 KB", "us CPU", "sum", "x bare", "per core", "p50 ms", "p99 ms", "one p50", "added"], whole, {
      widths: widths(20, 24, 8),
      left: [0, 1],
    }),
    "",
    table(["streams", "us a token", "core at 5,000/s", "of which", "tokens/s"], streams, { widths: [20, 10, 16, 28, 9], left: [0, 3] }),
    "",
  ].join("\n");
}

const widths = (first: number, second: number, others: number) => [first, second, ...Array.from({ length: 7 }, () => others)];

/** A goal of the gate, and whether it is met; undefined where what it is held against was not measured. */
export interface Verdict {
  goal: string;
  seen: string;
  met: boolean | undefined;
}

/** What decision 16 wants of Envoy and gate together. */
export function goals(results: Results): Verdict[] {
  const of = (kind: keyof Results, door: string) => results[kind].get(door);
  const bare = (kind: keyof Results) => of(kind, "bare Envoy")!;
  const gate = (kind: keyof Results) => of(kind, "Envoy and gate")!;
  const litellm = of("chats", "LiteLLM");
  const rate = perCore(gate("chats"));
  const more = added(gate("oneByOne"), bare("oneByOne"));
  const times = litellm && rate / perCore(litellm);
  const stream = share(gate("paced")) - share(bare("paced"));
  return [
    { goal: "1,000 requests a second and core, Envoy counted", seen: rate.toFixed(0), met: rate >= 1_000 },
    { goal: "less than 1 ms added at the median", seen: `${more.toFixed(2)} ms`, met: more < 1 },
    {
      goal: "10 times the requests per core of LiteLLM",
      seen: times === undefined ? "LiteLLM is not there" : times.toFixed(1),
      met: times === undefined ? undefined : times >= 10,
    },
    { goal: "5,000 tokens/s add less than a tenth of a core", seen: `${stream.toFixed(1)}%`, met: stream < 10 },
  ];
}
