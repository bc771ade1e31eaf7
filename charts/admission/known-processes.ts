import type { Container } from "../kubernetes/parts.ts";
import type { Helper, KnownProcess } from "./rule.ts";

function processOf({ name, command = [] }: Container): KnownProcess {
  // Without a command the image's publisher decides what is started.
  if (command.length === 0) throw new Error(`container ${name} has no command to hold it to`);
  return { container: name, command };
}

/**
 * A container whose arguments are the same in every keep of this name: the front door, the probe.
 * @throws Error for a container without a command
 */
export const exactly = (container: Container): Helper => ({ ...processOf(container), args: container.args ?? [] });

/**
 * A container whose arguments change with the model, as the loader's do: its flags are held, their values are not, so that a swap of the
 * model changes no policy, which would take a second to hold and refuse the new pods until then.
 * @throws Error for a container without a command
 */
export const byFlags = (container: Container): Helper => ({
  ...processOf(container),
  flags: (container.args ?? []).filter((word) => word.startsWith("-")).map((word) => word.split("=")[0]!),
});
