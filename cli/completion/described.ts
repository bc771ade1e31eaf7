import type { Command, Option } from "commander";
import { calledCommands } from "../called-commands.ts";

/** What stands after an option or an argument. */
export type Completed =
  | { kind: "nothing" | "files" | "stacks" }
  /** One of some words. */
  | { kind: "words"; words: readonly string[] };

/** An option as a shell completes it. */
export interface DescribedOption {
  /** `-s`, `--stack`: what is written. */
  names: readonly string[];
  says: string;
  /** Absent where it takes no value. */
  value?: Completed;
}

/** A verb as a shell completes it. */
export interface DescribedCommand {
  /** Words after `modelkeep`; none for the command itself. */
  path: readonly string[];
  says: string;
  verbs: readonly { name: string; says: string }[];
  options: readonly DescribedOption[];
  /** What stands in place of a verb. */
  argument: Completed;
}

/** Every verb of a program, the program itself first. */
export function described(program: Command): DescribedCommand[] {
  return calledCommands(program).map(({ command, path }) => ({
    path: path.slice(1),
    says: command.description(),
    verbs: command.commands.map((one) => ({ name: one.name(), says: firstWords(one.description()) })),
    options: command.createHelp().visibleOptions(command).map(option),
    argument: argumentOf(command),
  }));
}

function option({ short, long, description, required, optional, argChoices, flags }: Option & { argChoices?: string[] }): DescribedOption {
  const names = [short, long].filter((name) => name !== undefined);
  const says = firstWords(description);
  if (!required && !optional) return { names, says };
  return { names, says, value: argChoices ? { kind: "words", words: argChoices } : { kind: kindOf(flags) } };
}

/** By what the flags call the value: `<file>` and `<dir>` are paths, `--stack <name>` is a stack. */
function kindOf(flags: string): "nothing" | "files" | "stacks" {
  if (/<(file|dir)\b/.test(flags)) return "files";
  return flags.includes("--stack ") ? "stacks" : "nothing";
}

function argumentOf(command: Command): Completed {
  const [first] = command.registeredArguments as readonly { argChoices?: string[]; name(): string }[];
  if (first === undefined) return { kind: "nothing" };
  return first.argChoices
    ? { kind: "words", words: first.argChoices }
    : { kind: /file|dir|base|head|before|after|command/.test(first.name()) ? "files" : "nothing" };
}

/** A description up to its first colon, semicolon or bracket: what fits beside a name. */
const firstWords = (text: string) => text.split(/[:;(]/)[0]!.trim();
