import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { expect, test } from "vitest";

// Suites that apply them take minutes: a line that changed under one of them is known here at once.
test.each(["tests/diffs", "tests/extending"])("every patch of %s fits the files that it edits", (folder) => {
  const patches = readdirSync(folder).filter((file) => file.endsWith(".patch"));
  expect(patches.length).toBeGreaterThan(0);
  const misfits = patches.flatMap((patch) => {
    const { status, stderr } = spawnSync("git", ["apply", "--check", `${folder}/${patch}`], { encoding: "utf8" });
    return status === 0 ? [] : [`${patch}: ${stderr.trim()}`];
  });
  expect(misfits).toEqual([]);
});
