import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { connections } from "../../../charts/connection.ts";
import type { ClientSpec } from "../../../charts/keep-spec.ts";
import { runConnection } from "../../../cli/verbs/connection.ts";
import { curlSnippet, pythonSnippet } from "../../../cli/view/connection-snippets.ts";
import { onAws, onCluster, workload } from "../../charts/keep-specs.ts";
import { temporaryProject } from "../../engine/in-process/temporary-program.ts";
import { limits } from "../../support/limits.ts";
import { captured } from "./captured.ts";

const partner: ClientSpec = {
  ...workload("partner"),
  from: { kind: "private-link", principal: "arn:aws:iam::444455556666:role/partner", ranges: [] },
};
const all = connections([{ ...onAws, clients: [workload("bot"), partner], certificates: onCluster.certificates }]);
const [bot, outside] = all;

async function run(program: string, options: { client?: string; json?: boolean } = {}) {
  const cwd = await temporaryProject({ "index.ts": program });
  return captured(() => runConnection({ cwd, stack: "dev", ...options }));
}
const stack = `export const connections = ${JSON.stringify(all)};`;

/** The words that a shell makes of a curl call. */
const words = (snippet: string) =>
  execFileSync("sh", ["-c", `curl() { printf '%s\\0' "$@"; }\n${snippet}`], {
    env: { VPC_ENDPOINT: "vpce.example" },
    encoding: "utf8",
    timeout: limits.wait,
  })
    .split("\0")
    .slice(0, -1);

describe("modelkeep connection", () => {
  it("tells every client its contract", async () => {
    const { status, out, err } = await run(stack);
    expect([status, err]).toEqual([0, ""]);
    for (const part of [
      "https://model-server.modelkeep-demo-serving.svc:8443",
      "modelkeep/client: bot",
      "spiffe://modelkeep/demo/client/bot",
      "120 requests a minute, 16 requests at once, 16384 tokens in, 2048 tokens out (not enforced yet: stay within it)",
      "the issuer of tls.crt of Secret front-door-tls in namespace modelkeep-demo-serving",
      "whose certificate is in ca.pem of Secret client-issuer in namespace modelkeep-demo-serving",
      "32 to one replica at once; reserved for this client",
      "as its only URI SAN; others are refused",
      "an open connection accepts no new requests after 300 s",
      "https://demo.modelkeep.internal:443, a hostname to resolve to the VPC endpoint",
      "to the endpoint service in the stack output endpointServiceName",
      "spiffe://modelkeep/demo/client/partner",
      "DeepSeek-R1-Distill-Qwen-32B, 32768 tokens of context",
    ])
      expect(out).toContain(part);
  });

  it("tells one client its own, with the service's name where it is known, and as JSON", async () => {
    const known = `${stack}\nexport const endpointServiceName = "com.amazonaws.vpce.eu-central-1.vpce-svc-1";`;
    const { out } = await run(known, { client: "partner" });
    expect(out).toContain("to the endpoint service com.amazonaws.vpce.eu-central-1.vpce-svc-1\n");
    expect(out).not.toContain("bot");
    const json = JSON.parse((await run(known, { client: "bot", json: true })).out);
    expect(json).toEqual({
      stack: "dev",
      endpointService: "com.amazonaws.vpce.eu-central-1.vpce-svc-1",
      connections: [{ ...JSON.parse(JSON.stringify(bot)), snippets: { curl: curlSnippet(bot!), python: pythonSnippet(bot!) } }],
    });
  });

  it.each<[string, string, string | undefined]>([
    ['stack dev has no client "bto"; did you mean "bot"?\nclients: bot, partner', stack, "bto"],
    ['stack dev has no client "b"; did you mean "bot"?\nclients: bot, partner', stack, "b"],
    ['stack dev has no output "connections": it has no front door yet', "export const a = 1;", undefined],
    ["stack dev grants access to no client: add one under clients", "export const connections = [];", undefined],
  ])("says: %s", async (message, program, name) => {
    expect(await run(program, name === undefined ? {} : { client: name })).toEqual({
      status: message.includes("has no client") ? 2 : 1,
      out: "",
      err: `error: ${message}\n`,
    });
  });
});

describe("of a keep with several models", () => {
  const server = (model: string, version: "current" | "next", servedAs: string, clients: ReturnType<typeof workload>[]) => ({
    ...onCluster,
    ...{ clients, server: { model, version, serves: "both" as const }, model: { ...onCluster.model, servedAs } },
  });
  const keep = connections([
    server("chat", "current", "deepseek-chat", [workload("bot"), workload("search")]),
    server("chat", "next", "deepseek-chat", [workload("bot"), workload("search")]),
    server("code", "current", "deepseek-code", [workload("editor"), workload("search")]),
  ]);
  const program = `export const connections = ${JSON.stringify(keep)};`;

  it("a contract is for each client and model, client by client", async () => {
    const { status, out } = await run(program);
    expect(status).toBe(0);
    expect(out.match(/^\S.*, model .*$/gm)).toEqual(["bot, model chat", "search, model chat", "search, model code", "editor, model code"]);
  });

  it("one client's are all of its models, each at its own address under its own name", async () => {
    const { out } = await run(program, { client: "search", json: true });
    const found = (JSON.parse(out) as { connections: (typeof keep)[number][] }).connections;
    expect(found.map(({ client, model, endpoint }) => [client, model.key, model.name, endpoint.host])).toEqual([
      ["search", "chat", "deepseek-chat", "chat.modelkeep-demo-serving.svc"],
      ["search", "code", "deepseek-code", "code.modelkeep-demo-serving.svc"],
    ]);
    expect((await run(program, { client: "sarch" })).err).toBe(
      'error: stack dev has no client "sarch"; did you mean "search"?\nclients: bot, search, editor\n',
    );
  });
});

describe("the calls to copy", () => {
  it("by curl dial the endpoint with the certificate, and send JSON", () => {
    const [fail, ...rest] = words(curlSnippet(bot!));
    expect(fail).toBe("--fail-with-body");
    expect(rest.slice(0, 6)).toEqual(["--cacert", "ca.crt", "--cert", "tls.crt", "--key", "tls.key"]);
    expect(JSON.parse(rest[rest.indexOf("--json") + 1]!)).toMatchObject({ model: "DeepSeek-R1-Distill-Qwen-32B", max_tokens: 256 });
    expect(rest.at(-1)).toBe("https://model-server.modelkeep-demo-serving.svc:8443/v1/chat/completions");
  });

  it("by curl over PrivateLink dial the VPC endpoint and check the keep's name", () => {
    const called = words(curlSnippet(outside!));
    expect(called[called.indexOf("--connect-to") + 1]).toBe("demo.modelkeep.internal:443:vpce.example:443");
    expect(called.at(-1)).toBe("https://demo.modelkeep.internal:443/v1/chat/completions");
  });

  it("keep a model's name one word, and ask for no more than is granted", () => {
    const odd = {
      ...bot!,
      model: { ...bot!.model, name: "it's; $(touch x)", contextTokens: 10 },
      limits: { ...bot!.limits, outputTokens: 7 },
    };
    const called = words(curlSnippet(odd));
    expect(JSON.parse(called[called.indexOf("--json") + 1]!)).toMatchObject({ model: "it's; $(touch x)", max_tokens: 7 });
  });

  it("in Python are Python, with the certificate in the one TLS context", () => {
    const snippet = pythonSnippet(outside!);
    execFileSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: snippet });
    for (const part of [
      'cafile="ca.crt"',
      'load_cert_chain("tls.crt", "tls.key")',
      '"https://demo.modelkeep.internal:443/v1"',
      "verify=tls",
    ])
      expect(snippet).toContain(part);
  });
});
