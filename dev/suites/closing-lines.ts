import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Scripts of package.json, by the project of vitest.config.ts that they run. */
const scripts: Record<string, string> = {
  unit: "test:unit",
  program: "test:programs",
  engine: "test:engine",
  browser: "test:browser",
  mutation: "test:mutations",
  scanner: "test:scanners",
  vllm: "test:vllm",
  served: "test:served",
  node: "test:node",
};
/** Commands that are printed, at most: where more fails than this, one cause is likelier than many. */
const most = 10;

/** A text as a shell takes it for one word. */
const word = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The command that runs one test alone. */
export function commandFor(project: string, file: string, fullName: string): string {
  return `npm run ${scripts[project] ?? project} -- ${file} -t ${word(`^${literally(fullName)}$`)}`;
}

/** Tests that were left out, counted by the reason that they gave. */
export function leftOutLines(notes: readonly (string | undefined)[]): string[] {
  const counts = new Map<string, number>();
  for (const note of notes) counts.set(note ?? "without a reason", (counts.get(note ?? "without a reason") ?? 0) + 1);
  return [...counts].map(([why, count]) => `${count} ${count === 1 ? "test" : "tests"} left out: ${why}`);
}

/** The last lines of a run of Vitest: what was left out and why, and how to repeat what failed. */
export default class ClosingLines implements Reporter {
  #asked = false;

  onInit(vitest: Parameters<NonNullable<Reporter["onInit"]>>[0]): void {
    const { testNamePattern, tagsFilter } = vitest.config;
    this.#asked = testNamePattern !== undefined || (tagsFilter ?? []).length > 0;
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const lines = [...this.#leftOut(tests), ...this.#repeats(modules, tests)];
    if (lines.length > 0) console.log(`\n${lines.join("\n")}\n`);
  }

  /** What a name or a tag did not choose is not left out: nobody asked for it. */
  #leftOut(tests: readonly TestCase[]): string[] {
    const results = tests.map((test) => test.result()).filter(({ state }) => state === "skipped");
    const notes = results.map((result) => ("note" in result ? result.note : undefined));
    return leftOutLines(this.#asked ? notes.filter((note) => note !== undefined) : notes);
  }

  #repeats(modules: readonly TestModule[], tests: readonly TestCase[]): string[] {
    const failed = tests.filter((test) => test.result().state === "failed");
    const unread = modules.filter((module) => module.errors().length > 0 && !failed.some((test) => test.module === module));
    const commands = [
      ...failed.map((test) => commandFor(test.project.name, test.module.relativeModuleId, test.fullName)),
      ...unread.map((module) => `npm run ${scripts[module.project.name]} -- ${module.relativeModuleId}`),
    ];
    const more = commands.length - most;
    return commands.length === 0
      ? []
      : ["To repeat alone:", ...commands.slice(0, most).map((command) => `  ${command}`), ...(more > 0 ? [`  and ${more} more`] : [])];
  }
}
