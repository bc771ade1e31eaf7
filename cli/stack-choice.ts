import { Option } from "commander";
import { UsageError } from "../engine/preview.ts";
import { defaultStack, listStacks, stackFile, stackNamed } from "../engine/stack/stacks.ts";

/** The option that names one stack, by its name or by its settings file. */
export const stackOption = (what: string): Option =>
  new Option("-s, --stack <name>", `${what} (default: demo, or the only one)`).argParser((asked) => stackNamed(asked));

/** The option that names stacks, one each time. */
export const stacksOption = (what: string): Option =>
  new Option("-s, --stack <name>", what).argParser((asked, before: readonly string[] = []) => [...before, stackNamed(asked)]);

/** A stack, and the others where it was chosen by default. */
export interface ChosenStack {
  stack: string;
  others: string[];
}

/**
 * The requested stack, which must exist, or else `demo` or the only one.
 * @param root folder of `Pulumi.yaml`
 * @throws UsageError where there is no such stack, or several and none is named
 */
export async function chooseStack(root: string, asked: string | undefined): Promise<ChosenStack> {
  if (asked !== undefined) {
    await stackFile(root, asked);
    return { stack: asked, others: [] };
  }
  const stacks = await listStacks(root);
  const stack = defaultStack(stacks);
  if (stack === undefined)
    throw new UsageError([
      stacks.length > 0 ? `name a stack with --stack: ${stacks.join(", ")}` : `no stack in ${root}: there is no Pulumi.<stack>.yaml`,
    ]);
  return { stack, others: stacks.filter((name) => name !== stack) };
}
