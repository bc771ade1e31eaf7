import { execFile } from "node:child_process";
import { resolve } from "node:path";

interface Report {
  successes: number;
  failures?: readonly { msg: string }[];
}

const policies = resolve(import.meta.dirname, "../../docs/conftest");

/**
 * What the rules of docs/conftest say of a plan, or of a folder of manifests.
 * @throws Error with what conftest printed where it judges nothing or cannot read it
 */
export async function conftest(
  program: string,
  namespace: "plan" | "manifests",
  path: string,
): Promise<{ passed: number; denied: string[] }> {
  const args = ["test", "--policy", policies, "--namespace", namespace, "--output", "json", "--no-color", path];
  const { out, errors } = await new Promise<{ out: string; errors: string }>((done) =>
    // It ends with 1 where a rule denies something.
    execFile(program, args, { maxBuffer: 2 ** 26 }, (_, out, errors) => done({ out, errors })),
  );
  const reports = out.startsWith("[") ? (JSON.parse(out) as Report[]) : [];
  if (reports.length === 0) throw new Error(`conftest judged nothing: ${errors || out}`);
  return {
    passed: reports.reduce((sum, { successes }) => sum + successes, 0),
    denied: reports.flatMap(({ failures = [] }) => failures.map(({ msg }) => msg)),
  };
}
