import { resolve } from "node:path";
import { expect, test } from "vitest";
import { findEngine } from "../../engine/pulumi/find.ts";
import { openWorkspace } from "../../engine/pulumi/workspace.ts";

const root = resolve(import.meta.dirname, "../..");

/** The flags of docs/deploy.md for the first `up`, which has no way into the cluster's private endpoint yet. */
const firstStep = ["--exclude", "**kubernetes:**", "--exclude-dependents"];

interface Step {
  op: string;
  urn: string;
}

test("the first step of a deployment makes all of AWS but what waits for Kubernetes, and nothing in the cluster", async () => {
  const engine = await findEngine({ root, env: process.env });
  const env = { MODELKEEP_PREVIEW_WITHOUT_CREDENTIALS: "1" };
  const workspace = await openWorkspace({ engine, root, stack: "r1-distill-32b", env });
  const steps = async (...more: string[]) => {
    const { code, stdout, stderr } = await workspace.run(["preview", "--json", ...more]);
    expect(code, stderr).toBe(0);
    return (JSON.parse(stdout) as { steps: Step[] }).steps.filter(({ op }) => op === "create").map(({ urn }) => urn);
  };
  try {
    const whole = await steps();
    const first = new Set(await steps(...firstStep));
    const left = whole.filter((urn) => !first.has(urn));
    const onAws = left.filter((urn) => !urn.includes("kubernetes:")).map((urn) => urn.split("::").pop());
    expect(onAws.sort()).toEqual(["add-ons-on-nodes-aws-guardduty-agent", "add-ons-on-nodes-coredns"]);
    expect(left.length).toBeGreaterThan(80);
    // The provider itself is made, which is an entry of the state and nothing in a cluster.
    expect([...first].filter((urn) => urn.includes("kubernetes:"))).toEqual([expect.stringContaining("::pulumi:providers:kubernetes::")]);
  } finally {
    await workspace.close();
  }
});
