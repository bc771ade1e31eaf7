import { stripVTControlCharacters } from "node:util";

/** Frames between the program and Node.js, which do not help the author of a program. */
const MACHINERY =
  /^\s+at .*(node:|\/node_modules\/@pulumi\/pulumi\/|\/node_modules\/@pulumi\/(cmd|runtime|resource|output)|\/node_modules\/@grpc\/)/;

/**
 * The SDK runner's log of a failed program, reduced for its author: without colour, without
 * the runner's preamble, and without the SDK's own stack frames.
 */
export function programError(logged: string): string {
  const lines = stripVTControlCharacters(logged).trimEnd().split("\n");
  if (/^Running program '.*' failed with an unhandled exception:$/.test(lines[0] ?? "")) lines.shift();
  if (lines[0] !== undefined) lines[0] = lines[0].replace(/^<ref \*\d+> /, "");
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  if (first < 0) return lines.join("\n");
  const after = lines.findIndex((line, index) => index > first && !/^\s+at /.test(line));
  const frames = lines.slice(first, after < 0 ? lines.length : after);
  // After the frames Node.js prints the error's own fields; only a cause adds to the message.
  const rest = after < 0 ? [] : lines.slice(after);
  const kept = rest.some((line) => line.includes("[cause]")) ? rest : [];
  return [...lines.slice(0, first), ...frames.filter((line) => !MACHINERY.test(line)), ...kept].join("\n").trimEnd();
}
