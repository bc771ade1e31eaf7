import type { Container } from "../kubernetes/parts.ts";
import type { Helper, KnownProcess } from "./rule.ts";

function processOf({ name, command = [] }: Container): KnownProcess {
  // Without a command the image's publisher decides what runs.
  if (command.length === 0) throw new Error(`container ${name} has no command to enforce`);
  return { container: name, command };
}

/**
 * A container with the same arguments in every keep of this name: the front door, the probe.
 * @throws Error for a container without a command
 */
export const exactly = (container: Container): Helper => ({ ...processOf(container), args: container.args ?? [] });

/**
 * A container whose arguments change with the model, as the loader's do: its flags are enforced but not their values, so that a change of
 * the model changes no policy, which would take a second to take effect and deny the new pods until then.
 * @throws Error for a container without a command
 */
export const byFlags = (container: Container): Helper => ({
  ...processOf(container),
  flags: (container.args ?? []).filter((word) => word.startsWith("-")).map((word) => word.split("=")[0]!),
});
