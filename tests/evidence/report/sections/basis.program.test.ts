import { describe, expect, test } from "vitest";
import type { Report } from "../../../../evidence/report/model/report.ts";
import type { Edit, Inputs } from "../../holes/edit.ts";
import { reportOf } from "../reported.ts";

const stack = "on-prem";
const basisOf = async (...args: Parameters<typeof reportOf>) => (await reportOf(...args)).basis;
const digest = ({ digests }: Report["basis"], what: string, of: RegExp) => digests.find((one) => one.what === what && of.test(one.of))!;

describe("a digest", () => {
  const pod = (program: Edit): Inputs => program.inputs("modelkeep-on-prem-serving/model-server", "Deployment")["spec"].template.spec;

  test.each<[string, string, RegExp, (program: Edit) => void]>([
    [
      "of the front door",
      "front door",
      /front-door/,
      (program) => (program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["data"]["server.json"] += " "),
    ],
    ["of the server's command", "command", /: model-server$/, (program) => pod(program)["containers"][0].args.push("--x")],
    ["of the door's command", "command", /: front-door$/, (program) => pod(program)["initContainers"][1].args.push("--x")],
    [
      "of the loader's scripts",
      "scripts",
      /weights-loader/,
      (program) => {
        const map = program.inventory.resources.find(({ name }) => name.startsWith("modelkeep-on-prem-serving/weights-loader-"))!;
        program.inputs(map.name, "ConfigMap")["data"]["vault.py"] += "\n";
      },
    ],
    [
      "of the admission set",
      "admission set",
      /objects/,
      (program) => (program.inputs("modelkeep-on-prem-routes", ":ValidatingAdmissionPolicyBinding")["spec"].validationActions = ["Audit"]),
    ],
  ])("%s is another when it is, and then not the release's", { tags: ["digest-follows-content"] }, async (_what, what, of, change) => {
    const [before, after] = [digest(await basisOf(stack), what, of), digest(await basisOf(stack, change), what, of)];
    expect(before.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect([before.released, after.released]).toEqual([true, false]);
    expect(after.sha256).not.toBe(before.sha256);
  });

  test("of the admission set is not the release's where a policy is missing", { tags: ["missing-policy-not-released"] }, async () => {
    const basis = await basisOf(stack, (program) => program.remove("modelkeep-on-prem-routes", ":ValidatingAdmissionPolicy"));
    expect(digest(basis, "admission set", /objects/).released).toBe(false);
  });

  test("of a stack that was not compared is nobody's", async () => {
    const basis = await basisOf(stack, undefined, { rendering: { kind: "no keep" } });
    expect(new Set(basis.digests.map(({ released }) => released))).toEqual(new Set([null]));
  });
});

describe("who issues identities", () => {
  test("is the issuer of cert-manager that a Certificate names, and for clients that of the settings", {
    tags: ["issuer-named"],
  }, async () => {
    const { issuers } = await basisOf(stack);
    expect(issuers.map(({ use, issuer }) => `${use}: ${issuer}`)).toEqual([
      "the server certificate: ClusterIssuer private-ca of cert-manager",
      "the CA of accepted client certificates: ClusterIssuer model-clients-ca of cert-manager, by the settings; any principal that may write Secrets in modelkeep-on-prem-serving: this stack does not create it",
    ]);
  });

  test("is another where a Certificate names another", async () => {
    const { issuers } = await basisOf(stack, (program) => {
      for (const { type, name } of program.inventory.resources)
        if (type.endsWith(":Certificate")) program.inputs(name, ":Certificate")["spec"].issuerRef.name = "evil";
    });
    expect(JSON.stringify(issuers)).toContain("ClusterIssuer evil of cert-manager");
  });

  test("is whoever writes Secrets, where nothing here makes them", async () => {
    const { issuers } = await basisOf("laptop");
    expect(new Set(issuers.map(({ issuer }) => issuer))).toEqual(
      new Set(["any principal that may write Secrets in modelkeep-laptop-serving: this stack does not create it"]),
    );
  });
});

describe("limits", () => {
  test("on connections are each client's own, by the front door", { tags: ["client-connections-enforced"] }, async () => {
    const { limits } = await basisOf(stack);
    expect(limits).toContainEqual({
      limit: "connections per replica, per client",
      value: "search 32, support-bot 24",
      enforcedBy: "the front door (Envoy)",
    });
  });

  test("by client are not enforced yet, whatever is granted", { tags: ["client-limits-not-enforced"] }, async () => {
    const { limits } = await basisOf(stack);
    const open = limits.filter(({ enforcedBy }) => enforcedBy === null);
    expect(open.map(({ limit }) => limit)).toEqual([
      "requests per minute, per client",
      "concurrent requests, per client",
      "input tokens per request, per client",
      "output tokens per request, per client",
    ]);
    expect(open[0]?.value).toMatch(/^\w[\w-]* \d+(, \w[\w-]* \d+)*$/);
  });

  test("of all clients together are read from what enforces them", { tags: ["limits-read-from-door"] }, async () => {
    const { limits } = await basisOf(stack, (program) => {
      const data = program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["data"];
      data["bootstrap.json"] = data["bootstrap.json"].replace(/"max_request_bytes":\s*\d+/, '"max_request_bytes": 4711');
    });
    expect(limits).toContainEqual({ limit: "bytes per request, any client", value: "4711", enforcedBy: "the front door (Envoy)" });
    expect(limits.some(({ enforcedBy }) => enforcedBy === "the model server (--max-model-len)")).toBe(true);
  });

  test("a front door that is no JSON bounds nothing, and stops no report", async () => {
    const { limits } = await basisOf(stack, (program) => {
      program.inputs("modelkeep-on-prem-serving/model-server-front-door", "ConfigMap")["data"]["bootstrap.json"] =
        "envoy.filters.network.http_connection_manager: {";
    });
    expect(limits.some(({ enforcedBy }) => enforcedBy?.startsWith("the front door"))).toBe(false);
  });
});
