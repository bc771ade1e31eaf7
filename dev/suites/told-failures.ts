import { appendFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import type { Reporter, TestModule } from "vitest/node";

/** Names a file to which a run of Vitest adds its failures, for whoever runs several and tells of all at the end. */
export const failuresVariable = "MODELKEEP_FAILURES_FILE";

/** Told at most: failures of a run, since where more fails one cause is likelier than many; lines of a message; characters of a line. */
const most = { failures: 10, lines: 3, characters: 300 };

/** A failure in a few lines: where it was, and how its messages begin. */
export function failureText(where: string, messages: readonly string[]): string {
  const lines = stripVTControlCharacters(messages.join("\n")).split("\n");
  return [where, ...lines.slice(0, most.lines).map((line) => `  ${line.slice(0, most.characters)}`)].join("\n");
}

/** Writes the first failures of a run into the file that {@link failuresVariable} names. */
export default class ToldFailures implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const file = process.env[failuresVariable];
    if (file === undefined) return;
    const found = modules.flatMap((module) => [
      { where: module.relativeModuleId, errors: module.errors() },
      ...[...module.children.allSuites()].map((suite) => ({
        where: `${module.relativeModuleId} > ${suite.fullName}`,
        errors: suite.errors(),
      })),
      ...[...module.children.allTests()].map((test) => ({
        where: `${module.relativeModuleId} > ${test.fullName}`,
        errors: test.result().errors ?? [],
      })),
    ]);
    const texts = found
      .filter(({ errors }) => errors.length > 0)
      .slice(0, most.failures)
      .map(({ where, errors }) =>
        failureText(
          where,
          errors.map(({ message }) => message),
        ),
      );
    if (texts.length > 0) appendFileSync(file, `${texts.join("\n")}\n`);
  }
}
