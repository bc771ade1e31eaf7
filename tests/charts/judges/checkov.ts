import { execFile } from "node:child_process";
import { access } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Exception, Finding } from "./finding.ts";

/** What is failed on purpose. What is not here fails, and so does a line that no object needs any longer. */
export const exceptions: readonly Exception[] = [
  {
    check: "CKV_K8S_40",
    object: /^(Deployment (model-server|chat|code)|Pod model-server-\d+(-\d+)?)$/,
    reason: "user 2000 is the one non-root user that vLLM's image has a home for; user namespaces are the cluster's to give",
  },
  ...["CKV_K8S_8", "CKV_K8S_9"].map((check) => ({
    check,
    object: /^Pod model-server-\d+-\d+$/,
    reason: "another node of a replica opens no API that could be asked: the first one answers for the group, and one that ends ends it",
  })),
];

/** One framework's report, as checkov prints it. */
export interface Report {
  summary: { passed: number; parsing_errors: number };
  results: { failed_checks: readonly { check_id: string; check_name: string; resource: string }[] };
}

export interface Verdict {
  /** Checks that were made and found right: none would mean that nothing was judged. */
  passed: number;
  findings: Finding[];
}

/** `Kind.namespace.name` of checkov; a name has no dot where the object has a namespace. */
const objectOf = (resource: string): string => {
  const [kind, ...rest] = resource.split(".");
  return `${kind} ${rest.slice(1).join(".")}`;
};

/**
 * Judges a file by checkov's rules for Kubernetes.
 * @throws Error as {@link checkovReport} does
 */
export async function checkov(file: string): Promise<Verdict> {
  const { summary, results } = await checkovReport("kubernetes", file);
  return {
    passed: summary.passed,
    findings: results.failed_checks.map(({ check_id, check_name, resource }) => ({
      check: check_id,
      object: objectOf(resource),
      says: check_name,
    })),
  };
}

/**
 * What checkov says of a file. It asks nobody: neither for guidelines (`--skip-download`) nor for a newer version.
 * @throws Error saying how to get checkov, or what it printed where it judged nothing or could not read the file
 */
export async function checkovReport(framework: "kubernetes" | "terraform_plan", file: string): Promise<Report> {
  const folder = resolve(process.env["MODELKEEP_CHECKOV"] ?? ".engine/checkov");
  const program = join(folder, "bin", "checkov");
  await access(program).catch(() => {
    throw new Error(`there is no checkov in ${folder}; dev/judges/install puts it there, or set MODELKEEP_CHECKOV`);
  });
  const args = ["--framework", framework, "--skip-download", "--soft-fail", "--compact", "--quiet", "-o", "json", "-f", file];
  const env = { ...process.env, CKV_SKIP_PACKAGE_UPDATE_CHECK: "true" };
  const said = await new Promise<string>((done, failed) => {
    execFile(program, args, { env, maxBuffer: 2 ** 26 }, (error, out, errors) =>
      error ? failed(new Error(`checkov failed: ${errors || error.message}`)) : done(out),
    );
  });
  const { summary, results } = JSON.parse(said) as Partial<Report>;
  if (!summary || !results || summary.parsing_errors > 0) throw new Error(`checkov judged nothing: ${said}`);
  return { summary, results };
}
