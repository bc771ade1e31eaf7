import { expect, test } from "vitest";
import { programSentence, releaseSection } from "../../../../evidence/report/sections/release.ts";
import { evidenceOf, kit } from "../reported.ts";

const files = (n: number) =>
  Array.from({ length: n }, (_, i) => ({ path: `charts/${i}.ts`, how: i === 0 ? ("changed" as const) : ("added" as const) }));

test.each([
  [{ state: "unmodified", version: "0.2.0", differing: [] }, "Unmodified release 0.2.0"],
  [{ state: "modified", version: "0.2.0", differing: files(1) }, "1 file modified since release 0.2.0: charts/0.ts"],
  [
    { state: "modified", version: "0.2.0", differing: files(5) },
    "5 files modified since release 0.2.0: charts/0.ts, charts/1.ts (added), charts/2.ts (added), and 2 more",
  ],
  [{ state: "no release", version: null, differing: [] }, "No release: this kit has no release manifest"],
] as const)("%j", { tags: ["release-sentence"] }, (state, sentence) => {
  expect(programSentence(state)).toBe(sentence);
});

const rendering = async (...more: Parameters<typeof evidenceOf>) => releaseSection(await evidenceOf(...more));

test("the objects of a stack are told beside it, and a list of all that differ stands in the report", {
  tags: ["release-differences-listed"],
}, async () => {
  expect((await rendering("on-prem")).rendering).toMatchObject({
    state: "as rendered",
    sentence: expect.stringMatching(/^All \d+ Kubernetes objects match what the kit renders/),
  });
  const { rendering: differing } = await rendering("on-prem", (program) => {
    const { spec } = program.inputs("modelkeep-on-prem-serving/model-server", "Deployment")["spec"].template;
    spec.hostNetwork = true;
    spec.hostPID = true;
    program.remove("modelkeep-on-prem-serving/default-deny", "NetworkPolicy");
  });
  expect(differing).toMatchObject({
    state: "differs",
    sentence: "2 Kubernetes objects differ from what the kit renders from the declared settings.",
    differences: [
      { how: "missing", name: "modelkeep-on-prem-serving/default-deny", places: [] },
      {
        how: "changed",
        name: "modelkeep-on-prem-serving/model-server",
        places: [
          { path: "spec.template.spec.hostNetwork", rendered: "false", here: "true", hidden: false },
          { path: "spec.template.spec.hostPID", rendered: "false", here: "true", hidden: false },
        ],
      },
    ],
  });
});

test("a stack that declares no keep is no work of any release", async () => {
  const { rendering: none } = await rendering("on-prem", undefined, { rendering: { kind: "no keep" } });
  expect(none).toMatchObject({ state: "no keep", sentence: "No release of the kit renders this stack: it declares no keep." });
});

test("a program elsewhere is told beside the kit", async () => {
  const program = { ...kit, state: "modified" as const, differing: files(2) };
  expect((await rendering("on-prem", undefined, { program })).sentence).toBe(
    "Unmodified release 1.2.3; the previewed program is in another folder, and differs from the release in 2 files.",
  );
});
