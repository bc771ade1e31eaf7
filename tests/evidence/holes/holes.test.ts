import { describe, expect, test } from "vitest";
import type { Hole } from "./hole.ts";
import { pathsOf, runHole } from "./run-hole.ts";
import { wayOutHoles } from "./way-out-holes.ts";

const holes: Hole[] = [...wayOutHoles];

describe.each(holes)("$name", (hole) => {
  test("is refuted by the path through the edit", async () => {
    const result = await runHole(hole);
    expect(result).toMatchObject({ status: "refuted" });
    expect(pathsOf(result)).toContainEqual(hole.path);
  });
});
