import { spawn } from "node:child_process";
import { npmErrors } from "../diff/sides/npm-errors.ts";
import { PreviewError } from "../engine/preview.ts";

/**
 * Runs npm in a folder without package scripts, and with its error output on even where the surrounding npm runs silently.
 * @param what name of the step, for the message
 * @throws PreviewError with what npm said
 */
export async function npm(what: string, args: readonly string[], cwd: string): Promise<void> {
  const program = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(program, [...args, "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"], {
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => {
    child.on("error", (error) => {
      said += error.message;
      resolve(1);
    });
    child.on("close", resolve);
  });
  if (code === 0) return;
  const lines = npmErrors(said);
  throw new PreviewError([[`${what} failed:`, ...(lines.length > 0 ? lines.slice(0, 12) : [said.trim()])].join("\n")]);
}
