import { execFileSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { runDiff } from "../../../cli/verbs/diff.ts";
import { runEvidence } from "../../../cli/verbs/evidence.ts";
import { runPreview } from "../../../cli/verbs/preview.ts";
import { runRender } from "../../../cli/verbs/render.ts";
import { expiredWaiverFolder, lastDay } from "../../support/expired-waiver.ts";
import { captured } from "./captured.ts";

const cwd = expiredWaiverFolder();
afterAll(() => rmSync(cwd, { recursive: true }));

const stack = "waived";
const dayAfter = "2026-02-01";

test("a preview shows the stack, and the waiver as what stops it", async () => {
  const { status, out } = await captured(() => runPreview({ cwd, stack, today: dayAfter }));
  expect(status).toBe(1);
  expect(out.replace(/\s+/g, " ")).toContain(
    `waiver of kubernetes-deployment-replicas for modelkeep-waived-serving/model-server: it expired on ${lastDay}`,
  );
  expect(out).toMatch(/^Model +DeepSeek-R1-Distill-Qwen-1\.5B/m);
});

test("evidence is gathered all the same: rejected today, and as it was while the waiver held", async () => {
  const at = (date: string) => captured(() => runEvidence({ cwd, stack, date }));
  expect(await at(dayAfter)).toMatchObject({ status: 1, err: "", out: expect.stringContaining("Do not approve") });
  expect(await at(lastDay)).toMatchObject({ status: 3, err: "", out: expect.stringContaining("with 1 waiver") });
});

test("a comparison with a side whose waiver has expired is made, and says nothing new of it", async () => {
  const { status, out, err } = await captured(() =>
    runDiff(cwd, cwd, { cwd, stack: [stack], format: "terminal", date: dayAfter, failOn: "policy" }),
  );
  expect([status, err, out]).toEqual([0, "", "No change to the keep\n"]);
});

test("what is written for a cluster is refused", async () => {
  const { status, err } = await captured(() => runRender({ cwd, stack, out: "out", format: "manifests" }));
  expect([status, err]).toEqual([1, expect.stringContaining(`waivers[0].expires: "${lastDay}" has passed`)]);
});

test("a commit whose waiver has expired and whose Capacity Block is over is compared with the one that renews both", async () => {
  const repository = expiredWaiverFolder();
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "init.defaultBranch=main", "-C", repository, ...args]);
  const write = (stack: string, text: string) => writeFileSync(join(repository, `examples/Pulumi.${stack}.yaml`), text);
  const commit = (message: string) => {
    git("add", "--all");
    git("commit", "--quiet", "--message", message);
  };
  const waived = readFileSync(join(repository, `examples/Pulumi.${stack}.yaml`), "utf8");
  const block = readFileSync("examples/Pulumi.v4-flash.yaml", "utf8");
  try {
    git("init", "--quiet");
    write("block", block.replace("2027-01-11T11", "2026-01-11T11").replace("2027-02-08T11", "2026-02-08T11"));
    commit("last month's");
    write("block", block.replace("cr-0123456789abcdef0", "cr-0123456789abcdef1"));
    write(stack, waived.replace(lastDay, "2099-01-31"));
    commit("renewed");
    const { status, out, err } = await captured(() =>
      runDiff("HEAD~1", "HEAD", { cwd: repository, stack: [], format: "terminal", date: dayAfter }),
    );
    expect([status, err]).toEqual([0, ""]);
    expect(out).not.toContain("cannot be previewed");
    expect(out).toContain('capacity.purchase.end: "2026-02-08T11:30:00Z" to "2027-02-08T11:30:00Z"');
    expect(out).toContain(`waivers[0].expires: "${lastDay}" to "2099-01-31"`);
  } finally {
    rmSync(repository, { recursive: true });
  }
});
