import type { ReportedPath, ReportedProof } from "../../evidence/report/model/proof.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import type { Paint } from "../../terminal/paint.ts";

const colours = { proved: "green", refuted: "red", undecided: "yellow" } as const;

/** Results of the proofs, for a terminal: each claim with its verdict, and each path hop by hop. */
export function proofReport({ subject, proofs }: Pick<Report, "subject" | "proofs">, paint: Paint): string {
  const blocks = proofs.map((result) =>
    [`${paint(["bold", colours[result.status]], result.status)}  ${result.claim}`, ...details(result).map((line) => `  ${line}`)].join(
      "\n",
    ),
  );
  return `Evidence of stack ${subject.stack}:\n\n${blocks.join("\n\n")}\n`;
}

function details(result: ReportedProof): string[] {
  switch (result.status) {
    case "proved":
      return [
        `examined: ${result.examined.join(", ")}`,
        ...section(
          "open by design, within the claim:",
          result.allowed.map(({ says }) => says),
        ),
        ...section("assuming:", result.assumptions),
      ];
    case "refuted":
      return result.counterexamples.flatMap(path);
    case "undecided":
      return section("unknown:", result.unknown);
  }
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `  - ${line}`)];

function path({ says, hops }: ReportedPath): string[] {
  const steps = hops.map(({ name, property, why }, i) => `  ${i + 1}. ${name}${property === null ? "" : ` (${property})`}: ${why}`);
  return [`${says}:`, ...steps];
}
