import { expect, test } from "vitest";
import { covers, parsePattern, pathText, touches } from "../../../diff/resources/property-path.ts";

test.each([
  [["spec", "containers", 0, "image"], "spec.containers[0].image"],
  [["metadata", "labels", "app.kubernetes.io/name"], 'metadata.labels["app.kubernetes.io/name"]'],
  [["a b"], '["a b"]'],
  [["data", 'say "hi"'], 'data["say \\"hi\\""]'],
])("%j reads %s, and back", (path, text) => {
  expect(pathText(path)).toBe(text);
  expect(parsePattern(text)).toEqual(path);
});

test.each([
  ["*", ["*"]],
  ["rules[*].port", ["rules", "*", "port"]],
  ["rules.*", ["rules", "*"]],
])("%s is a pattern", (text, pattern) => expect(parsePattern(text)).toEqual(pattern));

test.each(["", "a[", "a..b", 'a["b', "a]"])("%j is no path", (text) => expect(parsePattern(text)).toBeUndefined());

test("a pattern covers what it names and what lies in it; it touches what it lies in as well", {
  tags: ["path-pattern-covers-and-touches"],
}, () => {
  const pattern = ["rules", "*", "port"];
  expect(covers(pattern, ["rules", 3, "port"])).toBe(true);
  expect(covers(pattern, ["rules", 3, "port", "number"])).toBe(true);
  expect(covers(pattern, ["rules", 3])).toBe(false);
  expect(covers(pattern, ["rules", 3, "name"])).toBe(false);
  expect(touches(pattern, ["rules", 3])).toBe(true);
  expect(touches(pattern, ["ports"])).toBe(false);
});
