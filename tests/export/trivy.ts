import { execFile } from "node:child_process";
import type { Finding } from "../charts/judges/finding.ts";

interface Report {
  Results?: readonly {
    Target: string;
    MisconfSummary?: { Successes: number };
    Misconfigurations?: readonly { ID: string; Status: string; Title: string; CauseMetadata: { Resource?: string } }[];
  }[];
}

export interface Verdict {
  /** Checks that were made and found right: of everything, or of all files together. */
  passed: number;
  findings: Finding[];
}

/** What a manifest is called: its file is named for it. */
const objectOf = (target: string): string => target.replace(/^.*\//, "").replace(/\.yaml$/, "");

/** trivy says so where it uses the checks that are built into it, which is what is wanted here. */
const expected = "Falling back to embedded checks";

/**
 * What trivy's own checks, those built into it, say of a plan, or of a folder of manifests, each in a file that has its kind and name.
 * It asks nobody, and uses no checks that somebody else has put on this machine.
 * @param cache an empty folder
 * @throws Error with what it printed where it fails, or could not read all of it, which its report does not say
 */
export async function trivy(program: string, path: string, cache: string): Promise<Verdict> {
  const args = ["config", "--skip-check-update", "--skip-version-check", "--cache-dir", cache, "--format", "json", path];
  const { out, errors } = await new Promise<{ out: string; errors: string }>((done, failed) => {
    execFile(program, args, { maxBuffer: 2 ** 26 }, (error, out, errors) =>
      error ? failed(new Error(`trivy failed: ${errors || error.message}`)) : done({ out, errors }),
    );
  });
  const said = errors.split("\n").filter((line) => /\b(ERROR|WARN|FATAL)\b/.test(line));
  if (!said.some((line) => line.includes(expected))) throw new Error(`trivy did not use the checks that are built into it: ${errors}`);
  const wrong = said.filter((line) => !line.includes(expected));
  if (wrong.length > 0) throw new Error(`trivy could not read all of it: ${wrong.join("\n")}`);
  const { Results = [] } = JSON.parse(out) as Report;
  const findings = Results.flatMap(({ Target, Misconfigurations = [] }) =>
    Misconfigurations.filter(({ Status }) => Status === "FAIL").map(({ ID, Title, CauseMetadata: { Resource } }) => ({
      check: ID,
      object: Resource ?? objectOf(Target),
      says: Title,
    })),
  );
  return { passed: Results.reduce((sum, { MisconfSummary }) => sum + (MisconfSummary?.Successes ?? 0), 0), findings };
}
