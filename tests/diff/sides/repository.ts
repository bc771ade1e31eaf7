import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { limits } from "../../support/limits.ts";

/** A small project under git, of its own, with the packages of this repository; gone after the test. */
export interface Repository {
  root: string;
  /** Writes files and commits them with all that lies there; returns the commit. */
  commit(files: Record<string, string>): string;
  git(...args: string[]): string;
}

/** @param folder of the project in the repository; its top where it is left out */
export function repository(folder = "."): Repository {
  const top = realpathSync(mkdtempSync(join(tmpdir(), "modelkeep-repository-")));
  onTestFinished(() => rmSync(top, { recursive: true, force: true }));
  const root = join(top, folder);
  mkdirSync(root, { recursive: true });
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", root, ...identity, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      timeout: limits.wait,
    }).trim();
  git("init", "--quiet", "--initial-branch", "main", top);
  symlinkSync(resolve("node_modules"), join(top, "node_modules"));
  const write = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  writeFileSync(join(top, ".gitignore"), "node_modules\n");
  writeFileSync(join(top, "package.json"), '{ "name": "small", "type": "module" }\n');
  writeFileSync(join(top, "package-lock.json"), '{ "name": "small", "lockfileVersion": 3, "packages": {} }\n');
  write({ "Pulumi.yaml": "{ name: small, runtime: nodejs }\n", "Pulumi.dev.yaml": "config: { small:size: one }\n" });
  return {
    root,
    git,
    commit: (files) => {
      write(files);
      git("add", "--all", ":/");
      git("commit", "--quiet", "--no-verify", "-m", "change");
      return git("rev-parse", "HEAD");
    },
  };
}

/** A program that has a part of the size that its settings name, and exports what it sees of a credential. */
export const program = `
  import * as pulumi from "@pulumi/pulumi";
  new pulumi.ComponentResource("my:index:Part", "part", { size: new pulumi.Config().require("size") });
  export const seen = process.env.GITHUB_TOKEN ?? "none";
`;
