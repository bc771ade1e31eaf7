import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Command } from "commander";
import { isPackage } from "../engine/packaged.ts";
import { calledCommands } from "./called-commands.ts";
import { ciVerb } from "./verbs/ci.ts";
import { completionVerb } from "./verbs/completion.ts";
import { connectionVerb } from "./verbs/connection.ts";
import { diffVerb } from "./verbs/diff.ts";
import { doctorVerb } from "./verbs/doctor.ts";
import { engineVerb } from "./verbs/engine.ts";
import { evidenceVerb } from "./verbs/evidence.ts";
import { exportVerb } from "./verbs/export.ts";
import { imagesVerb } from "./verbs/images.ts";
import { initVerb } from "./verbs/init.ts";
import { planVerb } from "./verbs/plan.ts";
import { policiesVerb } from "./verbs/policies.ts";
import { previewVerb } from "./verbs/preview.ts";
import { renderVerb } from "./verbs/render.ts";
import { schemaVerb } from "./verbs/schema.ts";
import { startVerb } from "./verbs/start.ts";
import { tunnelVerb } from "./verbs/tunnel.ts";
import { upgradeVerb } from "./verbs/upgrade.ts";

/** The `modelkeep` command: thin on purpose, each verb calls one folder of the repository. */
export function modelkeep(): Command {
  const program = new Command("modelkeep")
    .description("A private home for an open-weight model, run like a core database")
    .version(releasedVersion(), "-V, --version", "print the version of the kit")
    // Options belong to the verb that they follow: `plan` and `plan check` share some option names.
    .enablePositionalOptions();
  // `start` previews the demo keep of a clone; a project that uses the package has its own stacks.
  if (!isPackage) program.addCommand(startVerb());
  program
    .addCommand(initVerb())
    .addCommand(upgradeVerb())
    .addCommand(previewVerb())
    .addCommand(diffVerb())
    .addCommand(policiesVerb())
    .addCommand(planVerb())
    .addCommand(schemaVerb())
    .addCommand(imagesVerb())
    .addCommand(doctorVerb())
    .addCommand(renderVerb())
    .addCommand(exportVerb())
    .addCommand(connectionVerb())
    .addCommand(evidenceVerb())
    .addCommand(tunnelVerb())
    .addCommand(ciVerb())
    .addCommand(engineVerb())
    .addHelpText("after", exitStatuses);
  program.addCommand(completionVerb(() => program));
  for (const { command, path } of calledCommands(program))
    command.exitOverride().showHelpAfterError(`(run ${path.join(" ")} --help for usage)`);
  return program;
}

const exitStatuses = `
Exit status:
  0  success
  1  the command failed, or something blocks a deployment
  2  usage error: no such verb, option, stack or file
  3  diff: a stack of the head cannot be previewed; evidence: shape only`;

function releasedVersion(): string {
  return (JSON.parse(readFileSync(join(import.meta.dirname, "..", "package.json"), "utf8")) as { version: string }).version;
}
