import { readFile, writeFile } from "node:fs/promises";
import { Command } from "commander";
import { type Diagnosis, diagnose, OwnClusterError } from "../../doctor/doctor.ts";
import { needsOf } from "../../doctor/needs.ts";
import { KubectlError, kubectlOf } from "../../doctor/record/kubectl.ts";
import { takeSnapshot } from "../../doctor/record/take-snapshot.ts";
import { parseSnapshot, type Snapshot, SnapshotError } from "../../doctor/snapshot.ts";
import { PreviewError, UsageError } from "../../engine/preview.ts";
import { readStackConfig } from "../../engine/stack/config.ts";
import { readProject } from "../../engine/stack/project.ts";
import { isOnAws } from "../../infra/settings/checked-keep.ts";
import { parseKeep } from "../../infra/settings/parse.ts";
import { SettingsError } from "../../infra/settings/settings-error.ts";
import { paintFor } from "../../terminal/paint.ts";
import { reportWidth } from "../../terminal/width.ts";
import { FAILED, guarded } from "../guarded.ts";
import { openProject } from "../project.ts";
import { chooseStack, stackOption } from "../stack-choice.ts";
import { doctorReport } from "../view/doctor-report.ts";

interface Options {
  stack?: string;
  context?: string;
  kubeconfig?: string;
  snapshot?: string;
  record?: string;
  json?: boolean;
  cwd: string;
}

/** `modelkeep doctor`: what of a keep will fail on a cluster that exists, and what fixes it. */
export function doctorVerb(): Command {
  return new Command("doctor")
    .description("look at the cluster of the current context: what of a keep will fail there, and which setting fixes it")
    .addOption(stackOption("stack whose settings are judged"))
    .option("--context <name>", "kubeconfig context (default: target.context of the settings, or the current one)")
    .option("--kubeconfig <file>", "kubeconfig file (default: that of kubectl)")
    .option("--snapshot <file>", "judge a recorded snapshot instead of a cluster")
    .option("--record <file>", "also write what was read to a file: only fields that are judged, and no secrets")
    .option("--json", "print it as JSON")
    .option("-C, --cwd <dir>", "folder of the Pulumi project", process.cwd())
    .action(async (options: Options) => {
      process.exitCode = await runDoctor(options);
    });
}

/**
 * Judges and prints.
 * @returns exit status: 0 where nothing is known to fail, 1 where something will, 2 where there is no such stack, file or cluster
 */
export async function runDoctor(options: Options): Promise<number> {
  return guarded(async () => {
    if (options.snapshot !== undefined && (options.record ?? options.context ?? options.kubeconfig) !== undefined)
      throw new UsageError(["--snapshot is a cluster already; accepted: without --record, --context and --kubeconfig"]);
    const root = await openProject(options.cwd);
    const { stack } = await chooseStack(root, options.stack);
    const text = (await readStackConfig(await readProject(root), stack)).values["modelkeep:keep"];
    if (text === undefined) throw new PreviewError([`stack ${stack} has no modelkeep:keep`]);
    const settings = { raw: JSON.parse(text) as unknown, stack, now: new Date() };
    try {
      const snapshot = await snapshotOf(options, settings);
      const found = diagnose(snapshot, settings);
      const fails = found.some(({ state }) => state === "fails");
      process.stdout.write(
        options.json
          ? asJson(stack, found)
          : doctorReport(stack, found, Math.min(80, reportWidth(process.stdout)), paintFor(process.stdout)),
      );
      return fails ? FAILED : 0;
    } catch (error) {
      if (error instanceof SettingsError) throw new PreviewError([error.message]);
      throw error instanceof OwnClusterError ? new UsageError([`stack ${stack}: ${error.message}`]) : error;
    }
  });
}

const asJson = (stack: string, findings: readonly Diagnosis[]) =>
  `${JSON.stringify({ stack, fails: findings.some(({ state }) => state === "fails"), findings: findings.map(plainly) }, undefined, 2)}\n`;

/** A setting that is to be left out has the value null. */
const plainly = ({ fix, ...finding }: Diagnosis) => ({ ...finding, ...(fix ? { fix: { path: fix.path, value: fix.value ?? null } } : {}) });

/** The snapshot of a file, or of the cluster, which is also written where asked. */
async function snapshotOf(options: Options, settings: { raw: unknown; stack: string; now: Date }): Promise<Snapshot> {
  const keep = parseKeep(settings.raw, { ...settings, draft: true });
  if (isOnAws(keep)) throw new OwnClusterError("target.kind is eks: the keep makes its own cluster; accepted: a stack of target existing");
  if (options.snapshot !== undefined) return readSnapshot(options.snapshot);
  const context = options.context ?? keep.target.context;
  try {
    const ask = kubectlOf({ context, kubeconfig: options.kubeconfig });
    const snapshot = await takeSnapshot(ask, needsOf(keep).namespaces, "recorded by modelkeep doctor");
    if (options.record !== undefined) await recorded(options.record, snapshot);
    return snapshot;
  } catch (error) {
    if (!(error instanceof KubectlError)) throw error;
    throw new UsageError([
      `the cluster of ${context === undefined ? "the current context" : `context ${context}`} cannot be read: ${error.message}`,
    ]);
  }
}

async function readSnapshot(file: string): Promise<Snapshot> {
  const text = await readFile(file, "utf8").catch((error: Error) => {
    throw new UsageError([`--snapshot ${file} cannot be read: ${error.message}`]);
  });
  try {
    return parseSnapshot(text);
  } catch (error) {
    throw error instanceof SnapshotError ? new UsageError([`--snapshot ${file}: ${error.message}`]) : error;
  }
}

async function recorded(file: string, snapshot: Snapshot): Promise<void> {
  await writeFile(file, `${JSON.stringify(snapshot, undefined, 2)}\n`).catch((error: Error) => {
    throw new UsageError([`--record ${file} cannot be written: ${error.message}`]);
  });
}
