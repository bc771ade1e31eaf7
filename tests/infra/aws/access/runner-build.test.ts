import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { runnerBuild } from "../../../../infra/aws/access/runner-build.ts";
import { limits } from "../../../support/limits.ts";

const commands = parse(runnerBuild("mine")).phases.build.commands as string[];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "runner-build-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a build's commands as CodeBuild does, one after another until one fails, with a program `pulumi` that notes how it was called. */
function build(statusOfPreview: number): string[] {
  const called = join(folder, "called");
  writeFileSync(join(folder, "pulumi"), `#!/bin/sh\necho "$@" >> ${called}\n[ "$1" != preview ] || exit ${statusOfPreview}\n`);
  chmodSync(join(folder, "pulumi"), 0o755);
  try {
    for (const command of commands)
      execFileSync("bash", ["-c", command], { env: { PATH: `${folder}:/usr/bin:/bin` }, stdio: "ignore", timeout: limits.wait });
  } catch (error) {
    expect((error as { status: number }).status).toBe(statusOfPreview);
  }
  return readFileSync(called, "utf8").trim().split("\n");
}

describe("a build", () => {
  it("deploys the stack where the AWS half stands as the bundle has it", () => {
    expect(build(0)).toEqual([
      "preview --stack mine --non-interactive --color never --exclude **kubernetes:** --exclude-dependents --expect-no-changes",
      "up --stack mine --non-interactive --color never --yes --skip-preview",
    ]);
  });

  it("begins nothing where the AWS half would change", { tags: ["build-stops-on-aws-changes"] }, () => {
    expect(build(255).map((line) => line.split(" ")[0])).toEqual(["preview"]);
  });
});
