import { expect, test } from "vitest";
import { reportWidth } from "../../terminal/width.ts";

test.each([
  ["no terminal", undefined, undefined, 100],
  ["a narrow terminal", 80, undefined, 80],
  ["a wide terminal", 200, undefined, 100],
  ["COLUMNS without a terminal", undefined, "72", 72],
  ["COLUMNS before the terminal", 90, "72", 72],
  ["a terminal too narrow for two columns of text", 12, undefined, 40],
  ["COLUMNS that is no number", 80, "many", 80],
  ["COLUMNS of zero, as some terminals say", 80, "0", 80],
])("%s", (_, columns, said, width) => {
  const stream = { columns } as { columns: number };
  expect(reportWidth(stream, said === undefined ? {} : { COLUMNS: said })).toBe(width);
});
