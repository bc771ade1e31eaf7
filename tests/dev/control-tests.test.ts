import { expect, test } from "vitest";
import { controls } from "../../catalog/controls.ts";
import { taggedControlTests } from "../../dev/control-tests.ts";
import { controlTests } from "../../evidence/report/control-tests.ts";

test("the tests that show each control are those that carry its tag (npm run generate -- control-tests)", () => {
  const tagged = taggedControlTests(process.cwd());
  expect(Object.keys(tagged)).toEqual(controls.map(({ id }) => id));
  expect(controlTests).toEqual(tagged);
});
