import type { Session } from "node:inspector";
import { resolved } from "./known-module.ts";

/** The inspector calls that the SDK makes for functions that it serializes. */
interface Hooks {
  isInitializedAsync?: () => Promise<void>;
  getSessionAsync?: () => Promise<Session>;
  getScriptUrl?: (id: string) => string | undefined;
}

/**
 * Connects V8's inspector when the SDK first serializes a function, instead of in every program before its first line: while a debugger is
 * enabled, each promise takes the engine's slow path. When it is enabled, the inspector reports all scripts to its listeners, including
 * those loaded before.
 * @param require the `require` of the SDK's runner
 */
export function inspectorOnDemand(require: NodeJS.Require): void {
  const path = resolved(require, "@pulumi/pulumi/runtime/closure/v8Hooks.js");
  if (path === undefined) return;
  const hooks = require(path) as Hooks;
  if (!hooks.isInitializedAsync || !hooks.getSessionAsync || !hooks.getScriptUrl) return;
  const urls = new Map<string, string>();
  let session: Promise<Session> | undefined;
  hooks.isInitializedAsync = async () => undefined;
  hooks.getSessionAsync = () => {
    session ??= connected(urls);
    return session;
  };
  hooks.getScriptUrl = (id) => urls.get(id);
}

async function connected(urls: Map<string, string>): Promise<Session> {
  const { Session } = await import("node:inspector");
  const session = new Session();
  session.connect();
  session.on("Debugger.scriptParsed", ({ params: { scriptId, url } }) => urls.set(scriptId, url));
  await new Promise<void>((resolve, reject) => {
    session.post("Debugger.enable", (error) => (error ? reject(error) : resolve()));
  });
  return session;
}
