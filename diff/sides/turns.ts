/** Runs a task when it is its turn. */
export type InTurn = <Result>(task: () => Promise<Result>) => Promise<Result>;

/** Lets at most `limit` tasks run at the same time, whoever brings them; the others wait in the order in which they came. */
export function turns(limit: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running < limit) running++;
    else await new Promise<void>((start) => waiting.push(start));
    try {
      return await task();
    } finally {
      // A turn is handed on, so that nobody who comes between takes it.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
