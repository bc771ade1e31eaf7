import { keepOf } from "../../diff/settings/keep-of.ts";
import { previewInProcess } from "../../engine/in-process/preview.ts";
import { PreviewError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { keepSettings } from "../../evidence/input/settings-keep.ts";
import { buildReport } from "../../evidence/report/build-report.ts";
import { gather } from "../../evidence/report/gather.ts";
import type { Report } from "../../evidence/report/model/report.ts";
import { judge } from "../../policies/judge/judge.ts";
import type { PackConfig } from "../../policies/judge/pack-config.ts";
import { rules } from "../../policies/rules.ts";
import { command, page } from "../called.ts";
import { examinedStack } from "../evidence/examined.ts";
import { placeholderImages } from "../view/keep-facts.ts";
import { digestCommand } from "../view/mirror-commands.ts";
import type { NextStep, Summarized } from "../view/preview-summary.ts";
import type { Progress } from "../view/progress.ts";

/** The stack to summarize, and how it is evaluated. */
export interface SummarizeOptions {
  root: string;
  stack: string;
  /** Whether policies and proofs are evaluated. */
  policies: boolean;
  /** Day against which the expiry of waivers is checked, `YYYY-MM-DD`. */
  today: string;
  /** Levels and settings of rules. */
  config: PackConfig;
  progress: Progress;
}

/**
 * Previews a stack as a draft and evaluates the policy pack; for a keep also the proofs, which need symbolic outputs.
 * @throws PreviewError where its program fails
 */
export async function summarizedPreview({ root, stack, policies, today, config, progress }: SummarizeOptions): Promise<Summarized> {
  const started = performance.now();
  const { values } = await readStackConfig(await readProject(root), stack);
  const proved = policies && values[keepSettings] !== undefined ? await provedPreview({ root, stack, today, config, progress }) : undefined;
  const plain = proved?.preview ?? (await previewInProcess({ root, stack, draft: true, onResource: progress.onResource }));
  const findings = policies ? judge(plain.resources, { rules, today, config }) : undefined;
  return {
    preview: { ...plain, durationSeconds: (performance.now() - started) / 1000 },
    config: values,
    rules,
    ...(findings && { findings }),
    ...(proved && { evidence: proved.evidence }),
    next: nextSteps(stack, values, proved?.evidence),
  };
}

type ToProve = Pick<SummarizeOptions, "root" | "stack" | "today" | "config" | "progress">;

/** The plain preview with its evidence. A program that fails on symbolic outputs is previewed plainly, without proofs. */
async function provedPreview({ root, stack, today, config, progress }: ToProve) {
  try {
    const { plain, ...source } = await examinedStack(root, stack, { onResource: progress.onResource });
    progress.end();
    return { preview: plain, evidence: buildReport(await gather({ ...source, today, config })) };
  } catch (error) {
    if (!(error instanceof PreviewError)) throw error;
    return { preview: undefined, evidence: { failed: error.messages[0]?.split("\n")[0] ?? "the program fails" } };
  }
}

function nextSteps(stack: string, config: Summarized["config"], evidence: Report | { failed: string } | undefined): NextStep[] {
  const keep = keepOf(config);
  const digests: NextStep[] = keep
    ? placeholderImages(keep).map(({ name, repository, tag }) => [`the digest of ${name}`, digestCommand(`${repository}:${tag}`, "crane")])
    : [];
  const run = (verb: string) => `${command} ${verb} --stack ${stack}`;
  const why: NextStep[] = evidence === undefined || "failed" in evidence ? [] : [["what the verdict is based on", run("evidence")]];
  return [
    ["every resource", `${run("preview")} --all`],
    ...why,
    ...digests,
    ["deploy it", page(keep?.target.kind === "existing" ? "existing-cluster.md" : "deploy.md")],
  ];
}
