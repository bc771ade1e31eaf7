import type { Command } from "commander";

/** A command and the words that call it. */
export interface CalledCommand {
  command: Command;
  path: readonly string[];
}

/** A command and all below it. */
export function calledCommands(command: Command, before: readonly string[] = []): CalledCommand[] {
  const path = [...before, command.name()];
  return [{ command, path }, ...command.commands.flatMap((one) => calledCommands(one, path))];
}
