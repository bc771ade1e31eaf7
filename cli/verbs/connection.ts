import { Command } from "commander";
import { closest } from "fastest-levenshtein";
import type { Connection } from "../../charts/connection.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { type Preview, PreviewError } from "../../engine/preview.ts";
import { findProject } from "../../engine/stack/project.ts";
import { defaultStack, listStacks } from "../../engine/stack/stacks.ts";
import { connectionReport } from "../view/connection-report.ts";
import { curlSnippet, pythonSnippet } from "../view/connection-snippets.ts";
import { paintFor } from "../view/paint.ts";

interface Options {
  stack?: string;
  client?: string;
  json?: boolean;
  cwd: string;
}

/** `modelkeep connection`: what a client needs to call the model, from the settings alone. */
export function connectionVerb(): Command {
  return new Command("connection")
    .description("say what each client needs to call the model: address, certificate, limits, and calls to copy")
    .option("-s, --stack <name>", "stack to connect to (default: demo, or the only one)")
    .option("--client <name>", "one client alone")
    .option("--json", "print it as JSON")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runConnection(options);
    });
}

/**
 * Prints the contract of every client, or of one.
 *
 * @returns exit status: 0, or 1 where the settings have a problem or there is no such stack or client
 */
export async function runConnection({ stack: asked, client, json = false, cwd }: Options): Promise<number> {
  try {
    const root = await findProject(cwd);
    const stacks = await listStacks(root);
    const stack = asked ?? defaultStack(stacks);
    if (stack === undefined) throw new PreviewError([`name a stack with --stack: ${stacks.join(", ")}`]);
    const { outputs } = await previewInProcess({ root, stack });
    const found = chosen(outputs, stack, client);
    const service = endpointService(outputs);
    process.stdout.write(
      json
        ? `${JSON.stringify({ stack, endpointService: service ?? null, connections: found.map(withSnippets) }, undefined, 2)}\n`
        : found.map((connection) => connectionReport(connection, service, paintFor(process.stdout))).join("\n"),
    );
    return 0;
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    for (const message of error.messages) process.stderr.write(`${paintFor(process.stderr)(["bold", "red"], "error:")} ${message}\n`);
    return 1;
  }
}

/** @throws PreviewError where the stack tells of no connections, or has no such client */
function chosen({ connections }: Preview["outputs"], stack: string, client: string | undefined): Connection[] {
  if (!Array.isArray(connections)) throw new PreviewError([`stack ${stack} has no output "connections": it has no front door yet`]);
  const all = connections as Connection[];
  if (all.length === 0) throw new PreviewError([`stack ${stack} grants nobody anything: name a client in clients`]);
  if (client === undefined) return all;
  const found = all.filter((connection) => connection.client === client);
  if (found.length > 0) return found;
  const names = all.map((connection) => connection.client);
  throw new PreviewError([
    `stack ${stack} has no client "${client}"; did you mean "${closest(client, names)}"?\nclients: ${names.join(", ")}`,
  ]);
}

/** Name of the VPC endpoint service where it is known, which it is in an account and not in a preview. */
function endpointService({ endpointServiceName: name }: Preview["outputs"]): string | undefined {
  return typeof name === "string" && name.startsWith("com.amazonaws.") ? name : undefined;
}

const withSnippets = (connection: Connection) => ({
  ...connection,
  snippets: { curl: curlSnippet(connection), python: pythonSnippet(connection) },
});
