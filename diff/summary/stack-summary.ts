import type { StackDiff } from "../model.ts";
import { endsGuarded } from "../resources/guarded.ts";
import type { Operation } from "../resources/resource-change.ts";
import { monthText } from "./money.ts";

/** Each part of a stack's comparison in a few words, without names or texts of the stack, except for amounts. */
export interface StackSummary {
  /** Protected or retained resources that would be replaced or deleted. */
  ended: number;
  wider: number;
  violations: number;
  resources: string;
  exposure: string;
  findings: string;
  money: string;
  versions: string;
}

const operations: readonly [Operation, string][] = [
  ["create", "created"],
  ["update", "updated"],
  ["replace", "replaced"],
  ["delete", "deleted"],
];

export function stackSummary({ resources, exposure, findings, cost, versions }: StackDiff): StackSummary {
  const directions = { wider: 0, other: 0, narrower: 0 };
  for (const { direction } of exposure) directions[direction]++;
  const violations = findings.added.filter(({ kind }) => kind === "violation").length;
  const brings = versions.reduce((sum, one) => sum + one.brings.length, 0);
  const fixes = versions.reduce((sum, one) => sum + one.fixes.length, 0);
  return {
    ended: resources.filter(endsGuarded).length,
    wider: directions.wider,
    violations,
    resources: counted(operations.map(([operation, word]) => [resources.filter((one) => one.operation === operation).length, word])),
    exposure: counted([
      [directions.wider, "wider"],
      [directions.other, "other"],
      [directions.narrower, "narrower"],
    ]),
    findings: counted([
      [violations, "new"],
      [findings.added.filter(({ kind }) => kind === "undecided").length, "undecided"],
      [findings.added.filter(({ kind }) => kind === "waived").length, "waived"],
      [findings.fixed.length, "fixed"],
    ]),
    money: cost === undefined ? "not priced" : monthText(cost),
    versions: counted([
      [versions.length, "changed"],
      [brings, "advisories introduced"],
      [fixes, "advisories fixed"],
    ]),
  };
}

function counted(counts: readonly [number, string][]): string {
  const some = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  return some.length === 0 ? "none" : some.join(", ");
}
