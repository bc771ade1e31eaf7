import { Command } from "commander";
import { PreviewError, UsageError } from "../../engine/preview.ts";
import { EngineError } from "../../engine/pulumi/find.ts";
import { findProject } from "../../engine/stack/project.ts";
import { type Destination, destinationOf, namedDestination } from "../../tunnel/destination.ts";
import { portNumber } from "../../tunnel/local-port.ts";
import { openTunnel } from "../../tunnel/open-tunnel.ts";
import { runCommand } from "../../tunnel/run-command.ts";
import type { Session } from "../../tunnel/session.ts";
import { stackOutputs } from "../../tunnel/stack-outputs.ts";
import { TunnelError } from "../../tunnel/tunnel-error.ts";
import { complain, FAILED, USAGE_ERROR } from "../guarded.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";

interface Options {
  stack?: string;
  instance?: string;
  host?: string;
  region?: string;
  port: string;
  wait: string;
  cwd: string;
}

/** `modelkeep tunnel`: operator access to the private cluster endpoint, for as long as it is needed. */
export function tunnelVerb(): Command {
  return new Command("tunnel")
    .description("open a tunnel to the private cluster endpoint through SSM Session Manager; close it after a command, or on Ctrl-C")
    .argument("[command...]", "command to run while the tunnel is open, after --, such as: -- pulumi up")
    .addOption(stackOption("stack whose tunnel host to use"))
    .option("--instance <id>", "tunnel host, instead of the stack's; with --host")
    .option("--host <name>", "hostname of the cluster endpoint, instead of the stack's; with --instance")
    .option("--region <name>", "region of --instance (default: that of the AWS CLI configuration)")
    .option("--port <number>", "local port", "8443")
    .option("--wait <seconds>", "how long to wait for the endpoint to answer", "60")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .passThroughOptions()
    .action(async (command: string[], options: Options) => {
      process.exitCode = await runTunnel(command, options);
    });
}

/**
 * Opens the tunnel, and closes it after the command, or on a signal.
 *
 * @returns exit status: the command's; without a command 0 where it was closed on request; 1 where it did not open, or closed by itself; 2
 *   where an option is wrong or there is no such stack
 */
export async function runTunnel(command: readonly string[], options: Options): Promise<number> {
  const asked = new AbortController();
  const stop = () => asked.abort();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  try {
    const port = portNumber(options.port);
    const seconds = Number(options.wait);
    if (!(seconds > 0)) throw new UsageError([`--wait is "${options.wait}"; accepted: a number of seconds above 0`]);
    const to = await destinationFrom(options);
    const tunnel = await openTunnel(to, { port, seconds, stop: asked.signal });
    try {
      const api = `https://localhost:${port}`;
      return command.length > 0 ? await during(tunnel, command, api) : await untilAsked(tunnel, to, api, asked.signal);
    } finally {
      await tunnel.close();
    }
  } catch (error) {
    if (!(error instanceof TunnelError || error instanceof EngineError || error instanceof PreviewError)) throw error;
    complain(error.message);
    return error instanceof UsageError ? USAGE_ERROR : FAILED;
  } finally {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.off(signal, stop);
  }
}

/** @throws TunnelError, EngineError or PreviewError where there is no destination */
async function destinationFrom({ stack: asked, instance, host, region, cwd }: Options): Promise<Destination> {
  if (instance !== undefined && host !== undefined) return namedDestination({ instance, host, region });
  if (instance !== undefined || host !== undefined || region !== undefined)
    throw new UsageError([
      "--instance and --host must be given together, and --region only with them; without them the stack's outputs are used",
    ]);
  const root = await findProject(cwd);
  const { stack } = await chooseStack(root, asked);
  return destinationOf(await stackOutputs(root, stack), stack);
}

async function during(tunnel: Session, command: readonly string[], api: string): Promise<number> {
  // The command continues: only it knows how to stop without leaving something half done, and it will hit the closed port soon.
  let over = false;
  void tunnel.died.then(({ message }) => over || complain(`the tunnel closed while ${command[0]} was running: ${message}`));
  try {
    return await runCommand(command, { MODELKEEP_KUBERNETES_API: api });
  } finally {
    over = true;
  }
}

async function untilAsked(tunnel: Session, { instance, host }: Destination, api: string, asked: AbortSignal): Promise<number> {
  process.stdout.write(`export MODELKEEP_KUBERNETES_API=${api}\n`);
  process.stderr.write(
    `Tunnel to ${host} through ${instance} is open until Ctrl-C. For kubectl: --server ${api} --tls-server-name ${host}\n`,
  );
  const closed = new Promise<undefined>((resolve) => {
    if (asked.aborted) resolve(undefined);
    asked.addEventListener("abort", () => resolve(undefined), { once: true });
  });
  const died = await Promise.race([tunnel.died, closed]);
  if (died) throw new TunnelError(`the tunnel closed by itself: ${died.message}`);
  process.stderr.write("Closed.\n");
  return 0;
}
