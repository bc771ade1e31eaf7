import { resolve } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { driftMarker } from "../../pipelines/programs/drift-issue.ts";
import { type Forge, startForge } from "./workflow/forge.ts";
import { makeOrigin } from "./workflow/origin.ts";

let forge: Forge;
beforeAll(async () => {
  forge = await startForge(makeOrigin({ README: "x" }, { pipelines: resolve(import.meta.dirname, "../../pipelines") }), ["demo", "prod"]);
});
afterAll(() => forge.close());
beforeEach(() => {
  for (const list of Object.values(forge.github)) if (Array.isArray(list)) list.length = 0;
});

let run = 1000;
/** A night that found this, by stack. */
async function night(found: Record<string, string>) {
  run++;
  for (const [stack, text] of Object.entries(found))
    forge.github.artifacts.push({ id: forge.github.artifacts.length + 1, run, name: `drift-${stack}.txt`, bytes: Buffer.from(text) });
  const { result, log } = await forge.job("keep-drift", "issue", forge.origin.main, { run });
  expect([result, forge.github.refused], log).toEqual(["success", []]);
  return forge.github.issues.map(({ state, body }) => ({ state, body }));
}

it("opens one issue, updates it, and closes it when nothing differs any more", async () => {
  expect(await night({ demo: "same\n", prod: "drifted\n~ aws:s3/bucket:Bucket vault" })).toEqual([
    { state: "open", body: expect.stringMatching(/`prod` differs from its program\n\n```text\n~ aws:s3\/bucket:Bucket vault/) },
  ]);
  const second = await night({ demo: "drifted\n- aws:kms/key:Key", prod: "drifted\n~ aws:s3/bucket:Bucket vault" });
  expect(second).toEqual([{ state: "open", body: expect.stringMatching(/`demo` differs.*`prod` differs/s) }]);
  expect(await night({ demo: "same\n", prod: "same\n" })).toMatchObject([{ state: "closed" }]);
  expect(forge.github.comments).toMatchObject([{ body: expect.stringContaining("No drift any more") }]);
  expect(await night({ demo: "same\n", prod: "same\n" })).toHaveLength(1);
  expect(await night({ demo: "same\n", prod: "drifted\nx" })).toMatchObject([{ state: "closed" }, { state: "open" }]);
});

it("does not take a stack that nothing is known of for one that is as it should be", async () => {
  const issues = await night({ demo: "same\n", prod: "unknown\nerror: no credentials" });
  expect(issues).toEqual([{ state: "open", body: expect.stringMatching(/`prod` could not be compared.*no credentials/s) }]);
  expect(await night({ demo: "same\n" })).toEqual([{ state: "open", body: expect.stringMatching(/`prod` could not.*wrote no report/s) }]);
});

it("leaves the issues of others alone, whatever they say", async () => {
  const theirs = { number: 1, title: "x", body: `${driftMarker}\nmine`, state: "open", user: { login: "stranger" } };
  forge.github.issues.push(theirs);
  await night({ demo: "same\n", prod: "same\n" });
  expect(forge.github.issues).toEqual([{ ...theirs, state: "open" }]);
});

it("shows what the engine printed within a fence that it cannot leave", async () => {
  const [issue] = await night({ demo: `drifted\n\u001b[31m~ a\u001b[0m\n\`\`\`\n@keeper\n/close\n${"x".repeat(100_000)}`, prod: "same\n" });
  expect(issue?.body).toMatch(/````text\n~ a\n```\n@keeper\n\u200b\/close\n/);
  expect(issue?.body.length).toBeLessThan(20_000);
});
