import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { turns } from "../../../diff/sides/turns.ts";

test("no more run at a time than allowed, in the order in which they came, whoever brings them", async () => {
  const inTurn = turns(2);
  const started: number[] = [];
  let running = 0;
  let most = 0;
  const task = (number: number, waits: number) =>
    inTurn(async () => {
      started.push(number);
      most = Math.max(most, ++running);
      for (let i = 0; i < waits; i++) await setImmediate();
      running--;
      return number * 10;
    });
  const first = [task(1, 5), task(2, 1), task(3, 4)];
  await setImmediate();
  expect(await Promise.all([...first, task(4, 2), task(5, 1)])).toEqual([10, 20, 30, 40, 50]);
  expect(started).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});

test("a task that fails gives its turn on", async () => {
  const inTurn = turns(1);
  const failed = inTurn(async () => {
    throw new Error("no");
  });
  const next = inTurn(async () => "yes");
  await expect(failed).rejects.toThrow("no");
  expect(await next).toBe("yes");
  expect(await inTurn(async () => "later")).toBe("later");
});
