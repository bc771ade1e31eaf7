import { PageError, type PageStep } from "./page-steps.ts";

/** What a reader fills in, as commands of bash by the name of the step. */
export type Fills = Readonly<Record<string, string>>;

/**
 * Steps as one script of bash, so that a later step sees what an earlier one set, as in the reader's shell. It ends at the first command that
 * fails, and names each step before it runs it.
 * @param page name of the page, for what it prints
 * @param until last step that is run; all by default
 * @throws PageError where something to fill in is missing or is too much, or there is no step of that name
 */
export function asScript(page: string, steps: readonly PageStep[], fills: Fills, until?: string): string {
  const named = steps.filter((step) => step.kind !== "not run");
  const last = until === undefined ? named.length - 1 : named.findIndex(({ name }) => name === until);
  if (last < 0) throw new PageError(`there is no step "${until}"; accepted: ${named.map(({ name }) => name).join(", ") || "none"}`);
  const taken = named.slice(0, last + 1);
  const wanted = named.filter(({ kind }) => kind === "fill").map(({ name }) => name);
  const missing = taken.filter(({ kind, name }) => kind === "fill" && fills[name] === undefined).map(({ name }) => name);
  if (missing.length > 0) throw new PageError(`nothing is filled in for ${missing.join(", ")}; accepted: --fill NAME=FILE for each`);
  const unknown = Object.keys(fills).filter((name) => !wanted.includes(name));
  if (unknown.length > 0)
    throw new PageError(`nothing is to be filled in for ${unknown.join(", ")}; accepted: ${wanted.join(", ") || "none"}`);
  return [
    "set -euo pipefail",
    ...taken.flatMap((step) => [`printf '\\n== %s (%s:%s)\\n' '${step.name}' '${page}' ${step.line}`, filledIn(step, fills)]),
    "",
  ].join("\n");
}

const filledIn = (step: Exclude<PageStep, { kind: "not run" }>, fills: Fills): string =>
  step.kind === "run" ? step.commands : (fills[step.name] ?? "");
