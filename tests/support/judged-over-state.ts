import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type PolicyEvent, packArguments, policyEvents } from "../../engine/pulumi/policy-events.ts";
import type { Workspace } from "../../engine/pulumi/workspace.ts";

const folder = resolve(import.meta.dirname, "../../policies");

/**
 * What the policy pack of this repository says of a stack that exists: `pulumi preview --policy-pack` over its state, in which ids and ARNs
 * stand where the first preview knew nothing.
 */
export async function judgedOverState(workspace: Workspace): Promise<{ code: number; events: PolicyEvent[] }> {
  const log = join(workspace.folder, "events");
  const command = ["preview", ...packArguments({ folder }), "--event-log", log];
  const { code } = await workspace.run(command, { env: { PULUMI_DEBUG_COMMANDS: "true" } });
  return { code, events: policyEvents(await readFile(log, "utf8")) };
}
