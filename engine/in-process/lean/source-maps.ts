import { provide, resolved } from "./known-module.ts";

/**
 * The runner registers `source-map-support`, which reads and searches the SDK's source maps for each stack trace, for frames
 * that are never shown: the program runs without compilation, and SDK frames are left out of messages.
 */
export function withoutSourceMaps(require: NodeJS.Require): void {
  const path = resolved(require, "source-map-support/register");
  if (path !== undefined) provide(require, path, {});
}
