import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { stackConfigDir } from "../../../engine/stack/stack-config-dir.ts";
import { listStacks, stackFile } from "../../../engine/stack/stacks.ts";
import { temporaryProject } from "../in-process/temporary-program.ts";

const projectWith = (line: string) => temporaryProject({ "Pulumi.yaml": `name: test\nruntime: nodejs\n${line}\n`, "index.ts": "" });

describe("where a project keeps its stack files", () => {
  test.each([
    ["", ""],
    ["stackConfigDir: stacks", "stacks"],
    ["stackConfigDir: ./stacks/live/", "stacks/live"],
    ["stackConfigDir: .", ""],
    ["config: stacks", "stacks"],
    ["config: {key: {default: a}}", ""],
  ])("%j is %j", async (line, folder) => {
    expect(await stackConfigDir(await projectWith(line))).toBe(folder);
  });

  test.each([
    ["stackConfigDir: ../other", "stackConfigDir: ../other is outside the project; accepted: a folder in the project"],
    ["stackConfigDir: /etc", "stackConfigDir: /etc is outside the project"],
    ["stackConfigDir: [a]", "stackConfigDir: is not a string; accepted: a folder in the project"],
  ])("%j is refused", async (line, message) => {
    await expect(stackConfigDir(await projectWith(line))).rejects.toThrow(message);
  });

  it("is where stacks are listed and found", async () => {
    const root = await projectWith("stackConfigDir: stacks");
    expect(await listStacks(root)).toEqual([]);
    mkdirSync(join(root, "stacks"));
    writeFileSync(join(root, "stacks/Pulumi.prod.yaml"), "config: {}\n");
    writeFileSync(join(root, "Pulumi.stray.yaml"), "config: {}\n");
    expect(await listStacks(root)).toEqual(["prod"]);
    expect(await stackFile(root, "prod")).toBe("stacks/Pulumi.prod.yaml");
    await expect(stackFile(root, "stray")).rejects.toThrow("there is no stacks/Pulumi.stray.yaml");
  });
});
