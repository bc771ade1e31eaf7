import { expect, test } from "vitest";
import { runCommand } from "../../tunnel/run-command.ts";

const run = (code: string) => runCommand([process.execPath, "--eval", code], { MODELKEEP_KUBERNETES_API: "https://localhost:8443" });

test("a command has the variable, and its status is ours", { tags: ["command-status-is-ours"] }, async () => {
  expect(await run("process.exit(process.env.MODELKEEP_KUBERNETES_API === 'https://localhost:8443' ? 7 : 1)")).toBe(7);
  expect(await run("")).toBe(0);
});

test("a command that a signal ended counts as failed, as shells have it", async () => {
  expect(await run("process.kill(process.pid, 'SIGKILL')")).toBe(137);
});

test("a program that is not there is told of, and nobody listens to signals any longer", async () => {
  const before = process.listenerCount("SIGTERM");
  await expect(runCommand(["no-such-program"], {})).rejects.toThrow("no-such-program is not on PATH");
  expect(process.listenerCount("SIGTERM")).toBe(before);
});
