import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { afterEach, expect, test } from "vitest";
import { endTurns, takeTurn } from "./turn.ts";

const name = `a test of ${process.pid}`;
const children: ChildProcess[] = [];
afterEach(async () => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
  await endTurns();
});

/** A process that takes its turn, says so, and stays. */
function other(): ChildProcess {
  const program = `
    import { takeTurn } from ${JSON.stringify(resolve(import.meta.dirname, "turn.ts"))};
    await takeTurn(${JSON.stringify(name)});
    console.log("has it");
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  children.push(child);
  return child;
}
const says = (child: ChildProcess) => once(child.stdout!, "data");

/** What keeps a turn from being tried. */
const elsewhere = process.platform !== "linux";
const why = "sockets without a file are Linux's";

test("a turn is one process's, and ends with it even where it is killed", async ({ skip }) => {
  skip(elsewhere, why);
  const first = other();
  await says(first);
  let mine = false;
  const taking = takeTurn(name).then(() => (mine = true));
  const second = other();
  await once(second, "spawn");
  expect(mine).toBe(false);
  second.kill("SIGKILL");
  await once(second, "exit");
  expect(mine).toBe(false);
  first.kill("SIGKILL");
  await taking;
  expect(mine).toBe(true);
});

test("a turn that is given back is the next process's", async ({ skip }) => {
  skip(elsewhere, why);
  await takeTurn(name);
  const next = other();
  await endTurns();
  expect(String((await says(next))[0])).toBe("has it\n");
});
