import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const nodeScript = resolve(import.meta.dirname, "../kubernetes-node/node");

/** What a run of the tests of the node prints where the keep did not come up: admission, the kubelet or the CLI refused the fault. */
export const upFailed = "pulumi up ended with";

/**
 * Has all runs of the tests of the node share one node, whose keep each brings up to its own program: that of `MODELKEEP_TEST_NODE`, which
 * stays, or one of their own.
 * @returns what ends it
 */
export function keptNode(): { end: () => void } {
  const own = process.env["MODELKEEP_TEST_NODE"] === undefined;
  const folder = process.env["MODELKEEP_TEST_NODE"] ?? mkdtempSync(join(tmpdir(), "modelkeep-faults-node-"));
  Object.assign(process.env, { MODELKEEP_TEST_NODE: folder, MODELKEEP_TEST_UP_SECONDS: "420", MODELKEEP_TEST_WAIT_MINUTES: "3" });
  return {
    end: () => {
      if (!own) return;
      if (existsSync(join(folder, "node"))) execFileSync(nodeScript, ["down", join(folder, "node")], { stdio: "inherit" });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
