import { existsSync, lstatSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { bringPackages } from "../../../diff/sides/packages.ts";

function folder(files: Record<string, string>): string {
  const made = mkdtempSync(join(tmpdir(), "modelkeep-packages-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(made, path)), { recursive: true });
    writeFileSync(join(made, path), text);
  }
  return made;
}

const lock = (version: string) => JSON.stringify({ name: "small", lockfileVersion: 3, packages: { "": { name: "small", version } } });

/** A project with one package of its own, which has a script that npm runs when it installs it. */
const own = {
  "package.json": JSON.stringify({ name: "small", version: "1.0.0", dependencies: { own: "file:own" } }),
  "own/package.json": JSON.stringify({
    name: "own",
    version: "1.0.0",
    scripts: { preinstall: "echo ran > ran", postinstall: "echo ran > ran" },
  }),
  "package-lock.json": JSON.stringify({
    name: "small",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: {
      "": { name: "small", version: "1.0.0", dependencies: { own: "file:own" } },
      "node_modules/own": { resolved: "own", link: true },
      own: { version: "1.0.0", hasInstallScript: true },
    },
  }),
};

test("packages that are locked to the same are those that are installed", async () => {
  const installed = folder({ "package.json": "{}", "package-lock.json": lock("1"), "node_modules/one/index.js": "" });
  const checkout = folder({ "package.json": "{}", "package-lock.json": lock("1") });
  await bringPackages({ checkout, project: checkout, installed });
  expect(lstatSync(join(checkout, "node_modules")).isSymbolicLink()).toBe(true);
  expect(existsSync(join(checkout, "node_modules/one/index.js"))).toBe(true);
});

test("other packages are installed from the lock file of the commit, and no script of theirs runs", {
  tags: ["packages-from-lock-without-scripts"],
}, async () => {
  const installed = folder({ "package.json": "{}", "package-lock.json": lock("1"), "node_modules/one/index.js": "" });
  const checkout = folder(own);
  await bringPackages({ checkout, project: checkout, installed });
  expect(lstatSync(join(checkout, "node_modules")).isSymbolicLink()).toBe(false);
  expect(existsSync(join(checkout, "node_modules/own/package.json"))).toBe(true);
  expect(existsSync(join(checkout, "node_modules/one"))).toBe(false);
  expect(existsSync(join(checkout, "own/ran"))).toBe(false);
});

test("a lock file that does not fit says so in one message", async () => {
  const installed = folder({ "package.json": "{}", "package-lock.json": lock("1"), "node_modules/one/index.js": "" });
  const checkout = folder({
    ...own,
    "package.json": JSON.stringify({ name: "small", version: "1.0.0", dependencies: { other: "file:own" } }),
  });
  await expect(bringPackages({ checkout, project: checkout, installed })).rejects.toThrow(
    /^the packages of the commit differ from those installed here, and cannot be installed from its package-lock.json:\nnpm error/,
  );
});

test("a commit without a lock file is refused, unless there is none here either", async () => {
  const installed = folder({ "package.json": "{}", "package-lock.json": lock("1"), "node_modules/one/index.js": "" });
  const checkout = folder({ "package.json": "{}" });
  await expect(bringPackages({ checkout, project: checkout, installed })).rejects.toThrow("no package-lock.json");
  rmSync(join(installed, "package-lock.json"));
  await bringPackages({ checkout, project: checkout, installed });
  expect(existsSync(join(checkout, "node_modules/one/index.js"))).toBe(true);
});

test("a checkout without packages needs none", async () => {
  const checkout = folder({ "Pulumi.yaml": "" });
  await bringPackages({ checkout, project: checkout, installed: folder({}) });
  expect(existsSync(join(checkout, "node_modules"))).toBe(false);
});
