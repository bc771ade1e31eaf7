import { provide, resolved } from "./known-module.ts";

/**
 * The runner registers `source-map-support`, which then reads and searches the SDK's source maps for each stack that is looked at, for frames
 * that nobody sees: the program runs as it was written, and frames of the SDK are left out of messages.
 */
export function withoutSourceMaps(require: NodeJS.Require): void {
  const path = resolved(require, "source-map-support/register");
  if (path !== undefined) provide(require, path, {});
}
