import type { Hop } from "../reach/hop.ts";

/** A path from its source to its destination, step by step. */
export interface Counterexample {
  /** Summary of the path, in one sentence. */
  says: string;
  hops: readonly Hop[];
}

/** Result of a proof. */
export type Verdict =
  | {
      status: "proved";
      /** Assumptions that the proof does not show itself. */
      assumptions: readonly string[];
      /** What was examined, for example `32 network interfaces`; never empty, because a proof about nothing proves nothing. */
      examined: readonly string[];
      /** Open paths that the claim allows, for example to an AWS service through an endpoint. */
      allowed: readonly Counterexample[];
    }
  | { status: "refuted"; counterexamples: readonly Counterexample[] }
  | {
      status: "undecided";
      /** Missing information. */
      unknown: readonly string[];
    };

/** A statement about a stack, and whether it holds. */
export type ProofResult = Verdict & {
  /** Its row in `proofs.ts`. */
  id: string;
  /** The statement, in one sentence. */
  claim: string;
};

/** A path that would refute a claim, and what is unknown about it. */
export interface PossiblePath extends Counterexample {
  unknown: readonly string[];
}

/** Findings of a proof, before its status is decided. */
export interface Findings {
  /** Paths that contradict the claim. */
  against: readonly PossiblePath[];
  /** Open paths that the claim allows. */
  allowed?: readonly Counterexample[];
  /** Number of examined items of each kind. */
  examined: Readonly<Record<string, number>>;
  assumptions: readonly string[];
  /** Gaps in what the proof can see, for example a resource of an unknown type. */
  unseen?: readonly string[];
}

/** Refuted by one certain path; undecided with an uncertain one, with gaps, or where there is nothing to examine; otherwise proved. */
export function judge({ against, allowed = [], examined, assumptions, unseen = [] }: Findings): Verdict {
  const certain = against.filter(({ unknown }) => unknown.length === 0);
  if (certain.length > 0) return { status: "refuted", counterexamples: distinct(certain.map(({ says, hops }) => ({ says, hops }))) };
  const unknown = [...unseen, ...against.flatMap((way) => way.unknown.map((what) => `${way.says}, unless: ${what}`))];
  const counts = Object.entries(examined).filter(([, count]) => count > 0);
  if (counts.length === 0) unknown.push("the stack has nothing for this proof to examine");
  if (unknown.length > 0) return { status: "undecided", unknown: [...new Set(unknown)].sort() };
  return {
    status: "proved",
    assumptions,
    examined: counts.map(([what, count]) => `${count} ${count === 1 ? what.replace(/s$/, "") : what}`),
    allowed: distinct(allowed),
  };
}

/** The shortest path for each summary. */
function distinct(ways: readonly Counterexample[]): Counterexample[] {
  const byWords = Map.groupBy(ways, ({ says }) => says);
  return [...byWords.values()].map((same) => same.toSorted((a, b) => a.hops.length - b.hops.length)[0]!);
}
