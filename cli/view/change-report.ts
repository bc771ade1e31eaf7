import type { Change, Direction } from "../../evidence/changes/change.ts";
import type { Paint } from "../../terminal/paint.ts";

const titles: readonly [Direction, string, "red" | "yellow" | "green"][] = [
  ["wider", "Wider or weaker", "red"],
  ["other", "Different", "yellow"],
  ["narrower", "Narrower or stronger", "green"],
];

/** Changes for a terminal, by direction; empty where there are none. */
export function changeReport(changes: readonly Change[], paint: Paint): string {
  return titles
    .map(([direction, title, colour]) => ({
      title: paint(["bold", colour], title),
      found: changes.filter((change) => change.direction === direction),
    }))
    .filter(({ found }) => found.length > 0)
    .map(({ title, found }) => `${title} (${found.length})\n${found.map(({ kind, text }) => `  ${kind.padEnd(9)}  ${text}\n`).join("")}`)
    .join("\n");
}
