import { delimiter, dirname } from "node:path";

/** Where an engine was found; the order of {@link SOURCES} is the order in which they are looked for. */
export type EngineSource = (typeof SOURCES)[number];

const SOURCES = ["MODELKEEP_ENGINE", "built", "PATH", "npm"] as const;

/** A Pulumi CLI together with the folder of its plugins. */
export interface Engine {
  source: EngineSource;
  /** Absolute path of the `pulumi` executable. */
  cli: string;
  /** Its `PULUMI_HOME`, absolute; plugins are under `plugins/`. */
  home: string;
  /** True where the folder holds every plugin it needs, so that the CLI must not download any. */
  complete: boolean;
}

/**
 * The environment in which to run an engine: `env` with the engine's own programs first on PATH, its plugins, and
 * without the check for a newer CLI.
 *
 * Sources of the names: https://www.pulumi.com/docs/iac/cli/environment-variables/
 */
export function engineEnvironment(engine: Engine, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const PATH = [dirname(engine.cli), ...(env["PATH"] ? [env["PATH"]] : [])].join(delimiter);
  return {
    ...env,
    PATH,
    PULUMI_HOME: engine.home,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    ...(engine.complete && { PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true" }),
  };
}
