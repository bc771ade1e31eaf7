import { Command } from "commander";
import { closest } from "fastest-levenshtein";
import type { Connection } from "../../charts/connection.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { type Preview, PreviewError, UsageError } from "../../engine/preview.ts";
import { paintFor } from "../../terminal/paint.ts";
import { guarded } from "../guarded.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";
import { connectionReport } from "../view/connection-report.ts";
import { curlSnippet, pythonSnippet } from "../view/connection-snippets.ts";

interface Options {
  stack?: string;
  client?: string;
  json?: boolean;
  cwd: string;
}

/** `modelkeep connection`: what a client needs to call its models, from the settings only. */
export function connectionVerb(): Command {
  return new Command("connection")
    .description("print what each client needs to call each of its models: endpoint, certificate, limits, and sample calls")
    .addOption(stackOption("stack to connect to"))
    .option("--client <name>", "print only this client, with all its models")
    .option("--json", "print it as JSON")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runConnection(options);
    });
}

/**
 * Prints the contract of every client with each of its models, client by client, or those of one client.
 *
 * @returns exit status: 0, or 1 where the settings have a problem, or 2 where there is no such stack or client
 */
export async function runConnection({ stack: asked, client, json = false, cwd }: Options): Promise<number> {
  return guarded(async () => {
    const root = await openProject(cwd);
    const { stack } = await chooseStack(root, asked);
    const { outputs } = await previewInProcess({ root, stack });
    const found = chosen(outputs, stack, client);
    const service = endpointService(outputs);
    process.stdout.write(
      json
        ? `${JSON.stringify({ stack, endpointService: service ?? null, connections: found.map(withSnippets) }, undefined, 2)}\n`
        : found.map((connection) => connectionReport(connection, service, paintFor(process.stdout))).join("\n"),
    );
    return 0;
  });
}

/** @throws PreviewError where the stack has no output `connections`, UsageError where it has no such client */
function chosen({ connections }: Preview["outputs"], stack: string, client: string | undefined): Connection[] {
  if (!Array.isArray(connections)) throw new PreviewError([`stack ${stack} has no output "connections": it has no front door yet`]);
  const all = connections as Connection[];
  if (all.length === 0) throw new PreviewError([`stack ${stack} grants access to no client: add one under clients`]);
  if (client === undefined) return [...Map.groupBy(all, (connection) => connection.client).values()].flat();
  const found = all.filter((connection) => connection.client === client);
  if (found.length > 0) return found;
  const names = [...new Set(all.map((connection) => connection.client))];
  throw new UsageError([
    `stack ${stack} has no client "${client}"; did you mean "${closest(client, names)}"?\nclients: ${names.join(", ")}`,
  ]);
}

/** Name of the VPC endpoint service where it is known: only of a deployed stack, not in a preview. */
function endpointService({ endpointServiceName: name }: Preview["outputs"]): string | undefined {
  return typeof name === "string" && name.startsWith("com.amazonaws.") ? name : undefined;
}

const withSnippets = (connection: Connection) => ({
  ...connection,
  snippets: { curl: curlSnippet(connection), python: pythonSnippet(connection) },
});
