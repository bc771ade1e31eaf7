import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf } from "./mutations/importers.ts";
import { sourceFiles } from "./mutations/source-files.ts";

/** A folder of the product at the top of the repository, with a README that says what it is. */
export interface Room {
  name: string;
  /** Text of its README. */
  readme: string;
  /** Rooms that its README lets it import, sorted. */
  mayImport: readonly string[];
}

/** Folders at the top that hold no part of the product. */
const noRooms = ["bin", "dev", "docs", "examples", "node_modules", "schema", "tests"];

/**
 * Every room, with the rooms that its README names after `**May import:**`.
 * @throws Error where a room has no README, or its README no such line
 */
export function roomsOf(root: string): Room[] {
  const names = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith(".") && !noRooms.includes(entry.name))
    .map(({ name }) => name);
  return names.map((name) => {
    const file = join(root, name, "README.md");
    if (!existsSync(file)) throw new Error(`${name} has no README.md, which says what it is, its entry and what it may import`);
    const readme = readFileSync(file, "utf8");
    const line = /^\*\*May import:\*\*\s([^.]+)\.$/m.exec(readme)?.[1];
    if (line === undefined) throw new Error(`${name}/README.md has no line **May import:** that ends in a full stop`);
    return { name, readme, mayImport: [...line.matchAll(/`([\w-]+)`/g)].map(([, room]) => room!).sort() };
  });
}

/** Which files of the rooms import which: each file with the files that it imports, types as well. */
export function importGraph(root: string, rooms: readonly Room[]): Map<string, string[]> {
  const within = new Set(rooms.map(({ name }) => name));
  const files = sourceFiles(root).filter(({ path }) => within.has(path.split("/")[0]!));
  return new Map(files.map((file) => [file.path, importsOf(file, true)]));
}

/** Groups of files that import each other in a circle, sorted; empty where there is none. */
export function importCircles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  // Tarjan's strongly connected components.
  const circles: string[][] = [];
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file)!);
    open.push(file);
    for (const to of graph.get(file) ?? []) {
      if (!graph.has(to)) continue;
      if (!index.has(to)) visit(to);
      if (open.includes(to)) low.set(file, Math.min(low.get(file)!, low.get(to)!));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return circles.sort();
}
