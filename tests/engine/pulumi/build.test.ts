import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { buildEngine, PARTS, PREVIEW_PARTS } from "../../../engine/pulumi/build.ts";

const repository = resolve(import.meta.dirname, "../../..");

/** A repository whose build script is `body`. */
function repositoryWith(body: string): { root: string; out: string } {
  const root = mkdtempSync(join(tmpdir(), "build-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, "dev/engine"), { recursive: true });
  const script = join(root, "dev/engine/build");
  writeFileSync(script, `#!/bin/sh\n${body}\n`);
  chmodSync(script, 0o755);
  return { root, out: join(root, "out") };
}

test("parts are built in turn, each reported, all logged", async () => {
  const { root, out } = repositoryWith('echo "built $2 into $1"; echo "go: downloading x" >&2');
  const said: string[] = [];
  const log = await buildEngine({
    root,
    out,
    parts: ["etcd", "kwok"],
    onStart: (part) => said.push(`start ${part}`),
    onDone: (part) => said.push(`done ${part}`),
  });
  expect(said).toEqual(["start etcd", "done etcd", "start kwok", "done kwok"]);
  expect(log).toBe(join(out, "build.log"));
  const lines = readFileSync(log, "utf8").split("\n");
  expect(lines).toContain(`built etcd into ${out}`);
  expect(lines).toContain(`built kwok into ${out}`);
});

test("a part that fails ends the build with what the compiler said", async () => {
  const { root, out } = repositoryWith('[ "$2" = cli ] || { echo "go: downloading y"; echo "cannot find module" >&2; exit 3; }');
  const done: string[] = [];
  const build = buildEngine({ root, out, parts: ["cli", "aws", "etcd"], onDone: (part) => done.push(part) });
  await expect(build).rejects.toThrow(/^building aws failed; the end of .*build\.log:\ncannot find module$/);
  expect(done).toEqual(["cli"]);
});

test("the parts are those of the build script", () => {
  const script = readFileSync(join(repository, "dev/engine/build"), "utf8");
  expect(/^parts=\((.*)\)$/m.exec(script)?.[1]?.split(" ")).toEqual(Object.keys(PARTS));
  expect(Object.keys(PARTS)).toEqual(expect.arrayContaining([...PREVIEW_PARTS]));
});
