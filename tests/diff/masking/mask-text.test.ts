import { describe, expect, test } from "vitest";
import { maskNamed, maskText } from "../../../diff/masking/mask-text.ts";
import { ended } from "../../support/ended.ts";
import { canaries, telling } from "./canaries.ts";

const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a credential is masked", () => {
  test.each(Object.entries(canaries))("%s: alone, in a sentence, as JSON, in base64, twice in base64", (name, canary) => {
    const secret = telling[Object.keys(canaries).indexOf(name)]!;
    const texts = [
      canary,
      `it says ${canary}, then ends`,
      JSON.stringify({ any: canary }),
      base64(`config: ${canary}\n`),
      base64(base64(`x ${canary}`)),
    ];
    for (const text of texts) {
      const masked = maskText(text);
      expect(masked).toContain("[secret]");
      expect(masked).not.toContain(secret);
      expect(masked).not.toContain(base64(secret).slice(0, 16));
    }
  });

  test("in base64 over several lines, with what stands around it readable", () => {
    const wrapped = base64(`a long beginning that fills a line of seventy-six characters ${canaries["github"]} and an end`).replace(
      /.{76}/g,
      "$&\n",
    );
    expect(maskText(`before\n${wrapped}`)).not.toMatch(/[A-Za-z0-9+/]{30}/);
  });

  test.each([
    ["API_TOKEN=Zq7Xw2Vb9Nm4Kj6H", "API_TOKEN=[secret]"],
    ['{"clientSecret":"Zq7Xw2Vb9Nm4Kj6H","region":"eu"}', '{"clientSecret":"[secret]","region":"eu"}'],
    ["password: hunter2", "password: [secret]"],
    ["dbPassword: hunter2", "dbPassword: [secret]"],
    ["db-password = 'tr0ub4dor'", "db-password = '[secret]'"],
    ["?access_token=Zq7Xw2Vb9Nm4", "?access_token=[secret]"],
  ])("by its name: %s", (text, masked) => {
    expect(maskText(text)).toBe(masked);
  });

  test("that is known, wherever it stands", () => {
    expect(maskText("branch/tr0ub4dor-3 fails", ["tr0ub4dor-3"])).toBe("branch/[secret] fails");
    expect(maskText(base64("say tr0ub4dor-3 twice"), ["tr0ub4dor-3"])).toBe("[secret]");
  });

  test("once: a masked text stays as it is", () => {
    for (const text of ["password: hunter2", `token=${canaries["github"]}`, ...Object.values(canaries)])
      expect(maskText(maskText(text))).toBe(maskText(text));
  });
});

describe("what is no credential stays", () => {
  test.each([
    "sha256:dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a",
    "registry.example.com/modelkeep/envoy@sha256:dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a",
    "arn:aws:iam::444455556666:role/contract-review",
    "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vault-AbCdEf",
    "~vault_bucket.arn.0123456789ab~",
    "c6b1d5a9f0e34b7a8c2d1e0f9a8b7c6d5e4f3a2b",
    "serviceAccountToken: { expirationSeconds: 3600, path: token }",
    "secretName: modelkeep-front-door-tls",
    "the secret: keep it short, and the token is bound to a pod",
    "inputTokens: 16384",
    "Bearer authentication is what a client has",
    "https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html",
    "modelkeep-demo-serving/model-server-disruption-budget",
  ])("%s", (text) => {
    expect(maskText(text)).toBe(text);
  });

  test.each([
    ["secretArn", "arn:aws:secretsmanager:eu-central-1:111122223333:secret:vault-AbCdEf"],
    ["token", "~cluster.token.0123456789ab~"],
    ["password", "~db.password.0123456789ab~"],
    ["automountServiceAccountToken", "false"],
    ["secretName", "Front-Door-Tls-2026x"],
    ["tokenDigest", "sha256:dced08cf7c472e1a1d067f906878266078eeeb63c110b4961882c039a622853a"],
  ])("%s: %s", { tags: ["no-credential-stays-unmasked"] }, (name, value) => {
    expect(maskNamed(name, value)).toBe(value);
  });
});

// Three million characters: where a pattern tried as many beginnings as there are characters, each to the end, this would take hours.
test.each([
  ["names without values", "a:"],
  ["beginnings of access keys", "AKIA"],
  ["a private key without an end", "-", "-----BEGIN PRIVATE KEY-----"],
  ["beginnings of tokens", "eyJ"],
  ["one long word", "A"],
  ["schemes of URLs", "x://"],
  ["names of secrets", "password="],
])("a hostile text comes to an end: %s", (_what, part, beginning = "") => {
  const text = `${beginning}${part.repeat(3_000_000 / part.length)}\n`;
  expect(ended(() => maskText(text))).not.toBe("");
});
