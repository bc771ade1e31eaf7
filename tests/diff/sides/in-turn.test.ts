import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { inTurn } from "../../../diff/sides/in-turn.ts";

test("no more run at a time than allowed, and results come in the order of the items", async () => {
  let running = 0;
  let most = 0;
  const results = await inTurn([5, 1, 4, 2, 3], 2, async (waits) => {
    most = Math.max(most, ++running);
    for (let i = 0; i < waits; i++) await setImmediate();
    running--;
    return waits * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test("after a failure nothing new starts, and it is thrown once nothing runs", async () => {
  const started: number[] = [];
  const ended: number[] = [];
  const run = inTurn([1, 2, 3, 4], 2, async (item) => {
    started.push(item);
    if (item === 1) throw new Error("one");
    await setImmediate();
    ended.push(item);
  });
  await expect(run).rejects.toThrow("one");
  expect(started).toEqual([1, 2]);
  expect(ended).toEqual([2]);
  expect(await inTurn([], 2, async () => 1)).toEqual([]);
});
