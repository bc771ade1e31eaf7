import type { Counterexample, ProofResult } from "../../evidence/proofs/proof.ts";
import type { Paint } from "./paint.ts";

const colours = { proved: "green", refuted: "red", undecided: "yellow" } as const;

/** What the proofs found, for a terminal: each claim with its verdict, and each path hop by hop. */
export function proofReport(stack: string, results: readonly ProofResult[], paint: Paint): string {
  const blocks = results.map((result) =>
    [`${paint(["bold", colours[result.status]], result.status)}  ${result.claim}`, ...details(result).map((line) => `  ${line}`)].join(
      "\n",
    ),
  );
  return `Evidence of stack ${stack}:\n\n${blocks.join("\n\n")}\n`;
}

function details(result: ProofResult): string[] {
  switch (result.status) {
    case "proved":
      return [
        `examined: ${result.examined.join(", ")}`,
        ...section(
          "open all the same, within the claim:",
          result.allowed.map(({ says }) => says),
        ),
        ...section("assuming:", result.assumptions),
      ];
    case "refuted":
      return result.counterexamples.flatMap(path);
    case "undecided":
      return section("not known:", result.unknown);
  }
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];

function path({ says, hops }: Counterexample): string[] {
  const steps = hops.map(({ name, property, why }, i) => `  ${i + 1}. ${name}${property === undefined ? "" : ` (${property})`}: ${why}`);
  return [`${says}:`, ...steps];
}
