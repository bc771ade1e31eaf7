import { regionsWithoutEksEndpoint } from "../../../catalog/eks.ts";
import { type Problem, problemAt } from "../problem.ts";
import type { Check } from "./check.ts";

/** Each role has one purpose: EKS allows one access entry per role, and an alarm on break-glass must mean an emergency. */
export const accessCheck: Check = ({ target }) => {
  if (target.kind !== "eks") return [];
  const { deployer, publisher, operators, breakGlass, runner } = target.access;
  const problems: Problem[] = [];
  const taken = new Map([
    [publisher, "target.access.publisher"],
    [deployer, "target.access.deployer"],
  ]);
  const claim = (role: string, path: string) => {
    const holder = taken.get(role);
    if (holder !== undefined) problems.push(problemAt(path, role, `is already ${holder}; accepted: a separate role`));
    taken.set(role, holder ?? path);
  };
  if (breakGlass !== undefined) claim(breakGlass, "target.access.breakGlass");
  operators.forEach((role, i) => {
    claim(role, `target.access.operators[${i}]`);
  });
  if (runner && regionsWithoutEksEndpoint.includes(target.region))
    problems.push({
      path: "target.access.runner",
      message: `needs an endpoint of the EKS API, which ${target.region} does not have; accepted: another region, or no runner`,
    });
  return problems;
};
