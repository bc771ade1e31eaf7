/** Runs a task when it is its turn. */
export type InTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Limits concurrency to `limit` tasks; the others wait in FIFO order. */
export function turns(limit: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < limit) running++;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      // The slot is handed to the next waiter directly, so that a newcomer cannot take it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
