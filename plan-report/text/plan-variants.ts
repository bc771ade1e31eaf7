import type { OwnHardwarePlan } from "../../planner/choice/own-hardware.ts";
import type { PlanReport } from "../../planner/choice/plan-report.ts";
import { table } from "../../terminal/table.ts";
import { count, gib } from "./quantities.ts";

const fewerBits = "fewer bits may reduce answer quality: test a variant with your own requests before you choose it for its price";

/** The same model with other weight formats, each with the cheapest instance for it. */
export function variantLines({ variants }: Pick<PlanReport, "variants">, width: number): string[] {
  const rows = variants.map(({ name, weights, note, candidate, reason }) => [
    name,
    weights === null ? "-" : gib(weights),
    candidate ? `${candidate.instance.name}, ${candidate.purchase}` : "none",
    candidate ? count(candidate.replicas) : "-",
    candidate ? count(candidate.cost.perMonth) : "-",
    candidate ? count(candidate.replicas * candidate.fit.maxConcurrent) : "-",
    [note, reason].filter(Boolean).join("; "),
  ]);
  const head = ["variant", "weights GiB", "cheapest", "replicas", "USD/month", "requests held", ""];
  return [table(head, rows, { widths: [26, 7, 22, 8, 9, 8, 40], left: [0, 2, 6], fit: width }), fewerBits];
}

/** The same on existing hardware. */
export function ownVariantLines({ variants, own }: Pick<OwnHardwarePlan, "variants" | "own">, width: number): string[] {
  const rows = variants.map(({ name, weights, note, served, reason }) => [
    name,
    weights === null ? "-" : gib(weights),
    served ? count(served.replicas) : "none",
    served && own ? count(served.replicas * own.replicaPerMonth) : "-",
    served ? count(served.replicas * served.fit.maxConcurrent) : "-",
    [note, reason].filter(Boolean).join("; "),
  ]);
  const head = ["variant", "weights GiB", "nodes", "USD/month", "requests held", ""];
  return [table(head, rows, { widths: [28, 7, 6, 9, 8, 50], left: [0, 5], fit: width }), fewerBits];
}
