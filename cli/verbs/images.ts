import { Command, Option } from "commander";
import { images as catalog } from "../../catalog/images.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { stackFile } from "../../engine/stack/stacks.ts";
import { guarded } from "../guarded.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";
import {
  copyCommand,
  digestCommand,
  loginCommand,
  type MirroredImage,
  type Tool,
  taggedDestination,
  tools,
} from "../view/mirror-commands.ts";

interface Options {
  stack?: string;
  json?: boolean;
  tool?: Tool;
  cwd: string;
}

/** `modelkeep images`: what to copy into the keep's own registry, by which commands, and how to find a digest that is missing. */
export function imagesVerb(): Command {
  return new Command("images")
    .description("list the images to copy into the keep's registry, with the commands that copy them")
    .addOption(stackOption("stack whose images are listed"))
    .option("--json", "print the list as JSON")
    .addOption(new Option("--tool <name>", "program that copies").choices(tools).default("crane"))
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runImages(options);
    });
}

/**
 * Prints the images of a stack.
 *
 * @returns exit status: 0, or 1 where a digest is missing or the settings have another problem, or 2 where there is no such stack
 */
export async function runImages({ stack: asked, json = false, tool = "crane", cwd }: Options): Promise<number> {
  return guarded(async () => {
    const root = await openProject(cwd);
    const { stack } = await chooseStack(root, asked);
    try {
      const images = await mirroredImages(root, stack);
      process.stdout.write(
        json
          ? asJson({ stack, missing: [], images: images.map((image) => ({ ...image, copy: copyCommand(image, tool) })) })
          : listing(stack, images, tool),
      );
      return 0;
    } catch (error) {
      const missing = error instanceof PreviewError ? missingDigests(error.messages) : [];
      if (missing.length === 0) throw error;
      process.stdout.write(
        json ? asJson({ stack, missing, images: [] }) : instructions(stack, await stackFile(root, stack), missing, tool),
      );
      return 1;
    }
  });
}

/** The stack output `images`, from a preview without credentials. @throws PreviewError where the program has none */
async function mirroredImages(root: string, stack: string): Promise<MirroredImage[]> {
  const { outputs } = await previewInProcess({ root, stack });
  if (!Array.isArray(outputs["images"]))
    throw new PreviewError([`stack ${stack} has no output "images": its target has no registry of its own`]);
  return outputs["images"] as MirroredImage[];
}

/**
 * Names of the images without a digest, if that is all that is wrong with the settings; nothing where there are other problems,
 * which then have to be told first.
 * @param messages the program's own words: a heading, then a line for each problem
 */
export function missingDigests(messages: readonly string[]): string[] {
  const problems = messages.flatMap((message) => message.split("\n")).filter((line) => line.startsWith("  "));
  const names = problems.map((line) => /^ {2}images\.([\w-]+): is missing/.exec(line)?.[1]);
  return names.every((name) => name !== undefined) ? names : [];
}

function listing(stack: string, images: MirroredImage[], tool: Tool): string {
  const [first] = images;
  if (!first) return `Stack ${stack} runs no images.\n`;
  const unknown = images.filter(({ name }) => tagOf(name) !== undefined);
  const lines = [`Images of stack ${stack}, by digest:`, ""];
  for (const image of images)
    lines.push(`  ${image.name}: ${image.reason}`, `    from ${image.source}`, `    to   ${taggedDestination(image)}`);
  if (unknown.length > 0) {
    lines.push("", "The catalog knows no digest of these; make sure that the settings name the one you mean:", "");
    for (const { name, source } of unknown)
      lines.push(`  ${digestCommand(tagOf(name)!, tool)}`, `    settings: ${source.slice(source.indexOf("@") + 1)}`);
  }
  lines.push("", "Copy them once `pulumi up` has made the repositories, from a machine that reaches both registries:", "");
  lines.push(`  ${loginCommand(first, tool)}`, ...images.map((image) => `  ${copyCommand(image, tool)}`));
  return `${lines.join("\n")}\n`;
}

function instructions(stack: string, file: string, missing: string[], tool: Tool): string {
  const known = missing.flatMap((name) => catalog.filter((image) => image.name === name));
  return [
    `The catalog knows no digest of ${missing.join(", ")}, and stack ${stack} names none. Read it from the registry:`,
    "",
    ...known.map(({ repository, tag }) => `  ${digestCommand(`${repository}:${tag}`, tool)}`),
    "",
    `and write it into ${file}, under modelkeep:keep:`,
    "",
    "  images:",
    ...known.map(({ name, repository }) => `    ${name}: ${repository}@sha256:<digest>`),
    "",
  ].join("\n");
}

/** `repository:tag` of an image whose digest the catalog does not know. */
function tagOf(name: string): string | undefined {
  const image = catalog.find((entry) => entry.name === name);
  return image && image.digest === null ? `${image.repository}:${image.tag}` : undefined;
}

const asJson = (value: unknown) => `${JSON.stringify(value, undefined, 2)}\n`;
