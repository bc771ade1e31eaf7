/** One thing that a reader of a page does: runs the commands of a block, or fills in what only the reader knows. */
export type PageStep =
  | { kind: "run"; name: string; line: number; commands: string }
  | { kind: "fill"; name: string; line: number }
  | { kind: "not run"; why: string; line: number };

/** A page that cannot be followed as it is marked. */
export class PageError extends Error {
  override readonly name = "PageError";
}

const fence = /^```/;
const marker = /^<!-- (run|fill|not run): (.+) -->$/;
const accepted = "accepted: <!-- run: NAME --> or <!-- not run: WHY --> on the line before it";

/**
 * The steps of a page, in its order. Each block between fences has a mark on the line before it, which a reader does not see: whether it is
 * run, or why not; what the reader fills in has a mark of its own.
 * @throws PageError for a block without a mark, a mark without a block, or two steps of one name
 */
export function stepsOf(page: string): PageStep[] {
  const lines = page.split("\n");
  const steps: PageStep[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = at + 1;
    const [, kind, text = ""] = marker.exec(lines[at] ?? "") ?? [];
    if (kind === "fill") steps.push({ kind, name: named(text, steps, line), line });
    else if (kind === "run" || kind === "not run") {
      if (!fence.test(lines[at + 1] ?? "")) throw new PageError(`line ${line}: "${kind}: ${text}" is not on the line before a block`);
      const end = endOf(lines, at + 1);
      const commands = lines.slice(at + 2, end).join("\n");
      steps.push(kind === "run" ? { kind, name: named(text, steps, line), line: line + 1, commands } : { kind, why: text, line: line + 1 });
      at = end;
    } else if (fence.test(lines[at] ?? "")) throw new PageError(`line ${line}: a block without a mark; ${accepted}`);
  }
  return steps;
}

function endOf(lines: readonly string[], start: number): number {
  const length = lines.slice(start + 1).findIndex((line) => fence.test(line));
  if (length < 0) throw new PageError(`line ${start + 1}: a block without an end`);
  return start + 1 + length;
}

function named(name: string, steps: readonly PageStep[], line: number): string {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    throw new PageError(`line ${line}: "${name}" is no name; accepted: lower-case letters, digits and hyphens`);
  if (steps.some((step) => step.kind !== "not run" && step.name === name))
    throw new PageError(`line ${line}: there is a step "${name}" already`);
  return name;
}
