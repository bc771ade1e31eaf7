import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { engineVersions, parsePluginFolder, pluginVersions } from "../../../engine/pulumi/versions.ts";

test.each([
  ["resource-aws-v7.48.0", { name: "aws", version: "7.48.0" }],
  ["resource-aws-native-v1.2.3", { name: "aws-native", version: "1.2.3" }],
  ["resource-kubernetes-v4.35.0-alpha.1+abc", { name: "kubernetes", version: "4.35.0-alpha.1+abc" }],
  ["resource-aws-v7.48.0.lastused", undefined],
  ["resource-aws-v7.48.0.partial", undefined],
  ["resource-aws-v7.48.0-alpha.lock", undefined],
  ["language-nodejs-v3.1.0", undefined],
  ["resource-aws", undefined],
])("plugin folder %s", (folder, expected) => expect(parsePluginFolder(folder)).toEqual(expected));

test("a plugin matches when the pinned version is among the installed, which are sorted as versions", () => {
  const installed = ["7.9.0", "7.48.0", "7.10.0"].map((version) => ({ name: "aws", version }));
  expect(pluginVersions({ aws: "7.48.0", kubernetes: "4.34.2" }, installed)).toEqual([
    { name: "aws", pinned: "7.48.0", installed: ["7.9.0", "7.10.0", "7.48.0"], matches: true },
    { name: "kubernetes", pinned: "4.34.2", installed: [], matches: false },
  ]);
});

test("an engine is asked for its version and its plugin folder read", async () => {
  const root = mkdtempSync(join(tmpdir(), "versions-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const cli = join(root, "pulumi");
  writeFileSync(cli, '#!/bin/sh\n[ "$1 $PULUMI_SKIP_UPDATE_CHECK" = "version true" ] && echo v3.259.0\n');
  chmodSync(cli, 0o755);
  mkdirSync(join(root, "home/plugins/resource-aws-v7.47.0"), { recursive: true });
  writeFileSync(join(root, "package.json"), JSON.stringify({ dependencies: { "@pulumi/aws": "7.48.0", "@pulumi/kubernetes": "4.34.2" } }));
  const engine = { source: "PATH", cli, home: join(root, "home"), complete: false } as const;
  expect(await engineVersions(engine, root, {})).toEqual({
    cli: "3.259.0",
    plugins: [
      { name: "aws", pinned: "7.48.0", installed: ["7.47.0"], matches: false },
      { name: "kubernetes", pinned: "4.34.2", installed: [], matches: false },
    ],
  });
});
