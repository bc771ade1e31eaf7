import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { withSiblingFolder } from "../../cli/sibling-folder.ts";

const module = resolve("cli/sibling-folder.ts");

test.each(["SIGINT", "SIGTERM"] as const)("%s leaves no folder behind, and says that nothing was changed", async (signal) => {
  const work = mkdtempSync(join(tmpdir(), "modelkeep-beside-"));
  const program = `import { withSiblingFolder } from ${JSON.stringify(module)};
await withSiblingFolder(${JSON.stringify(join(work, "keep"))}, async () => {
  console.log("there");
  await new Promise((resolve) => setTimeout(resolve, 2 ** 30));
});`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk) => (said += chunk));
  await new Promise((there) => child.stdout.once("data", there));
  expect(readdirSync(work)).toHaveLength(1);
  child.kill(signal);
  const code = await new Promise((ended) => child.once("close", ended));
  expect([code, said, readdirSync(work)]).toEqual([signal === "SIGINT" ? 130 : 143, "interrupted: nothing was changed\n", []]);
  rmSync(work, { recursive: true });
});

test("a place where no folder can be made is one message", async () => {
  await expect(withSiblingFolder(join(module, "below", "keep"), async () => 0)).rejects.toThrow(
    /keep: cannot create a folder in .*sibling-folder\.ts\/below \(ENOTDIR\); accepted: a path under a writable folder/,
  );
});
