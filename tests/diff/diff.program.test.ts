import { describe, expect, test } from "vitest";
import { diffSides } from "../../diff/diff.ts";
import { markdownDiff } from "../../diff/formats/markdown/markdown.ts";
import type { Side, StackDiff } from "../../diff/model.ts";
import { openHost, waive, waiver } from "../evidence/report/reported.ts";
import { options } from "./options.ts";
import { compared, type SidedChange, sidedExample, sideOf } from "./sided.ts";

const r1 = "r1-distill-32b";
// Made here, once for all tests of the file.
const [whole, onPrem] = [await sidedExample(r1), await sidedExample("on-prem")];

const changed = async (change: SidedChange, stack = r1): Promise<StackDiff> => (await compared(stack, change)).stacks[0]!;
const texts = ({ exposure }: StackDiff, kind: string) =>
  exposure.filter((one) => one.kind === kind).map(({ direction, text }) => `${direction}: ${text}`);

test("the same sides are no change, in one line", async () => {
  const diff = await diffSides(sideOf("main", whole, onPrem), sideOf("change", whole, onPrem), options);
  expect(diff.stacks.map(({ stack, state }) => `${stack} ${state}`)).toEqual(["on-prem unchanged", `${r1} unchanged`]);
  expect(markdownDiff(diff)).toBe("<!-- modelkeep-diff -->\nNo change to the keep.\n");
});

describe("exposure", () => {
  test("a host that the internet reaches is wider, breaks rules and a proof, and turns back", async () => {
    const stack = await changed({ resources: openHost });
    expect(texts(stack, "proof")[0]).toMatch(/^wider: proof no-way-in was proved and is refuted: /);
    expect(stack.exposure.map(({ kind }) => kind)).not.toContain("finding");
    expect(stack.findings.added.map(({ rule, severity }) => `${rule} ${severity}`)).toContain("aws-ec2-internet-gateway-none critical");
    expect(stack.findings.fixed).toEqual([]);
    const open = await sidedExample(r1, { resources: openHost });
    const [back] = (await diffSides(sideOf("main", open), sideOf("change", whole), options)).stacks;
    expect(texts(back!, "proof")[0]).toMatch(/^narrower: proof no-way-in was refuted and is proved/);
    expect([back!.findings.added, back!.findings.fixed.length]).toEqual([[], stack.findings.added.length]);
  });

  test("a waiver is told as one, with who approved it and until when", async () => {
    const stack = await changed({ resources: (program) => waive(program, waiver) });
    expect(texts(stack, "waiver")).toEqual([
      `wider: new waiver of ${waiver.rule} for gpu-pool by ${waiver.owner}, until ${waiver.expires}: ${waiver.reason}`,
    ]);
    expect(stack.findings.added.map(({ rule, kind }) => `${rule} ${kind}`)).toEqual([`${waiver.rule} waived`]);
    const late = { ...options, today: "2027-02-01" };
    const [expired] = (
      await diffSides(
        sideOf("main", whole),
        sideOf("change", await sidedExample(r1, { resources: (program) => waive(program, waiver) })),
        late,
      )
    ).stacks;
    expect(expired!.findings.added.map(({ rule, kind }) => `${rule} ${kind}`)).toContain("modelkeep-waivers violation");
  });

  test("a port more between pods", async () => {
    const stack = await changed(
      {
        resources: (program) => {
          const { spec } = program.inputs("modelkeep-on-prem-serving/grant-search", "NetworkPolicy");
          spec.ingress[0].ports.push({ port: 9901, protocol: "TCP" });
        },
      },
      "on-prem",
    );
    expect(texts(stack, "port")).toEqual([expect.stringMatching(/^wider: from Client search .*ports were TCP 8443 and are TCP 8443,9901/)]);
    expect(stack.resources.map(({ operation, name }) => `${operation} ${name}`)).toEqual(["update modelkeep-on-prem-serving/grant-search"]);
    expect(stack.cost).toBeUndefined();
  });
});

test("another image is a version, and no exposure", async () => {
  const stack = await changed({
    resources: (program) => {
      const { spec } = program.inputs("modelkeep-r1-distill-32b-serving/model-server", "Deployment").spec.template;
      const door = spec.initContainers.find(({ name }: { name: string }) => name === "front-door");
      const [before, after] = [door.image, door.image.replace(/.{8}$/, "00000000")];
      door.image = after;
      // The admission set names the images that it lets in.
      for (const validation of program.inputs("modelkeep-r1-distill-32b-known-command", "ValidatingAdmissionPolicy").spec.validations)
        for (const [key, text] of Object.entries<string>(validation)) validation[key] = text.replaceAll(before, after);
    },
  });
  expect(stack.versions).toEqual([
    {
      kind: "image",
      name: "envoy",
      before: expect.stringMatching(/@sha256:[0-9a-f]{64}$/),
      after: expect.stringMatching(/@sha256:[0-9a-f]{56}00000000$/),
      brings: [],
      fixes: [],
    },
  ]);
  expect(stack.exposure.filter(({ direction }) => direction === "wider")).toEqual([]);
});

test("settings alone may cost more: more replicas under load", async () => {
  const stack = await changed({
    settings: (keep) => {
      keep["capacity"].replicas.max = 6;
    },
  });
  expect([stack.state, stack.resources, stack.exposure]).toEqual(["changed", [], []]);
  const { perMonth, perMonthAtMost } = stack.cost!;
  expect([perMonth.before === perMonth.after, perMonthAtMost.after! > perMonthAtMost.before! * 1.4]).toEqual([true, true]);
});

test("a setting that makes no resource is a change: a client's limits are its contract", async () => {
  const stack = await changed({
    settings: (keep) => {
      keep["clients"][0].limits.requestsPerMinute += 30;
    },
  });
  expect([stack.state, stack.resources, stack.exposure]).toEqual(["changed", [], []]);
  expect(stack.settings?.changes.map(({ path }) => path)).toEqual(["clients[0].limits.requestsPerMinute"]);
});

describe("a stack", () => {
  const nobody: Side = { name: "main", stacks: new Map() };

  test("that only the head has is added: all of it is created, and its ways are new", async () => {
    const [stack] = (await diffSides(nobody, sideOf("change", onPrem), options)).stacks;
    expect([stack!.state, new Set(stack!.resources.map(({ operation }) => operation))]).toEqual(["added", new Set(["create"])]);
    expect(texts(stack!, "path").some((text) => text.startsWith("wider: new path from Client search"))).toBe(true);
    expect(stack!.versions.every(({ before, after }) => before === undefined && after !== undefined)).toBe(true);
  });

  test("that only the base has is removed", async () => {
    const [stack] = (await diffSides(sideOf("main", whole), { ...nobody, name: "change" }, options)).stacks;
    expect([stack!.state, new Set(stack!.resources.map(({ operation }) => operation))]).toEqual(["removed", new Set(["delete"])]);
    expect([stack!.cost!.perMonth.after, stack!.cost!.perMonth.before! > 0]).toEqual([undefined, true]);
  });

  test("that cannot be previewed on a side is said to be so, and nothing else is said of it", async () => {
    const broken: Side = { name: "change", stacks: new Map([[r1, { failed: ["modelkeep:keep has 1 problem"] }]]) };
    const [stack] = (await diffSides(sideOf("main", whole), broken, options)).stacks;
    expect(stack).toEqual({
      stack: r1,
      state: "failed",
      failures: [{ side: "change", messages: ["modelkeep:keep has 1 problem"] }],
      resources: [],
      exposure: [],
      findings: { added: [], fixed: [] },
      versions: [],
    });
  });
});
