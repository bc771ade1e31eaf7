import { stripVTControlCharacters } from "node:util";

/** Frames of the machinery between the program and Node.js, which tell the author of a program nothing. */
const MACHINERY =
  /^\s+at .*(node:|\/node_modules\/@pulumi\/pulumi\/|\/node_modules\/@pulumi\/(cmd|runtime|resource|output)|\/node_modules\/@grpc\/)/;

/**
 * What the SDK's runner logged about a program that failed, as its author wants to read it: without colour, without
 * the runner's preamble, and of a stack only the frames that are not the SDK's.
 */
export function programError(logged: string): string {
  const lines = stripVTControlCharacters(logged).trimEnd().split("\n");
  if (/^Running program '.*' failed with an unhandled exception:$/.test(lines[0] ?? "")) lines.shift();
  if (lines[0] !== undefined) lines[0] = lines[0].replace(/^<ref \*\d+> /, "");
  const first = lines.findIndex((line) => /^\s+at /.test(line));
  if (first < 0) return lines.join("\n");
  const after = lines.findIndex((line, index) => index > first && !/^\s+at /.test(line));
  const frames = lines.slice(first, after < 0 ? lines.length : after);
  // Behind the frames Node.js prints the error's own fields; only a cause says more than the message did.
  const rest = after < 0 ? [] : lines.slice(after);
  const kept = rest.some((line) => line.includes("[cause]")) ? rest : [];
  return [...lines.slice(0, first), ...frames.filter((line) => !MACHINERY.test(line)), ...kept].join("\n").trimEnd();
}
