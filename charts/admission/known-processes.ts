import type { Helper, KnownProcess } from "./rule.ts";

/** What is read of a container. */
type Container = Readonly<Record<string, unknown>>;

const words = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function processOf({ name, command }: Container): KnownProcess {
  const known = words(command);
  // Without a command the image's publisher decides what is started.
  if (typeof name !== "string" || known.length === 0) throw new Error(`container ${String(name)} has no command to hold it to`);
  return { container: name, command: known };
}

/**
 * A container whose arguments are the same in every keep of this name: the front door, the probe.
 * @throws Error for a container without a command
 */
export const exactly = (container: Container): Helper => ({ ...processOf(container), args: words(container["args"]) });

/**
 * A container whose arguments change with the model, as the loader's do: its flags are held, their values are not, so that a swap of the
 * model changes no policy, which would take a second to hold and refuse the new pods until then.
 * @throws Error for a container without a command
 */
export const byFlags = (container: Container): Helper => ({
  ...processOf(container),
  flags: words(container["args"])
    .filter((word) => word.startsWith("-"))
    .map((word) => word.split("=")[0]!),
});
