// Run by the schedule for drift detection, with Node.js only: keeps one issue open while any stack differs from its program, and closes
// it otherwise.
import { readFileSync } from "node:fs";
import { driftIssue, driftMarker, driftTitle, readDrift } from "../programs/drift-issue.ts";
import { required } from "../programs/required.ts";
import { gitLab } from "./api.ts";

interface Issue {
  iid: number;
  description: string | null;
}

const env = process.env;
const api = gitLab(env);
const drifts = (JSON.parse(required(env, "STACKS")) as string[]).map((stack) => readDrift(stack, reportOf(stack)));
const description = driftIssue(drifts, required(env, "CI_PIPELINE_URL"));
const { id: self } = await api.get<{ id: number }>("/user");
const issues = await api.list<Issue>(`${api.project}/issues?state=opened&scope=all&author_id=${self}`);
const open = issues.filter((one) => one.description?.startsWith(driftMarker));

const [first] = open;
if (description === undefined) {
  for (const { iid } of open) await api.send("PUT", `${api.project}/issues/${iid}`, { state_event: "close" });
} else if (first) await api.send("PUT", `${api.project}/issues/${first.iid}`, { title: driftTitle, description });
else await api.send("POST", `${api.project}/issues`, { title: driftTitle, description });
for (const { stack, state } of drifts) console.log(`${stack}: ${state}`);

/** The report of the stack's job; undefined where there is none. */
function reportOf(stack: string): Uint8Array | undefined {
  try {
    return readFileSync(`drift-${stack}.txt`);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
