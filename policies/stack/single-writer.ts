import { need } from "../rule/outcome.ts";
import { about, type StackRule } from "../rule/rule.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { Truth } from "../rule/truth.ts";
import { type Writing, writingsOf } from "../rule/writings.ts";

/** A setting, and the resource that writes it. */
interface Written extends Writing {
  by: Subject;
}

const writtenIn = (stack: Stack): Written[] =>
  stack.subjects.flatMap((subject) => {
    const writings = writingsOf(subject, stack);
    if (writings.length > 0) stack.look([subject]);
    return writings.map((writing) => ({ ...writing, by: subject }));
  });

export const stackSingleWriter: StackRule = {
  name: "stack-single-writer",
  description: "Each setting is written by a single resource: of two writers the last one wins, in an order that no preview shows.",
  severity: "high",
  enforcement: "mandatory",
  controls: ["D21", "D11"],
  frameworks: {},
  database: "ALTER SYSTEM: a setting has one value and one source.",
  remediation: "Remove all but one of the resources.",
  checkStack: (stack) =>
    [...Map.groupBy(writtenIn(stack), ({ what, of }) => `${what} of ${of}`).values()]
      .filter((written) => new Set(written.map(({ by }) => by.urn)).size > 1)
      .flatMap((written) =>
        written.flatMap(({ by, what, path }) =>
          about(
            by,
            need(
              Truth.of(false, path),
              `writes ${what}, which is also written by ${written
                .filter((other) => other.by !== by)
                .map((other) => other.by.name)
                .join(", ")} ; accepted: one resource that writes it`,
            ),
          ),
        ),
      ),
};
