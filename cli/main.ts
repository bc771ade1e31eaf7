import { Command } from "commander";
import { ciVerb } from "./verbs/ci.ts";
import { connectionVerb } from "./verbs/connection.ts";
import { diffVerb } from "./verbs/diff.ts";
import { engineVerb } from "./verbs/engine.ts";
import { evidenceVerb } from "./verbs/evidence.ts";
import { exportVerb } from "./verbs/export.ts";
import { imagesVerb } from "./verbs/images.ts";
import { planVerb } from "./verbs/plan.ts";
import { policiesVerb } from "./verbs/policies.ts";
import { previewVerb } from "./verbs/preview.ts";
import { renderVerb } from "./verbs/render.ts";
import { startVerb } from "./verbs/start.ts";
import { tunnelVerb } from "./verbs/tunnel.ts";

/** The `modelkeep` command: thin on purpose, each verb calls one folder of the house. */
const program = new Command("modelkeep")
  .description("A private home for an open-weight model, run like a core database")
  // Options belong to the verb that they follow: `plan` and `plan check` have some of one name.
  .enablePositionalOptions()
  .showHelpAfterError("(run modelkeep --help for the verbs)")
  .addCommand(previewVerb())
  .addCommand(diffVerb())
  .addCommand(policiesVerb())
  .addCommand(planVerb())
  .addCommand(imagesVerb())
  .addCommand(renderVerb())
  .addCommand(exportVerb())
  .addCommand(connectionVerb())
  .addCommand(evidenceVerb())
  .addCommand(tunnelVerb())
  .addCommand(ciVerb())
  .addCommand(engineVerb())
  .addCommand(startVerb());

await program.parseAsync();
