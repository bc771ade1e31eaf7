import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { engineEnvironment } from "../engine/pulumi/engine.ts";
import { findEngine } from "../engine/pulumi/find.ts";
import { record } from "../engine/stack/project.ts";
import { TunnelError } from "./tunnel-error.ts";

/**
 * Outputs of a deployed stack, read by the Pulumi CLI from the state backend that the user is logged in to.
 *
 * @throws EngineError where there is no CLI
 * @throws TunnelError with the CLI's own message where it cannot read the stack
 */
export async function stackOutputs(root: string, stack: string): Promise<Record<string, unknown>> {
  const engine = await findEngine({ root, env: process.env });
  const args = ["stack", "output", "--json", "--stack", stack, "--non-interactive", "--color", "never"];
  try {
    const { stdout } = await promisify(execFile)(engine.cli, args, { cwd: root, env: engineEnvironment(engine, process.env) });
    return record(JSON.parse(stdout));
  } catch (error) {
    const said = String((error as { stderr?: string }).stderr ?? "").trim() || String(error);
    throw new TunnelError(`pulumi cannot read the outputs of stack ${stack}: ${said.replace(/^error: /, "")}`);
  }
}
