import type { Truth } from "./truth.ts";

/** What a check found at one property. Nothing found is a pass. */
export type Outcome =
  | { kind: "violation"; path: string; message: string }
  /** The check cannot decide before the resource exists; `because` are the properties whose values are unknown. */
  | { kind: "undecided"; path: string; message: string; because: readonly string[] };

/** The truth must hold; otherwise `message` is what is wrong and what is accepted. */
export function need(truth: Truth, message: string, path = truth.path): Outcome[] {
  switch (truth.state) {
    case "yes":
      return [];
    case "no":
      return [{ kind: "violation", path, message }];
    case "unknown":
      return [{ kind: "undecided", path, message, because: truth.because }];
  }
}

/** The truth must not hold. */
export function forbid(truth: Truth, message: string, path = truth.path): Outcome[] {
  return need(truth.not(), message, path);
}

/** What `outcomes` finds, where the condition holds. Where that is unknown, a violation is a doubt and no more. */
export function when(condition: Truth, outcomes: () => Outcome[]): Outcome[] {
  switch (condition.state) {
    case "yes":
      return outcomes();
    case "no":
      return [];
    case "unknown":
      return outcomes().map((outcome) =>
        outcome.kind === "violation"
          ? { kind: "undecided", path: outcome.path, message: outcome.message, because: condition.because }
          : { ...outcome, because: [...outcome.because, ...condition.because] },
      );
  }
}
