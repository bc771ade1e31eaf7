import type { Command, Option } from "commander";
import { calledCommands } from "../called-commands.ts";

/** The value that follows an option or takes the place of an argument. */
export type Completed =
  | { kind: "nothing" | "files" | "stacks" }
  /** One of some words. */
  | { kind: "words"; words: readonly string[] };

/** An option as a shell completes it. */
export interface DescribedOption {
  /** As typed: `-s`, `--stack`. */
  names: readonly string[];
  summary: string;
  /** Absent where it takes no value. */
  value?: Completed;
}

/** A verb as a shell completes it. */
export interface DescribedCommand {
  /** Words after `modelkeep`; none for the command itself. */
  path: readonly string[];
  summary: string;
  verbs: readonly { name: string; summary: string }[];
  options: readonly DescribedOption[];
  /** The positional argument, where the verb takes one. */
  argument: Completed;
}

/** Every verb of a program, the program itself first. */
export function described(program: Command): DescribedCommand[] {
  return calledCommands(program).map(({ command, path }) => ({
    path: path.slice(1),
    summary: command.description(),
    verbs: command.commands.map((one) => ({ name: one.name(), summary: firstWords(one.description()) })),
    options: command.createHelp().visibleOptions(command).map(option),
    argument: argumentOf(command),
  }));
}

function option({ short, long, description, required, optional, argChoices, flags }: Option & { argChoices?: string[] }): DescribedOption {
  const names = [short, long].filter((name) => name !== undefined);
  const summary = firstWords(description);
  if (!required && !optional) return { names, summary };
  return { names, summary, value: argChoices ? { kind: "words", words: argChoices } : { kind: kindOf(flags) } };
}

/** By the placeholder in the flags: `<file>` and `<dir>` are paths, `--stack <name>` is a stack. */
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

/** A description up to its first colon, semicolon or bracket: what fits next to a name. */
const firstWords = (text: string) => text.split(/[:;(]/)[0]!.trim();
