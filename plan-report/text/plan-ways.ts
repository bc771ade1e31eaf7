import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { table } from "../../terminal/table.ts";
import { count } from "./quantities.ts";

/** The winner's bill by purchase option. */
export function waysTable({ ways, winner }: Pick<PlanReport, "ways" | "winner">, width: number): string {
  const onDemand = ways.find(({ purchase }) => purchase === "on-demand")?.perMonth ?? null;
  const rows = ways.map(({ purchase, perMonth, missing, binding }) => [
    `${purchase}${purchase === winner?.purchase ? ", as planned" : ""}`,
    perMonth === null ? missing : count(perMonth),
    perMonth === null || onDemand === null || purchase === "on-demand"
      ? ""
      : `${perMonth < onDemand ? "-" : "+"}${share(perMonth, onDemand)}%`,
    binding,
  ]);
  return table(["bought", "USD/month", "vs. on demand", "commitment"], rows, {
    widths: [27, 14, 9, 46],
    left: [0, 3],
    fit: width,
  });
}

const share = (one: number, other: number) => Math.abs((one / other - 1) * 100).toFixed(0);
