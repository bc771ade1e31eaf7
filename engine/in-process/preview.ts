import { type Preview, PreviewError, type PreviewResource } from "../preview.ts";
import { readStackConfig, type StackConfig } from "../stack/config.ts";
import { readProject } from "../stack/project.ts";
import { Deployment, type DeploymentOptions } from "./deployment.ts";
import { programError } from "./program-error.ts";
import { Refusal } from "./refusal.ts";
import { ALREADY_REPORTED, type Ended, peakMemoryMiB, startProgram } from "./runner.ts";
import { serveEngine } from "./server.ts";
import { inTreeOrder } from "./tree-order.ts";

export interface PreviewOptions {
  /** Folder of `Pulumi.yaml`. */
  root: string;
  stack: string;
  /**
   * Whether the program accepts settings that a deployment refuses: without a digest, which gets a placeholder, or with an expired
   * waiver. For previews only; manifests written for a cluster are never drafts. @default false
   */
  draft?: boolean;
  /** Added to the environment of the program. */
  env?: Record<string, string>;
  /** Environment of the program otherwise. @default that of this process */
  inherited?: NodeJS.ProcessEnv;
  /** Called as the program registers each resource, in no particular order. */
  onResource?: (resource: PreviewResource) => void;
}

/** Tells the program that there are no credentials, so that it configures its providers with dummies and calls no data source. */
const WITHOUT_CREDENTIALS = { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1" };

/** Tells the program that it is previewed as a draft. */
const DRAFT = { MODELKEEP_PREVIEW_DRAFT: "1" };

/**
 * Previews a stack as if it did not exist yet, without Pulumi CLI, plugins, login or credentials: the unmodified
 * program runs in a separate process, and this process acts as its engine.
 *
 * What a provider would add (its own defaults, generated names, validation against its schema) is missing.
 *
 * @throws PreviewError with the program's own message when it fails, or stating what is wrong with the stack
 */
export function previewInProcess({ onResource, ...options }: PreviewOptions): Promise<Preview> {
  return runInProcess(options, { onResource });
}

/**
 * Runs a program against this engine, which resolves outputs according to `deploymentOptions`.
 *
 * @throws PreviewError as {@link previewInProcess} does
 */
export async function runInProcess(
  { root, stack, draft = false, env = {}, inherited = process.env }: Omit<PreviewOptions, "onResource">,
  deploymentOptions: DeploymentOptions,
): Promise<Preview> {
  const started = performance.now();
  const project = await readProject(root);
  const config = await readStackConfig(project, stack);
  const deployment = new Deployment(project.name, stack, config, deploymentOptions);
  warnOfSecrets(deployment, config);

  const abort = new AbortController();
  let engineFailure: Error | undefined;
  let pid = 0;
  let memory: number | undefined;
  const server = await serveEngine(deployment, {
    onFatal: (error) => {
      engineFailure ??= error;
      abort.abort();
    },
    onProgramEnd: async () => {
      memory = await peakMemoryMiB(pid);
    },
  });
  try {
    const printed: string[] = [];
    const program = startProgram({
      project,
      stack,
      config,
      address: server.address,
      env: { ...WITHOUT_CREDENTIALS, ...(draft ? DRAFT : {}), ...env },
      inherited,
      onLine: (line) => printed.push(line),
      signal: abort.signal,
    });
    pid = program.pid;
    const ended = await program.ended;
    const messages = failures(deployment, engineFailure, ended, printed);
    if (messages.length > 0) throw new PreviewError(messages);
    if (printed.length > 0) deployment.diagnostics.push({ severity: "info", message: printed.join("\n") });
  } finally {
    server.close();
  }
  return {
    project: project.name,
    stack,
    resources: inTreeOrder([...deployment.registered.values()].map(({ resource }) => resource)),
    outputs: deployment.outputs,
    durationSeconds: (performance.now() - started) / 1000,
    ...(memory !== undefined && { peakMemoryMiB: memory }),
    diagnostics: deployment.diagnostics,
  };
}

/** The cause of a failure: a refusal of the engine takes precedence over the errors that it caused in the program. */
function failures(deployment: Deployment, engineFailure: Error | undefined, ended: Ended, printed: string[]): string[] {
  if (engineFailure instanceof Refusal) return [engineFailure.message];
  if (engineFailure) throw engineFailure;
  const errors = deployment.diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message);
  if (ended.code === 0 && errors.length === 0) return [];
  const own = errors.filter((message) => !deployment.refusals.some((refusal) => message.includes(refusal))).map(programError);
  const messages = [...new Set([...deployment.refusals, ...own])];
  if (ended.code === ALREADY_REPORTED || messages.length > 0) return messages;
  const how = ended.signal ? `was killed by ${ended.signal}` : `ended with exit code ${ended.code}`;
  return [[`the program ${how}`, ...printed.slice(-20)].join("\n")];
}

function warnOfSecrets(deployment: Deployment, { secretKeys }: StackConfig): void {
  for (const key of secretKeys) {
    deployment.diagnostics.push({ severity: "warning", message: `config ${key} is encrypted: the program got a placeholder for it` });
  }
}
