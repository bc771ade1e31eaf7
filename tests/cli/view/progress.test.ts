import { expect, test } from "vitest";
import { progressOn } from "../../../cli/view/progress.ts";
import { plain } from "../../../terminal/paint.ts";
import { resource } from "./resource.ts";

function stream(isTTY: boolean, columns: number): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = [];
  return { written, stream: { isTTY, columns, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream };
}

test("overwrites one line and takes it away", () => {
  const terminal = stream(true, 30);
  const progress = progressOn(terminal.stream, plain);
  progress.onResource(resource({ type: "aws:ec2/vpc:Vpc", name: "a-very-long-name-of-a-network" }));
  progress.end();
  expect(terminal.written).toEqual(["\r\u001b[2K@ previewing ...", "\r\u001b[2K@ previewing ... 1: aws:ec2:V", "\r\u001b[2K"]);
});

test("is silent where there is no terminal", () => {
  const pipe = stream(false, 0);
  const progress = progressOn(pipe.stream, plain);
  progress.onResource(resource({}));
  progress.end();
  expect(pipe.written).toEqual([]);
});
