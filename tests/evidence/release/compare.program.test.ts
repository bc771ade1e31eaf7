import { beforeAll, describe, expect, test } from "vitest";
import { UNKNOWN } from "../../../engine/preview.ts";
import type { Edit, Inputs } from "../holes/edit.ts";
import { evidenceOf, reportOf, waiver } from "../report/reported.ts";

const stack = "on-prem";
const rule = "modelkeep-release";

async function found(change: (program: Edit) => void) {
  const { findings } = await reportOf(stack, change);
  return findings
    .filter((finding) => finding.rule === rule)
    .map(({ kind, resource, path, message }) => ({ kind, resource, path, message }));
}

const server = "modelkeep-on-prem-serving/model-server";
const containers = (program: Edit): Inputs => program.inputs(server, "Deployment")["spec"].template.spec.containers[0];

beforeAll(async () => {
  await evidenceOf(stack);
});

test.each(["demo", "r1-distill-32b", "on-prem", "laptop", "v4-flash"])(
  "%s is as the release renders it, object by object",
  async (example) => {
    const { rendering, differences, findings } = await evidenceOf(example);
    expect([rendering, differences, findings.filter((finding) => finding.rule === rule)]).toEqual(["rendered", [], []]);
  },
);

test("one argument of one container is named with both values", { tags: ["changed-object-found"] }, async () => {
  const [one, ...others] = await found((program) => containers(program)["command"].push("curl x | sh"));
  expect(others).toEqual([]);
  expect(one).toMatchObject({ kind: "violation", resource: server });
  expect(one?.path).toMatch(/^spec\.template\.spec\.containers\[0\]\.command\[\d+\]$/);
  expect(one?.message).toMatch(/^this Deployment differs from the release: .* is "curl x \| sh" but nothing in the release$/);
});

test("one field of the front door's configuration is named, deep in its text", async () => {
  const [one] = await found((program) => {
    const data = program.inventory.resources.find(({ inputs }) => (inputs["data"] as Inputs)?.["bootstrap.json"])!;
    const text = program.inputs(data.name, "ConfigMap")["data"];
    text["bootstrap.json"] = text["bootstrap.json"]
      .replace('"require_client_certificate": true', '"require_client_certificate": false')
      .replace('"require_client_certificate":true', '"require_client_certificate":false');
  });
  expect(one?.path).toMatch(/^data\["bootstrap\.json"\]: static_resources\.listeners\[0\]\..*require_client_certificate$/);
  expect(one?.message).toContain("is false but true");
});

describe("an object on one side alone", () => {
  test.each([
    ["core/v1:ConfigMap", "modelkeep-on-prem-serving/more"],
    ["core/v1:Secret", "elsewhere/theirs"],
    ["serving.knative.dev/v1:Service", "modelkeep-on-prem-serving/knative"],
    ["core/v1:NamespacePatch", "patch"],
    ["helm.sh/v3:Release", "chart"],
    ["yaml/v2:ConfigGroup", "manifests"],
  ])("%s %s is added", { tags: ["foreign-object-found"] }, async (type, name) => {
    const findings = await found((program) => program.add(`kubernetes:${type}`, name, { metadata: {} }));
    expect(findings).toEqual([
      {
        kind: "violation",
        resource: name,
        path: "",
        message: `the release does not render this ${type.split(":").at(-1)}: kubernetes:${type}::${name}`,
      },
    ]);
  });

  test("a second one of a name that the release has is added", async () => {
    const findings = await found((program) => {
      const { type, name, inputs } = program.resource("modelkeep-on-prem-serving/default-deny", "NetworkPolicy");
      program.add(type, "second", structuredClone(inputs));
      program.resource("second").name = name;
    });
    expect(findings).toHaveLength(1);
    expect(findings[0]?.message).toMatch(/^the release does not render this NetworkPolicy/);
  });

  test("is missing", { tags: ["missing-object-found"] }, async () => {
    expect(await found((program) => program.remove("modelkeep-on-prem-serving/default-deny", "NetworkPolicy"))).toEqual([
      {
        kind: "violation",
        resource: "kubernetes:networking.k8s.io/v1:NetworkPolicy::modelkeep-on-prem-serving/default-deny",
        path: "",
        message: "the release renders this NetworkPolicy, but the stack does not have it",
      },
    ]);
  });

  test("of another kind is both", async () => {
    const findings = await found((program) => {
      program.resource("modelkeep-on-prem-serving/default-deny", "NetworkPolicy").type = "kubernetes:extensions/v1beta1:NetworkPolicy";
    });
    expect(findings.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^the release renders this NetworkPolicy/),
      expect.stringMatching(/^the release does not render this NetworkPolicy/),
    ]);
  });
});

describe("an object that is not, or does not stay, what it says", () => {
  test.each([
    ["ignoreChanges", ["spec"]],
    ["readId", "modelkeep-on-prem-serving/default-deny"],
    ["importId", "x"],
    ["provider", "urn:pulumi:x::y::pulumi:providers:kubernetes::other::id"],
  ])("%s", { tags: ["object-options-compared"] }, async (option, value) => {
    const [one] = await found((program) =>
      Object.assign(program.resource("modelkeep-on-prem-serving/default-deny", "NetworkPolicy"), { [option]: value }),
    );
    expect([one?.kind, one?.path]).toEqual(["violation", `option ${option}`]);
  });

  test("the provider writes to a folder", async () => {
    const [one] = await found((program) => {
      program.inputs("kubernetes", "providers:kubernetes")["renderYamlToDirectory"] = "out";
    });
    expect([one?.resource, one?.path]).toEqual(["kubernetes", "renderYamlToDirectory"]);
  });

  test("there is no provider", async () => {
    const findings = await found((program) => program.remove("kubernetes", "providers:kubernetes"));
    expect(findings.length).toBeGreaterThan(50);
    expect(new Set(findings.map(({ path }) => path))).toEqual(new Set(["option provider"]));
  });
});

test("what is hidden is undecided, and so is the verdict", { tags: ["hidden-value-undecided"] }, async () => {
  const report = await reportOf(stack, (program) => {
    containers(program)["image"] = UNKNOWN;
  });
  expect(report.findings.filter((finding) => finding.rule === rule)).toMatchObject([
    { kind: "undecided", resource: server, because: ["spec.template.spec.containers[0].image"] },
  ]);
  expect(report.verdict.state).not.toMatch(/accept|shape/);
});

describe("a waiver of the rule", () => {
  const batch = "modelkeep-on-prem-batch";
  const deny = "modelkeep-on-prem-serving/default-deny";
  const report = (expires: string, change: (program: Edit) => void, resource = batch) =>
    reportOf(
      stack,
      (program) => {
        change(program);
        program.inputs("keep", "modelkeep:kubernetes:Keep")["waivers"] = [{ ...waiver, rule, resource, expires }];
      },
      // The rule that knows the same objects field by field is not what is tried here.
      { config: { "kubernetes-namespace-known-shape": "disabled" } },
    );
  const label = (program: Edit) => {
    program.inputs(batch, "PriorityClass")["description"] = "ours";
  };
  const about = ({ findings }: Awaited<ReturnType<typeof report>>) =>
    findings
      .filter((finding) => finding.rule === rule || finding.rule === "modelkeep-waivers")
      .map(({ rule: name, kind }) => `${name} ${kind}`);

  test("holds for its object, and stands in the report", { tags: ["release-waiver-holds"] }, async () => {
    const waived = await report("2027-01-31", label);
    expect([about(waived), waived.waivers.map(({ state }) => state), waived.verdict.state]).toEqual([
      [`${rule} waived`],
      ["in force"],
      "shape only",
    ]);
  });

  test("holds for a missing one, named as the finding names it", async () => {
    const waived = await report("2027-01-31", (program) => program.remove(deny), `kubernetes:networking.k8s.io/v1:NetworkPolicy::${deny}`);
    expect(about(waived)).toEqual([`${rule} waived`]);
  });

  test("does not hold when it has expired, or when nothing needs it", { tags: ["release-waiver-expires"] }, async () => {
    expect(about(await report("2026-11-24", label))).toEqual(["modelkeep-waivers violation", `${rule} violation`]);
    const unneeded = await report("2027-01-31", () => {});
    expect([about(unneeded), unneeded.verdict.state]).toEqual([["modelkeep-waivers violation"], "reject"]);
  });
});

test("settings that cannot be rendered are a violation", { tags: ["unrendered-settings-rejected"] }, async () => {
  const { verdict, findings } = await reportOf(stack, undefined, { rendering: { kind: "failed", why: "no such model" } });
  expect(verdict.state).toBe("reject");
  expect(findings).toContainEqual(expect.objectContaining({ rule, kind: "violation", message: expect.stringContaining("no such model") }));
});

test("a stack of another program is not compared", async () => {
  const evidence = await evidenceOf(stack, undefined, { rendering: { kind: "no keep" } });
  expect([evidence.rendering, evidence.findings.filter((finding) => finding.rule === rule)]).toEqual(["no keep", []]);
});
