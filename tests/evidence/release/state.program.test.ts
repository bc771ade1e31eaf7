import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { readStackConfig } from "../../../engine/stack/config.ts";
import { readProject } from "../../../engine/stack/project.ts";
import { inventoryOfState } from "../../../evidence/input/from-state.ts";
import { compare } from "../../../evidence/release/compare.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import { symbolicExample } from "../../support/symbolic-example.ts";
import { exported } from "../input/deployed.ts";

const root = resolve(import.meta.dirname, "../../..");
const stack = "laptop";

/** As the provider writes it: without the fields that the API's types leave out where they are empty. */
const written = (text: string) =>
  [
    /"globalDefault":false,?/g,
    /"data":\{\},?/g,
    /,"value":""/g,
    /"host(IPC|PID|Network)":false,?/g,
    /"nodeSelector":\{\},?/g,
    /"tolerations":\[\],?/g,
  ].reduce((left, field) => left.replace(field, ""), text);

async function differing(edit: (text: string) => string, deployed = true) {
  const config = await readStackConfig(await readProject(root), stack);
  const rendering = renderAnew({ config, root, stack, deployed });
  if (rendering.kind !== "rendered") throw new Error(rendering.kind);
  const inventory = inventoryOfState(exported(await symbolicExample(stack), edit));
  return compare(rendering, inventory).map(({ name, places }) => [name, places.map(({ path }) => path)]);
}

test("a state is as the release renders it, without fields that are empty", { tags: ["state-lacks-empty-fields"] }, async () => {
  expect(written('{"tolerations":[],"value":1}')).toBe('{"value":1}');
  expect(await differing(written)).toEqual([]);
  expect((await differing(written, false)).length).toBeGreaterThan(2);
});

describe("a field whose absence means something else is a difference", () => {
  test.each(["automountServiceAccountToken", "allowPrivilegeEscalation", "enableServiceLinks", "privileged"])(
    "%s",
    { tags: ["state-keeps-other-fields"] },
    async (field) => {
      const lacking = await differing((text) => written(text).replaceAll(new RegExp(`"${field}":false,?`, "g"), ""));
      expect(lacking.length).toBeGreaterThan(0);
      expect(JSON.stringify(lacking)).toContain(`${field}"`);
    },
  );

  test("and so is one of those that is not empty", async () => {
    expect(await differing((text) => written(text).replace('"priorityClassName"', '"hostNetwork":true,"priorityClassName"'))).toEqual([
      ["modelkeep-laptop-serving/model-server", ["spec.template.spec.hostNetwork"]],
    ]);
  });
});
