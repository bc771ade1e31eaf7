import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { readOptions } from "../../../dev/sandbox/options.ts";

const root = resolve(import.meta.dirname, "../../..");

test("without an argument it brings up a real vLLM on a node of its own", () => {
  expect(readOptions([])).toEqual({
    verb: "up",
    folder: join(root, ".engine/sandbox"),
    image: undefined,
    standIn: false,
    aws: false,
    cluster: undefined,
  });
});

test("reads that the keep is one on AWS, with a server of its own choice", () => {
  expect(readOptions(["--aws"])).toMatchObject({ verb: "up", aws: true, standIn: false, cluster: undefined });
  expect(readOptions(["--aws", "--stand-in"])).toMatchObject({ aws: true, standIn: true });
  expect(readOptions(["--aws", "--image", "/srv/root"])).toMatchObject({ aws: true, image: "/srv/root" });
});

test("reads a cluster that exists, with its registry, and what is to be taken down", () => {
  expect(readOptions(["--context", "kind-kind", "--registry", "localhost:5001/keep"]).cluster).toEqual({
    context: "kind-kind",
    registry: "localhost:5001/keep",
  });
  expect(readOptions(["down", "--folder", "/tmp/x"])).toMatchObject({ verb: "down", folder: "/tmp/x" });
});

test.each([
  [["sideways"], '"sideways" is no command; accepted: up, down'],
  [["up", "down"], '"up down" is no command'],
  [["--context", "kind-kind"], "--context and --registry belong together"],
  [["--registry", "localhost:5001"], "--context and --registry belong together"],
  [["--context", "kind", "--registry", "https://localhost"], "accepted: HOST:PORT"],
  [["--image", "a", "--stand-in"], "accepted: one of them"],
  [["--aws", "--context", "kind-kind", "--registry", "localhost:5001"], "accepted: --aws with --image or --stand-in, or --context"],
  [["--aws", "--context", "kind-kind"], "--aws brings up a node of its own"],
  [["--aws", "--registry", "localhost:5001"], "--aws brings up a node of its own"],
  [["--aws", "--image", "a", "--stand-in"], "accepted: one of them"],
  [["down", "--aws"], "--aws has no effect on down; accepted: --folder"],
  [["down", "--stand-in"], "--stand-in has no effect on down; accepted: --folder"],
  [["--nodes", "3"], /^Unknown option '--nodes'$/],
])("refuses %j with one line", (args, message) => {
  expect(() => readOptions(args)).toThrow(message);
});
