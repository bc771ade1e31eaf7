import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { keep } from "../../tunnel/keeper.ts";
import { limits } from "../support/limits.ts";
import { until } from "../support/until.ts";
import { freePort } from "./free-port.ts";
import { endAll, StandInAws } from "./stand-in-aws.ts";

const aws = new StandInAws(mkdtempSync(join(tmpdir(), "keeper-")));
afterAll(() => {
  endAll(aws);
  rmSync(aws.folder, { recursive: true });
});

test("a whole group is ended, the plugin in the way in which it closes its session", { tags: ["keeper-ends-whole-group"] }, async () => {
  const parameters = JSON.stringify({ localPortNumber: [String(await freePort())] });
  const env = { PATH: `${aws.folder}:/usr/bin:/bin` };
  const { pid, stdout } = spawn("aws", ["--parameters", parameters], { detached: true, env, stdio: ["ignore", "pipe", "ignore"] });
  let said = "";
  stdout.on("data", (text) => {
    said += text;
  });
  await until("the plugin listens", () => said.includes("Waiting for connections"));
  expect(aws.running).toHaveLength(2);
  await keep(pid!, limits.wait / 1000).end();
  expect([aws.running, aws.saidGoodbye]).toEqual([[], true]);
});

test("a group that does not listen is ended all the same", { tags: ["keeper-ends-deaf-group"] }, async () => {
  const deaf = spawn("/bin/sh", ["-c", "trap '' INT TERM; echo deaf; while :; do sleep 1; done"], {
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
  });
  await once(deaf.stdout, "data");
  await keep(deaf.pid!, 0.3).end();
  expect(deaf.signalCode).toBe("SIGKILL");
});

test("a group that has ended by itself needs nothing", async () => {
  const short = spawn("/bin/sh", ["-c", "exit 0"], { detached: true, stdio: "ignore" });
  await new Promise((done) => short.once("exit", done));
  await keep(short.pid!).end();
});
