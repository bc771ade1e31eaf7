import { expect, test } from "vitest";
import { type GateConfig, gateConfigSchema } from "../../gate/config.ts";

const digest = (digit: string) => `sha256:${digit.repeat(64)}`;
const issuer = "https://issuer.example";
const key = (digit: string) => ({ kind: "key" as const, digest: digest(digit), expires: "2027-01-01T00:00:00Z" });
const token = { kind: "token" as const, issuer, subject: "system:serviceaccount:research:notebook" };

const clientWith = (client: string, ...identities: GateConfig["clients"][number]["identities"]): GateConfig["clients"][number] => ({
  client,
  identities,
  routes: ["models"],
  limits: { inputTokens: 1, outputTokens: 1, concurrent: 1, bodyBytes: 1 },
  rates: { requestsPerMinute: 1, tokensPerMinute: null },
  unknownFields: "refuse",
});
const config = (clients: GateConfig["clients"], otherwise: object = {}) => ({
  listen: "/gate.sock",
  upstream: "/model.sock",
  keyFile: "/key",
  anchorFile: "/anchor",
  thinkingBudgets: true,
  model: "deepseek",
  slots: 1,
  gate: digest("a"),
  weights: digest("b"),
  clients,
  observers: [],
  issuers: [{ issuer, audience: "modelkeep", keysFile: "/keys" }],
  ...otherwise,
});

test("a client may have a certificate, tokens, and two keys", () => {
  const one = clientWith("notebook", { kind: "certificate", uri: "spiffe://x" }, token, key("1"), key("2"));
  expect(gateConfigSchema.safeParse(config([one, clientWith("crawler", key("3"))])).error).toBeUndefined();
});

test.each<[what: string, settings: unknown, says: string]>([
  ["no identity", config([clientWith("notebook")]), "clients.0.identities: Too small"],
  ["three keys", config([clientWith("notebook", key("1"), key("2"), key("3"))]), "more than 2 keys; accepted: an old one and a new one"],
  ["a key without an end", config([clientWith("notebook", { ...key("1"), expires: "" })]), "expires: Invalid ISO datetime"],
  ["a key in the clear", config([clientWith("notebook", { ...key("1"), digest: "mk-abc" })]), "digest: Invalid string"],
  [
    "one key of two clients",
    config([clientWith("a", key("1")), clientWith("b", { ...key("1"), expires: "2028-01-01T00:00:00Z" })]),
    "one identity",
  ],
  ["one subject of two clients", config([clientWith("a", token), clientWith("b", token)]), "two clients have one identity"],
  ["one name of two clients", config([clientWith("a", token), clientWith("a", key("1"))]), "two clients have one name"],
  ["tokens of no issuer", config([clientWith("a", token)], { issuers: [] }), "an issuer that is none of the issuers"],
  [
    "an observer of a client's name",
    config([clientWith("a", token)], { observers: [{ observer: "a", identities: [key("1")] }] }),
    "two clients have one name",
  ],
  [
    "an observer of a client's key",
    config([clientWith("a", key("1"))], { observers: [{ observer: "b", identities: [key("1")] }] }),
    "two clients have one identity",
  ],
  [
    "an issuer twice",
    config([clientWith("a", token)], { issuers: ["x", "y"].map((audience) => ({ issuer, audience, keysFile: "/keys" })) }),
    "an issuer is there twice",
  ],
])("%s", { tags: ["gate-settings"] }, (_, settings, says) => {
  const { error } = gateConfigSchema.safeParse(settings);
  expect(error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("\n")).toContain(says);
});
