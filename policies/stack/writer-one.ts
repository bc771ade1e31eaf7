import { need } from "../rule/outcome.ts";
import { about, type StackRule } from "../rule/rule.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Truth } from "../rule/truth.ts";
import { type Writing, writingsOf } from "../rule/writings.ts";

/** Something that is written once, and by whom. */
interface Written extends Writing {
  by: Subject;
}

const writtenIn = (stack: Stack): Written[] =>
  stack.subjects.flatMap((subject) => {
    const writings = writingsOf(subject, stack);
    if (writings.length > 0) stack.look([subject]);
    return writings.map((writing) => ({ ...writing, by: subject }));
  });

export const stackWriterOne: StackRule = {
  name: "stack-writer-one",
  description: "One resource writes one thing: where two write it, the last to be made wins, and no preview says which that is.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D11"],
  frameworks: {},
  database: "ALTER SYSTEM: a setting has one value, and it is known who gave it.",
  remediation: "Leave all but one of the resources out.",
  checkStack: (stack) =>
    [...Map.groupBy(writtenIn(stack), ({ what, of }) => `${what} of ${of}`).values()]
      .filter((written) => new Set(written.map(({ by }) => by.urn)).size > 1)
      .flatMap((written) =>
        written.flatMap(({ by, what, path }) =>
          about(
            by,
            need(
              Truth.of(false, path),
              `writes ${what} as ${written
                .filter((other) => other.by !== by)
                .map((other) => other.by.name)
                .join(", ")} does; accepted is one resource that writes it`,
            ),
          ),
        ),
      ),
};
