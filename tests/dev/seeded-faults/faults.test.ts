import { existsSync, readFileSync } from "node:fs";
import { matchesGlob } from "node:path";
import { describe, expect, it, test } from "vitest";
import { roomsOf } from "../../../dev/rooms.ts";
import { faultsIn } from "../../../dev/seeded-faults/edited.ts";
import type { Fault } from "../../../dev/seeded-faults/fault.ts";
import { faults } from "../../../dev/seeded-faults/faults.ts";
import config from "../../../vitest.config.ts";
import { allMutations } from "../../mutations/all.ts";

const rooms = roomsOf(".").map(({ name }) => name);

const editOf = faultsIn(".");

/** Which files each project of vitest.config.ts runs. */
const projects = new Map(
  (config.test?.projects ?? []).flatMap((project) => {
    if (typeof project !== "object" || !("test" in project)) return [];
    const { name, include = [], exclude = [] } = project.test ?? {};
    return [[String(name), (file: string) => [include, exclude].map((globs) => globs.some((glob) => matchesGlob(file, glob)))] as const];
  }),
);
const belongs = ({ project, test: file }: Fault) => {
  const [included, excluded] = projects.get(project)?.(file) ?? [];
  return included === true && excluded === false;
};

describe("the table of seeded faults", () => {
  it("has at least 50, each with a name of its own", () => {
    expect(faults.length).toBeGreaterThanOrEqual(50);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  test.each(faults)("$name: the code to replace is there once, and so is the test file, in its project", (fault) => {
    const { file, code } = editOf(fault);
    expect(code).not.toBe(readFileSync(file, "utf8"));
    expect(existsSync(fault.test), fault.test).toBe(true);
    expect(belongs(fault), `${fault.test} in ${fault.project}`).toBe(true);
  });

  it("copies no edit of tests/mutations/", () => {
    const edits = new Set(allMutations.map(({ find, replace }) => JSON.stringify([find, replace])));
    expect(faults.filter(({ find, replace }) => edits.has(JSON.stringify([find, replace])))).toEqual([]);
  });

  test.each(rooms)("has some of %s", (room) => {
    expect(faults.some((fault) => editOf(fault).file.startsWith(`${room}/`))).toBe(true);
  });

  test.each(["unit", "program", "engine"] as const)("has some that the project %s finds", (project) => {
    expect(faults.some((fault) => fault.project === project)).toBe(true);
  });
});
