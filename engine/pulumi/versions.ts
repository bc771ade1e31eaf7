import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Engine, engineEnvironment } from "./engine.ts";

/** A plugin that the program needs, and whether the engine has it. */
export interface PluginVersion {
  /** Package name as in a type token, for example `aws`. */
  name: string;
  /** Version of the npm package in package.json, which is also the plugin version that the CLI requires. */
  pinned: string;
  /** Versions in the engine's plugin folder, oldest first. */
  installed: string[];
  matches: boolean;
}

export interface EngineVersions {
  /** Of the CLI, without the leading `v`. */
  cli: string;
  plugins: PluginVersion[];
}

/** npm packages of providers, and the names of their plugins. */
const PROVIDERS = { "@pulumi/aws": "aws", "@pulumi/kubernetes": "kubernetes" };

/**
 * Asks the CLI for its version and lists its plugins.
 *
 * @param root folder of the project, for the pins in package.json
 * @throws Error with the CLI's own message when it does not run
 */
export async function engineVersions(engine: Engine, root: string, env: NodeJS.ProcessEnv): Promise<EngineVersions> {
  const { stdout } = await promisify(execFile)(engine.cli, ["version"], { env: engineEnvironment(engine, env) });
  return { cli: stdout.trim().replace(/^v/, ""), plugins: pluginVersions(await pins(root), await installedPlugins(engine.home)) };
}

/** Compares the plugins in a folder with the pinned ones. */
export function pluginVersions(pinned: Record<string, string>, installed: readonly InstalledPlugin[]): PluginVersion[] {
  return Object.entries(pinned).map(([name, version]) => {
    const found = installed.filter((plugin) => plugin.name === name).map((plugin) => plugin.version);
    found.sort((a, b) => a.localeCompare(b, "en", { numeric: true }));
    return { name, pinned: version, installed: found, matches: found.includes(version) };
  });
}

export interface InstalledPlugin {
  name: string;
  version: string;
}

/** Name and version of a resource plugin's folder (`resource-aws-v7.48.0`); undefined for anything else. */
export function parsePluginFolder(folder: string): InstalledPlugin | undefined {
  const [, name, version] = /^resource-([a-z][a-z0-9-]*)-v(\d+\.\d+\.\d+(?:[-+][0-9A-Za-z.+-]*)?)$/.exec(folder) ?? [];
  // Sibling files record that a plugin was last used (`.lastused`), is locked (`.lock`) or incomplete (`.partial`).
  return name && version && !/\.(lastused|lock|partial)$/.test(folder) ? { name, version } : undefined;
}

async function installedPlugins(home: string): Promise<InstalledPlugin[]> {
  const entries = await readdir(join(home, "plugins"), { withFileTypes: true }).catch(() => []);
  return entries.flatMap((entry) => (entry.isDirectory() ? (parsePluginFolder(entry.name) ?? []) : []));
}

async function pins(root: string): Promise<Record<string, string>> {
  const { dependencies = {} } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { dependencies?: Record<string, string> };
  return Object.fromEntries(Object.entries(PROVIDERS).map(([name, plugin]) => [plugin, dependencies[name] ?? "none"]));
}
