import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { terminal } from "../../../cli/view/terminal.ts";

const tty = (isTTY = true) => Object.assign(new PassThrough(), { isTTY });

test("nobody is asked where there is no terminal", () => {
  expect(terminal({ input: tty(false), output: tty() })).toBeUndefined();
  expect(terminal({ input: tty(), output: tty(false) })).toBeUndefined();
});

test("lines that were typed ahead answer one question each, and the end of the input is one message", async () => {
  const [input, output] = [tty(), tty()];
  const ask = terminal({ input, output })!;
  input.write("one\ntwo\n");
  expect(await ask("First? ")).toBe("one");
  expect(await ask("Second? ")).toBe("two");
  input.write("three\n");
  expect(await ask("Third? ")).toBe("three");
  // Readline echoes what is typed between the questions.
  expect(String(output.read())).toMatch(/First\? .*Second\? .*Third\? /s);
  input.end();
  await expect(ask("Fourth? ")).rejects.toThrow("the input ended before every question was answered");
});
