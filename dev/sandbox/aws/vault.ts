import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { AwsClient } from "../../aws-emulator/client.ts";

/** Files of a checkpoint that is laid out `model/commit/file`, by the keys that they have in a vault. */
export function keysOf(checkpoint: string): Map<string, string> {
  const files = readdirSync(checkpoint, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath !== checkpoint)
    .map(({ parentPath, name }) => join(parentPath, name));
  return new Map(files.map((file) => [relative(checkpoint, file), file]));
}

/**
 * Puts a checkpoint into a bucket as soon as it stands with its policy, which is the last of it.
 * @param stop ends the waiting
 * @returns keys of what was put; none where it was stopped before
 */
export async function fillVault(aws: AwsClient, bucket: string, checkpoint: string, stop: AbortSignal): Promise<string[]> {
  const stands = async () => (await aws.fetch({ service: "s3", path: `/${bucket}?policy` })).ok;
  while (!stop.aborted && !(await stands())) await pause(200);
  const keys: string[] = [];
  for (const [key, file] of keysOf(checkpoint)) {
    if (stop.aborted) break;
    await aws.call({ service: "s3", method: "PUT", path: `/${bucket}/${key}`, body: new Uint8Array(readFileSync(file)) });
    keys.push(key);
  }
  return keys;
}
