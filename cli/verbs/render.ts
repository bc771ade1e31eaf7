import { resolve } from "node:path";
import { Command, Option } from "commander";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { writeInto } from "../../render/out-folder.ts";
import { type Format, formats, type Rendered, renderedFiles } from "../../render/rendered-files.ts";
import { guarded } from "../guarded.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";

interface Options {
  stack?: string;
  out: string;
  format: Format;
  force?: boolean;
  json?: boolean;
  cwd: string;
}

/** `modelkeep render`: the Kubernetes half of a keep as files, for those who review or deploy it without Pulumi. */
export function renderVerb(): Command {
  return new Command("render")
    .description("write the Kubernetes objects of a stack as files: manifests, a kustomization or a Helm chart")
    .requiredOption("-o, --out <dir>", "folder to write into: new, or empty")
    .addOption(stackOption("stack to render"))
    .addOption(new Option("--format <name>", "what to write").choices(formats).default("manifests"))
    .option("--force", "replace the files that an earlier rendering wrote into the folder; others stay")
    .option("--json", "print what was written as JSON")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runRender(options);
    });
}

/**
 * Previews a stack and writes its Kubernetes objects.
 *
 * @returns exit status: 0, or 1 where the settings have a problem, an object cannot be written, or the folder is not for us to write into, or 2
 *   where there is no such stack
 */
export async function runRender({ stack: asked, out, format, force = false, json = false, cwd }: Options): Promise<number> {
  return guarded(async () => {
    const root = await openProject(cwd);
    const { stack } = await chooseStack(root, asked);
    const rendered = renderedFiles(await previewInProcess({ root, stack }), format);
    if (rendered.objects.length === 0) throw new PreviewError([`stack ${stack} has no Kubernetes objects`]);
    await writeInto(resolve(cwd, out), rendered.files, force);
    process.stdout.write(json ? asJson(stack, format, out, rendered) : summary(stack, format, out, rendered));
    return 0;
  });
}

/** How each format is deployed. Server-side, since Kubernetes makes each namespace's default service account, which the keep changes. */
const deployment: Record<Format, (out: string) => string> = {
  manifests: (out) => `kubectl apply --server-side --recursive -f ${out}`,
  kustomize: (out) => `kubectl apply --server-side -k ${out}`,
  helm: (out) => `helm template modelkeep ${out} | kubectl apply --server-side -f -`,
};

function summary(stack: string, format: Format, out: string, { files, objects }: Rendered): string {
  return [
    `Rendered stack ${stack}: ${objects.length} objects, ${files.size} files in ${out}`,
    "To deploy them:",
    `  ${deployment[format](out)}`,
    "",
  ].join("\n");
}

function asJson(stack: string, format: Format, out: string, { files, objects }: Rendered): string {
  const named = objects.map(({ apiVersion, kind, metadata: { namespace, name } }) => ({
    apiVersion,
    kind,
    namespace: namespace ?? null,
    name,
  }));
  return `${JSON.stringify({ stack, format, out, files: [...files.keys()], objects: named }, undefined, 2)}\n`;
}
