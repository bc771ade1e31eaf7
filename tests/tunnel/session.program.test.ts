import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSession } from "../../tunnel/session.ts";
import { until } from "../support/until.ts";
import { freePort } from "./free-port.ts";
import { endAll, StandInAws } from "./stand-in-aws.ts";

const to = { instance: "i-0123456789abcdef0", host: "cluster.eks.amazonaws.com" };
let aws: StandInAws;

beforeEach(() => {
  aws = new StandInAws(mkdtempSync(join(tmpdir(), "session-")));
  vi.stubEnv("PATH", `${aws.folder}:/usr/bin:/bin`);
});
afterEach(() => {
  vi.unstubAllEnvs();
  endAll(aws);
  rmSync(aws.folder, { recursive: true });
});

const begun = () => until("both programs run", () => aws.running.length === 2);

test("closed, it leaves no process", async () => {
  const session = openSession(await freePort(), to);
  await begun();
  await session.close();
  expect(aws.running).toEqual([]);
});

test("when the AWS CLI alone has ended, its plugin is ended before that is told", { tags: ["session-plugin-ended-first"] }, async () => {
  const session = openSession(await freePort(), to);
  await begun();
  process.kill(aws.pids[0]!, "SIGKILL");
  expect((await session.died).message).toContain("the AWS CLI ended with SIGKILL");
  expect(aws.running).toEqual([]);
});

test("what the AWS CLI says when it refuses is told to the last word", async () => {
  vi.stubEnv("STAND_IN_SAYS", "An error occurred (TargetNotConnected) when calling the StartSession operation: it is not connected.");
  const { message } = await openSession(await freePort(), to).died;
  expect(message).toMatch(/^instance i-0123456789abcdef0 is not running.*\naws said:\n {2}An error .* it is not connected\.$/);
});
