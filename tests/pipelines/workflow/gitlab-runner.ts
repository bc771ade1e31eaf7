import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** How a job ended, and all that it printed. */
export interface GitlabRun {
  code: number | null;
  said: string;
}

/**
 * Runs a job as GitLab's runner does: what is before its script and the script in one shell that ends at the first failure, with variables of
 * the job expanded by those of the pipeline, and with its token where it asks for one.
 * @param folder where the repository is checked out
 * @param given variables of the project, the pipeline and the machine; nothing of the test's own environment goes to a job but its search path
 */
export function runGitlabJob(job: Record<string, unknown>, folder: string, given: Record<string, string>): Promise<GitlabRun> {
  const own = Object.entries((job["variables"] ?? {}) as Record<string, string>);
  const tokens = Object.keys(job["id_tokens"] ?? {}).map((name) => [name, "a token of this job"] as const);
  const env: Record<string, string> = {
    PATH: `${resolve(process.execPath, "..")}:${process.env["PATH"]}`,
    HOME: dirname(folder),
    CI: "true",
    ...given,
    ...Object.fromEntries(tokens),
    ...Object.fromEntries(own.map(([name, value]) => [name, expanded(value, given)])),
  };
  const script = join(dirname(folder), "job.sh");
  writeFileSync(script, [job["before_script"] ?? [], job["script"]].flat().join("\n"));
  return new Promise((done, fail) => {
    const child = spawn("bash", ["--noprofile", "--norc", "-eo", "pipefail", script], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
    child.on("error", fail);
    child.on("close", (code) => done({ code, said }));
  });
}

/** A variable that refers to others; one that is not there is nothing. */
const expanded = (value: string, variables: Record<string, string>) => value.replaceAll(/\$(\w+)/g, (_, name) => variables[name] ?? "");
