import { expect, it } from "vitest";
import { cacheSalt } from "../../../gate/decide/cache-salt.ts";

const key = Buffer.alloc(32, 1);

it("a salt is one of vLLM's form, the same each time, and another for each client and each keep", { tags: ["gate-salt"] }, () => {
  const salt = cacheSalt(key, "notebook");
  expect(salt).toMatch(/^[\w-]{43}$/);
  expect(cacheSalt(key, "notebook")).toBe(salt);
  expect(new Set([salt, cacheSalt(key, "notebook2"), cacheSalt(key, ""), cacheSalt(Buffer.alloc(32, 2), "notebook")]).size).toBe(4);
});
