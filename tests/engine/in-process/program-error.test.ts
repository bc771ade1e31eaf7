import { expect, test } from "vitest";
import { programError } from "../../../engine/in-process/program-error.ts";

const PREAMBLE = "Running program '/keep/infra/index.ts' failed with an unhandled exception:\n";
const MACHINERY = [
  "    \u001b[90mat ModuleJob.run (node:internal/modules/esm/module_job:561:25)\u001b[39m",
  "    at Object.runProgram [as init] (/keep/node_modules/\u001b[4m@pulumi/cmd\u001b[24m/run/run.ts:523:33)",
  "    at Object.callback (/keep/node_modules/\u001b[4m@pulumi/runtime\u001b[24m/invoke.ts:301:37)",
  "    at Object.onReceiveStatus (/keep/node_modules/\u001b[4m@grpc/grpc-js\u001b[24m/src/client.ts:360:26)",
].join("\n");

test.each([
  [
    "a message of the program stays as it is",
    "keep: region: no such region\n  did you mean eu-central-1?",
    "keep: region: no such region\n  did you mean eu-central-1?",
  ],
  [
    "an exception keeps the program's own frames",
    `${PREAMBLE}TypeError: no name\n    at \u001b[90mfile:///keep/\u001b[39mindex.ts:5:40\n${MACHINERY}\n`,
    "TypeError: no name\n    at file:///keep/index.ts:5:40",
  ],
  [
    "fields behind the stack go",
    `${PREAMBLE}\u001b[36m<ref *1>\u001b[39m Error: gone\n${MACHINERY} {\n  promise: Promise { [Circular *1] }\n}`,
    "Error: gone",
  ],
  ["a cause stays", `${PREAMBLE}Error: outer\n${MACHINERY} {\n  [cause]: Error: inner\n}`, "Error: outer\n  [cause]: Error: inner\n}"],
  [
    "a syntax error has no stack",
    `${PREAMBLE}file:///keep/index.ts:1\nexport const a = ;\n                 ^\n\nSyntaxError: Expression expected`,
    "file:///keep/index.ts:1\nexport const a = ;\n                 ^\n\nSyntaxError: Expression expected",
  ],
])("%s", (_name, logged, expected) => {
  expect(programError(logged)).toBe(expected);
});
