import { createHash } from "node:crypto";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { diffReports } from "../../../evidence/changes/diff.ts";
import { settingsIdentity } from "../../../evidence/input/settings-identity.ts";
import { renderAnew } from "../../../evidence/release/render.ts";
import { buildReport } from "../../../evidence/report/build-report.ts";
import { gather } from "../../../evidence/report/gather.ts";
import type { Report } from "../../../evidence/report/model/report.ts";
import { reportSchema } from "../../../evidence/report/model/report.ts";
import { htmlReport } from "../../../evidence/report/render/html/page.ts";
import { markdownReport } from "../../../evidence/report/render/markdown.ts";
import { restsOn } from "../../../evidence/report/render/rests-on.ts";
import { configOf, stack, symbolicVariant, type Variant, variants } from "../../support/several-models.ts";
import { Edit, type Inputs } from "../holes/edit.ts";
import { day, kit, settings } from "./reported.ts";

const root = resolve(import.meta.dirname, "../../..");

/** The report of a variant, changed by hand where `edit` is there. */
async function reportOf(variant: Variant, edit: (program: Edit) => void = () => {}): Promise<Report> {
  const symbolic = await symbolicVariant(variant);
  const program = new Edit(symbolic);
  edit(program);
  const config = configOf(variant);
  const { project, outputs } = symbolic.preview;
  const evidence = await gather({
    ...{ project, stack, inventory: program.inventory, outputs, kit, settings, today: day },
    identity: settingsIdentity(config),
    rendering: renderAnew({ config, root, stack, deployed: false }),
  });
  return buildReport(evidence);
}

const served = (report: Report) => report.inventory.models.map(({ key, version, serves }) => [key, version, serves]);
const limit = (report: Report, text: string) => report.basis.limits.find(({ limit: name }) => name.startsWith(text))?.value;
const template = (program: Edit, name: string): Inputs => program.inputs(`${program.serving}/${name}`, "Deployment")["spec"].template;

describe("the report of a keep with two models", async () => {
  const report = await reportOf("existing");

  test("says of each its checkpoint, its clients and addresses, and what it runs on", () => {
    expect(reportSchema.safeParse(report).success).toBe(true);
    expect(report.subject.models).toEqual(["chat: DeepSeek-R1-Distill-Qwen-32B", "code: DeepSeek-R1-Distill-Qwen-7B"]);
    const address = (model: string) => `https://${model}.modelkeep-several-models-serving.svc:8443`;
    const client = (name: string, from: string, model: string) => ({ name, from, address: address(model) });
    expect(report.inventory.models).toMatchObject([
      {
        ...{ key: "chat", version: "current", serves: true, workload: "Deployment/chat", replicas: 2, lock: null },
        hardware: expect.stringMatching(/^4 x nvidia\.com\/gpu, .* on a node with node-pool=gpu; not validated on a GPU by this project$/),
        clients: [
          client("support-bot", "namespace support, service account bot", "chat"),
          client("search", "namespace search, service account indexer", "chat"),
        ],
      },
      {
        ...{ key: "code", version: "current", serves: true, workload: "Deployment/code", replicas: 1, lock: null },
        hardware: expect.stringMatching(
          /^1 x nvidia\.com\/gpu, .* on a node with node-pool=gpu-small; not validated on a GPU by this project$/,
        ),
        clients: [
          client("editor", "namespace development, service account editor", "code"),
          client("search", "namespace search, service account indexer", "code"),
        ],
      },
    ]);
  });

  test("says each limit model by model where they differ, and once where they do not", { tags: ["limit-of-every-server"] }, () => {
    expect(limit(report, "requests per minute, per client")).toBe("chat: support-bot 120, search 240; code: editor 240, search 240");
    expect(limit(report, "connections per replica, per client")).toBe("chat: support-bot 24, search 24; code: editor 32, search 24");
    expect(limit(report, "concurrent requests at the model server")).toMatch(/^chat: \d+; code: \d+$/);
    expect(limit(report, "lifetime of a connection")).toBe("300s");
  });

  test.each([
    ["the page", htmlReport(report)],
    ["the markdown", markdownReport(report).replaceAll("\\", "")],
  ])("%s names both, each with its address", (_, text) => {
    for (const part of ["DeepSeek-R1-Distill-Qwen-32B", "DeepSeek-R1-Distill-Qwen-7B", "Deployment/chat", "Deployment/code"])
      expect(text).toContain(part);
    for (const model of ["chat", "code"]) expect(text).toContain(`https://${model}.modelkeep-several-models-serving.svc:8443`);
  });

  test("its first page tells front doors and commands apart", () => {
    const { lines } = restsOn(report).find(({ title }) => title === "Digests")!;
    expect(lines[0]).toMatch(/^Front door: chat-front-door [0-9a-f]{16}, code-front-door [0-9a-f]{16}\.$/);
    expect(lines[1]).toMatch(/chat\/model-server [0-9a-f]{16}.*code\/model-server [0-9a-f]{16}/);
  });

  test("asks for the lockfile of each, and the shape alone can be approved until both are there", async () => {
    const steps = report.verdict.steps.filter((step) => step.startsWith("Publish"));
    expect(steps.map((step) => /named? their lockfile in (\S+):/.exec(step)?.[1])).toEqual(["models.chat.lock", "models.code.lock"]);
    const one = await reportOf("existing", (program) => publish(program, "code", "DeepSeek-R1-Distill-Qwen-7B"));
    expect(one.inventory.models.map(({ lock }) => lock?.commit ?? null)).toEqual([null, "1".repeat(40)]);
    expect(one.risks.map(({ title }) => title)).toContain("No weights are locked yet");
    expect(one.verdict.steps.filter((step) => step.startsWith("Publish"))).toEqual([expect.stringContaining("of chat: ")]);
  });
});

/** Puts a lockfile where a server's loader reads it, with the digest that the loader is told; other servers keep theirs. */
function publish(program: Edit, name: string, model: string) {
  const text = JSON.stringify({
    ...{ schema: 1, model, source: { repo: "deepseek-ai/some", commit: "1".repeat(40), license: "mit" } },
    files: ["config.json", "model.safetensors"].map((path) => ({ path, size: 1, sha256: "ab".repeat(32) })),
  });
  program.add("kubernetes:core/v1:ConfigMap", "published", {
    ...{ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "published", namespace: program.serving } },
    data: { "lockfile.json": text },
  });
  const { volumes, initContainers } = template(program, name)["spec"];
  volumes.find((volume: Inputs) => volume["name"] === "weights-lockfile").configMap.name = "published";
  const { args } = initContainers.find((one: Inputs) => one["name"] === "weights-loader");
  args[args.indexOf("--lockfile-sha256") + 1] = createHash("sha256").update(text).digest("hex");
}

describe("a next version", () => {
  test("is told apart from the current one, and which of them clients are led to", { tags: ["version-that-answers"] }, async () => {
    expect(served(await reportOf("both"))).toEqual([
      ["chat", "current", true],
      ["chat", "next", true],
      ["code", "current", true],
    ]);
    const next = await reportOf("next");
    expect(served(next)).toEqual([
      ["chat", "current", false],
      ["chat", "next", true],
      ["code", "current", true],
    ]);
    expect(next.inventory.models.map(({ contextTokens }) => contextTokens)).toEqual([32_768, 20_480, 32_768]);
    expect(markdownReport(next)).toContain("no: no Service leads to it");
  });

  test("that the program does not run is there all the same, and answers nobody", async () => {
    const report = await reportOf("next", (program) => program.remove(`${program.serving}/chat-next`, "Deployment"));
    expect(report.inventory.models.find(({ version }) => version === "next")).toMatchObject({ key: "chat", serves: false, workload: null });
  });

  test("a switch, a model more and a model less are changes between two reports", async () => {
    const [one, existing, both, next] = await Promise.all((["one", "existing", "both", "next"] as const).map((name) => reportOf(name)));
    const told = async (before: Report, after: Report) =>
      (await diffReports(before, after)).filter(({ kind }) => kind === "model").map(({ text }) => text);
    expect(await told(one!, existing!)).toEqual(["new model code: DeepSeek-R1-Distill-Qwen-7B, which serves its clients"]);
    expect(await told(existing!, one!)).toEqual(["model code is gone: DeepSeek-R1-Distill-Qwen-7B"]);
    expect(await told(existing!, both!)).toEqual(["new model chat, next version: DeepSeek-R1-Distill-Qwen-32B, which serves its clients"]);
    expect(await told(both!, next!)).toEqual(["model chat no longer serves its clients"]);
    expect(await told(next!, next!)).toEqual([]);
  });
});

describe("the verdict", () => {
  test.each(Object.keys(variants) as Variant[])(
    "of %s is of its shape, since no weights are locked: no rule and no proof is against it",
    async (variant) => {
      const { verdict, findings, proofs, release } = await reportOf(variant);
      expect(findings.filter(({ kind, enforcement }) => kind === "violation" && enforcement === "mandatory")).toEqual([]);
      expect(proofs.filter(({ status }) => status !== "proved")).toEqual([]);
      expect([verdict.state, release.rendering.state]).toEqual(["shape only", "as rendered"]);
    },
  );

  test("asks each front door that is reached over PrivateLink to tell addresses apart, and no other", async () => {
    const without = async (...names: string[]) => {
      const { findings } = await reportOf("aws", (program) => {
        for (const name of names) {
          const { data } = program.inputs(`${program.serving}/${name}-front-door`, "ConfigMap");
          data["bootstrap.json"] = data["bootstrap.json"].replaceAll('"range_matchers"', '"other"');
        }
      });
      return findings.filter(({ rule }) => rule === "kubernetes-front-door-source-address").map(({ resource }) => resource.split("/")[1]);
    };
    expect(await without("chat-next", "code", "embed")).toEqual(["chat-next-front-door", "code-front-door"]);
  });

  test.each(["chat", "chat-next", "code"])("is no where %s alone has a hole, and names it", async (name) => {
    const { verdict, release } = await reportOf("both", (program) => {
      template(program, name)["spec"]["hostNetwork"] = true;
    });
    expect([verdict.state, release.rendering.state]).toEqual(["reject", "differs"]);
    expect(verdict.steps[0]).toMatch(new RegExp(`Deployment ${name}\\b`));
    expect(release.rendering.differences.map((one) => one.name)).toEqual([`modelkeep-several-models-serving/${name}`]);
  });
});

describe("what one model has not, the stack has not", () => {
  const against = (report: Report) => report.advisories.entries.flatMap(({ mitigations }) => mitigations);

  test.each<[string, string, (program: Edit) => void]>([
    [
      "a server without the loader's check",
      "each file of the weights is checked against its SHA-256 before the server starts",
      (program) => {
        const loader = template(program, "code")["spec"].initContainers.find((one: Inputs) => one["name"] === "weights-loader");
        loader.args = loader.args.filter((word: string) => word !== "--lockfile-sha256");
      },
    ],
    [
      "a server that listens on a port",
      "vLLM listens on a Unix socket, and its API on no TCP port",
      (program) => {
        const [server] = template(program, "code")["spec"].containers;
        server.args = [...server.args.filter((word: string) => !word.startsWith("--uds")), "--served-model-name=x"];
      },
    ],
    [
      "a front door that forwards whatever it is asked",
      "the front door forwards only three routes, matched byte for byte, and answers 404 to all others",
      (program) => {
        const { data } = program.inputs(`${program.serving}/code-front-door`, "ConfigMap");
        data["bootstrap.json"] = data["bootstrap.json"].replace(/"merge_slashes":\s*false/, '"merge_slashes": true');
      },
    ],
    [
      "a server without a front door",
      "the front door forwards only three routes, matched byte for byte, and answers 404 to all others",
      (program) => program.remove(`${program.serving}/code-front-door`, "ConfigMap"),
    ],
  ])("%s", { tags: ["mitigation-of-every-server"] }, async (_, mitigation, edit) => {
    expect(against(await reportOf("existing"))).toContain(mitigation);
    expect(against(await reportOf("existing", edit))).not.toContain(mitigation);
  });

  test("nor a bound: the one that has none is named", async () => {
    const report = await reportOf("existing", (program) => {
      const { data } = program.inputs(`${program.serving}/code-front-door`, "ConfigMap");
      data["bootstrap.json"] = data["bootstrap.json"].replaceAll('"max_connection_duration"', '"other"');
    });
    expect(limit(report, "lifetime of a connection")).toBe("chat: 300s; code: none");
  });

  test("nor a known release: an image of a server that says none is enough for every advisory to concern the stack", {
    tags: ["release-of-every-server"],
  }, async () => {
    const report = await reportOf("aws", (program) => {
      for (const server of template(program, "code")["spec"].containers) server.image = `other.example.com/vllm@sha256:${"12".repeat(32)}`;
    });
    expect((await reportOf("aws")).advisories.version).toBe("0.33.0");
    expect(report.advisories.version).toBeNull();
    expect(report.advisories.entries.every(({ state }) => state === "may concern")).toBe(true);
  });
});
