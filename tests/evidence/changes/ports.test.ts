import { expect, test } from "vitest";
import { portsWithin } from "../../../evidence/changes/ports.ts";

test.each([
  ["TCP 443", "TCP 443"],
  ["TCP 443", "TCP 443,8443"],
  ["TCP 500-510", "TCP 400-600; UDP 53"],
  ["TCP 53; UDP 53", "TCP 53,443; UDP 53"],
  ["TCP 1, 2", "TCP 1-2"],
  ["TCP 443", "TCP all"],
  ["TCP 443", "TCP, every port"],
  ["TCP all; UDP 1", "all ports"],
  ["something else", "every protocol and port"],
])("%s is within %s", (inner, outer) => {
  expect(portsWithin(inner, outer)).toBe(true);
});

test.each([
  ["TCP 443,8443", "TCP 443"],
  ["TCP 53; UDP 53", "TCP 53"],
  ["UDP 53", "TCP 53"],
  ["TCP 400-600", "TCP 500-510"],
  ["TCP 500-600", "TCP 400-510"],
  ["TCP all", "TCP 1-1024"],
  ["all ports", "TCP 443"],
  ["something else", "TCP 443"],
])("%s is not within %s", { tags: ["ports-within-ports"] }, (inner, outer) => {
  expect(portsWithin(inner, outer)).toBe(false);
});
