import type { ChartSize } from "../../html/chart-size.ts";
import { plot } from "../../html/plot.ts";
import { element, label, palette, picture, short } from "../../html/svg.ts";
import type { Candidate } from "../../planner/choice/candidate.ts";
import { contextCurve } from "../../planner/choice/context-curve.ts";
import type { Hosted } from "../../planner/choice/hosted.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { hostedPerMonth, ownPerMonth } from "../../planner/cost/break-even.ts";
import { asFitModel } from "../../planner/fit-model.ts";
import type { ColdStart } from "../../planner/start-up/cold-start.ts";
import { tokensPerDay } from "../../planner/units.ts";

/** Number of points of a cost line: enough for steps to look like steps. */
const steps = 200;

/** Monthly cost of owning and of the nearest hosted service, by tokens per day, with the point at which owning first costs less. */
export function costChart({ ask, hosted }: Pick<PlanReport, "ask" | "hosted">, { own }: Pick<Candidate, "own">, size: ChartSize): string {
  const against = hosted.find(({ api }) => api.serves.length > 0) ?? hosted[0];
  const crossing = against?.breakEven.load ?? null;
  const most = Math.max(ask.tokensPerDay * 1.5, crossing === null ? own.replicaTokensPerDay * 3 : crossing * 1.6);
  const loads = Array.from({ length: steps + 1 }, (_, i) => (most * i) / steps);
  const line = (cost: (load: number) => number) => loads.map((load): [number, number] => [load, cost(load)]);
  const ours = line((load) => ownPerMonth(own, tokensPerDay(load)));
  const theirs = against ? line((load) => hostedPerMonth(against.price, tokensPerDay(load))) : [];
  const highest = Math.max(...[...ours, ...theirs].map(([, cost]) => cost)) * 1.1;
  return plot(
    {
      id: "cost",
      title: "Monthly cost by load",
      description: described(against, crossing),
      x: { name: "tokens per day", most },
      y: { name: "USD per month", most: highest },
      series: [
        { name: "owning", colour: palette[0], points: ours },
        ...(against
          ? [
              {
                name: `${against.api.provider}, ${against.api.model} (${against.api.date})`,
                colour: palette[1],
                points: theirs,
                dashed: true,
              },
            ]
          : []),
      ],
      marks: [
        ...(crossing === null || !against
          ? []
          : [
              {
                x: crossing,
                y: hostedPerMonth(against.price, tokensPerDay(crossing)),
                text: `owning first costs less at ${short(crossing)} per day`,
              },
            ]),
        ...(ask.tokensPerDay > 0 ? [{ x: ask.tokensPerDay, y: ownPerMonth(own, ask.tokensPerDay), text: "requested load" }] : []),
      ],
    },
    size,
  );
}

const described = (against: Hosted | undefined, crossing: number | null) => {
  if (!against) return "no hosted service to compare with";
  return crossing === null
    ? `owning never costs less than ${against.api.provider}`
    : `owning first costs less than ${against.api.provider} at ${short(crossing)} tokens per day`;
};

/** Concurrent requests of one replica, by their length. */
export function contextChart({ ask }: Pick<PlanReport, "ask">, { fit }: Pick<Candidate, "fit">, size: ChartSize): string {
  const longest = Math.max(2048, asFitModel(ask.model).maxContextTokens);
  const curve = contextCurve(fit.memory, longest);
  const of = (pick: "low" | "mid" | "high") => curve.map((point): [number, number] => [point.tokens, point[pick]]);
  return plot(
    {
      id: "context",
      title: "Concurrent requests, by context",
      description: curve.map(({ tokens, mid }) => `${short(tokens)} tokens: ${mid}`).join(", "),
      x: { name: "tokens per request", most: longest, doubling: 1024 },
      y: { name: "requests per replica", most: Math.max(1, ...curve.map(({ high }) => high)) * 1.1 },
      series: [
        { name: "expected", colour: palette[0], points: of("mid") },
        { name: "plausible range", colour: palette[2], points: of("low"), dashed: true },
        { name: "", colour: palette[2], points: of("high"), dashed: true },
      ],
      marks: [{ x: ask.contextTokens, y: fit.maxConcurrent, text: `${fit.maxConcurrent} of ${ask.contextTokens.toLocaleString("en-US")}` }],
    },
    size,
  );
}

/** Names next to the bars on desktop; above them on mobile, where there is no room next to them. */
const waterfalls: Readonly<Record<ChartSize["name"], { left: number; right: number; row: number; bar: number }>> = {
  wide: { left: 190, right: 90, row: 34, bar: 20 },
  narrow: { left: 4, right: 60, row: 56, bar: 40 },
};

/** The phases of a start-up, in sequence. */
export function startChart({ phases, total }: ColdStart, size: ChartSize): string {
  const { left, right, row, bar } = waterfalls[size.name];
  const scale = (size.width - left - right) / Math.max(1, total.high);
  let at = left;
  const rows = phases.map(({ name, time }, i) => {
    const y = bar + i * row;
    const drawn = [
      size.name === "wide" ? label(left - 12, y + 17, name, { "text-anchor": "end" }) : label(left, y - 8, name),
      element("rect", { x: at, y, width: Math.max(1, time.mid * scale), height: 22, fill: palette[0] }),
      // The whisker is the maximum duration of the phase.
      element("line", {
        x1: at + time.low * scale,
        x2: at + time.high * scale,
        y1: y + 26,
        y2: y + 26,
        stroke: palette[1],
        "stroke-width": 2,
      }),
      label(at + Math.max(1, time.mid * scale) + 8, y + 17, `${time.mid.toFixed(0)} s`),
    ];
    at += time.mid * scale;
    return drawn.join("");
  });
  const description = `${phases.map(({ name, time }) => `${name} ${time.mid.toFixed(0)} s`).join(", ")}; ${total.mid.toFixed(0)} s in total, ${total.low.toFixed(0)} to ${total.high.toFixed(0)}`;
  return picture({ id: "start", title: "Start-up of a replica", description, size, height: bar + phases.length * row + 10 }, ...rows);
}
