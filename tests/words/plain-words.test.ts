import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { habitWordsIn, plainFolders } from "./word-list.ts";

const root = resolve(import.meta.dirname, "../..");

test.each(plainFolders)("%s is written in the field's terms, without words of the list", (folder) => {
  const path = folder.replace(/\/\*$/, "");
  const files = readdirSync(join(root, path), { recursive: path === folder, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.includes("node_modules"),
  );
  expect(files.length).toBeGreaterThan(0);
  const found = files.flatMap((file) =>
    habitWordsIn(readFileSync(join(root, path, file), "utf8")).map(
      ({ line, word, better }) => `${path}/${file}:${line}: "${word}"; accepted: ${better}`,
    ),
  );
  expect(found).toEqual([]);
});

test("finds words in comments, messages and identifiers, in any case, and only whole ones", () => {
  const text = '/** Nobody\n * hears. */\nconst foreign = "no whole standstill";\nconst culprits = [];\n';
  expect(habitWordsIn(text).map(({ line, word }) => `${line} ${word}`)).toEqual(["1 Nobody", "2 hears", "3 foreign", "4 culprits"]);
});

test("accepts names that a keep is rendered with", () => {
  expect(habitWordsIn('cluster: "nobody", name: `spiffe://modelkeep/keep/nobody`')).toEqual([]);
  expect(habitWordsIn("nobody")).toEqual([{ line: 1, word: "nobody", better: "no one, or what is denied" }]);
});

test("accepts the field of a path in a report where code reads or writes it, and finds the word in prose", () => {
  const code = "const { says, hops } = path;\nreturn { says: path.says, hops, text: [says] };\n";
  expect(habitWordsIn(code)).toEqual([]);
  expect(habitWordsIn("/** What a stand-in says of it. */").map(({ word }) => word)).toEqual(["says"]);
});
