/**
 * Runs tasks, at most `limit` at the same time, and returns their results in their order.
 * @throws what the first task that fails throws, once none runs any more
 */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  limit: number,
  task: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const failures: unknown[] = [];
  const waiting = [...items.keys()];
  const worker = async () => {
    for (let index = waiting.shift(); index !== undefined && failures.length === 0; index = waiting.shift())
      await task(items[index]!).then(
        (result) => {
          results[index!] = result;
        },
        (error: unknown) => failures.push(error),
      );
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, items.length)) }, worker));
  if (failures.length > 0) throw failures[0];
  return results;
}
