import { Argument, Command } from "commander";
import { bashCompletion } from "../completion/bash.ts";
import { type DescribedCommand, described } from "../completion/described.ts";
import { fishCompletion } from "../completion/fish.ts";
import { zshCompletion } from "../completion/zsh.ts";

const shells = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const satisfies Record<
  string,
  (commands: readonly DescribedCommand[]) => string
>;

/**
 * `modelkeep completion`: a shell completion script for verbs, options and stacks.
 * @param program the whole command, of which the completion verb is a part
 */
export function completionVerb(program: () => Command): Command {
  return new Command("completion")
    .description("print a shell completion script for verbs, options and stacks: source <(modelkeep completion bash)")
    .addArgument(new Argument("<shell>", "shell to write the script for").choices(Object.keys(shells)))
    .action((shell: keyof typeof shells) => {
      process.stdout.write(shells[shell](described(program())));
    });
}
