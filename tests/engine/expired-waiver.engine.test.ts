import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { findEngine } from "../../engine/pulumi/find.ts";
import { openWorkspace, said } from "../../engine/pulumi/workspace.ts";
import { expiredWaiverFolder } from "../support/expired-waiver.ts";

test("a waiver that has expired stops preview and up, and not destroy, which asks the program nothing", async () => {
  const root = expiredWaiverFolder();
  const workspace = await openWorkspace({ engine: await findEngine({ root: ".", env: process.env }), root, stack: "waived" });
  try {
    for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
      const refused = await workspace.run(command);
      expect(refused.code).not.toBe(0);
      expect(said(refused)).toContain("has passed; accepted: ");
    }
    // What the refused runs have left in the state is the stack itself.
    const destroyed = await workspace.run(["destroy", "--yes", "--skip-preview"]);
    expect(destroyed.code, said(destroyed)).toBe(0);
    expect(said(destroyed)).not.toContain("has passed");
    expect(said(destroyed)).toContain("- 1 deleted");
  } finally {
    await workspace.close();
    rmSync(root, { recursive: true });
  }
});
