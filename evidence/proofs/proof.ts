import type { Hop } from "../reach/hop.ts";

/** A path that a person can follow, from where it begins to what it reaches. */
export interface Counterexample {
  /** What the path shows, in one sentence. */
  says: string;
  hops: readonly Hop[];
}

/** What a proof found. */
export type Verdict =
  | {
      status: "proved";
      /** What the proof rests on and does not show itself, in words. */
      assumptions: readonly string[];
      /** What was examined, for example `32 network interfaces`; a proof about nothing is none, so this is never empty. */
      examined: readonly string[];
      /** What is open all the same and stays within the claim, for example a service of AWS through an endpoint. */
      allowed: readonly Counterexample[];
    }
  | { status: "refuted"; counterexamples: readonly Counterexample[] }
  | {
      status: "undecided";
      /** What would have to be known. */
      unknown: readonly string[];
    };

/** A statement about a stack, and whether it holds. */
export type ProofResult = Verdict & {
  id: string;
  /** The statement, in one sentence. */
  claim: string;
};

/** A way that would refute a claim, and what is not known about it. */
export interface PossiblePath extends Counterexample {
  unknown: readonly string[];
}

/** What a proof brings together before it is judged. */
export interface Findings {
  /** Ways that contradict the claim. */
  against: readonly PossiblePath[];
  /** Ways that are open and that the claim allows. */
  allowed?: readonly Counterexample[];
  /** Number of each sort of thing that was examined. */
  examined: Readonly<Record<string, number>>;
  assumptions: readonly string[];
  /** What keeps the proof from seeing everything, for example a resource of a type that it does not know. */
  unseen?: readonly string[];
}

/** Refuted by one certain way; undecided by an uncertain one, by something unseen, or where there is nothing to examine; else proved. */
export function judge({ against, allowed = [], examined, assumptions, unseen = [] }: Findings): Verdict {
  const certain = against.filter(({ unknown }) => unknown.length === 0);
  if (certain.length > 0) return { status: "refuted", counterexamples: distinct(certain.map(({ says, hops }) => ({ says, hops }))) };
  const unknown = [...unseen, ...against.flatMap((way) => way.unknown.map((what) => `${way.says}, unless: ${what}`))];
  const counts = Object.entries(examined).filter(([, count]) => count > 0);
  if (counts.length === 0) unknown.push("the stack has nothing that this proof is about");
  if (unknown.length > 0) return { status: "undecided", unknown: [...new Set(unknown)].sort() };
  return {
    status: "proved",
    assumptions,
    examined: counts.map(([what, count]) => `${count} ${count === 1 ? what.replace(/s$/, "") : what}`),
    allowed: distinct(allowed),
  };
}

/** One for each thing that is said, the shortest. */
function distinct(ways: readonly Counterexample[]): Counterexample[] {
  const byWords = Map.groupBy(ways, ({ says }) => says);
  return [...byWords.values()].map((same) => same.toSorted((a, b) => a.hops.length - b.hops.length)[0]!);
}
