import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CryptoKey, exportSPKI, importJWK, SignJWT, UnsecuredJWT } from "jose";
import { afterAll, describe, expect, test } from "vitest";
import { apiKeyDigest, newApiKey } from "../../../gate/identity/api-key.ts";
import { certificateHeader } from "../../../gate/identity/credential.ts";
import { Identifier, type Identity } from "../../../gate/identity/identify.ts";
import { JwksFile } from "../../../gate/identity/jwks-file.ts";
import { TestIssuer } from "./tokens.ts";

const folder = mkdtempSync(join(tmpdir(), "modelkeep-identify-"));
afterAll(() => rmSync(folder, { recursive: true }));

const now = Date.UTC(2026, 11, 1, 12);
const seconds = now / 1_000;
const uri = "spiffe://modelkeep/demo/client/notebook";
const issuer = await TestIssuer.make();
const company = await TestIssuer.make("https://login.example", "two");
const path = join(folder, "cluster.json");
TestIssuer.write(path, issuer);
TestIssuer.write(join(folder, "company.json"), company);
const [old, current, lapsed] = [newApiKey(), newApiKey(), newApiKey()];

const notebook: Identity[] = [
  { kind: "certificate", uri },
  { kind: "token", issuer: issuer.issuer, subject: "system:serviceaccount:research:notebook" },
];
const crawler: Identity[] = [
  { kind: "key", digest: apiKeyDigest(old), expires: "2026-12-01T12:00:01Z" },
  { kind: "key", digest: apiKeyDigest(current), expires: "2027-01-01T00:00:00Z" },
  { kind: "token", issuer: company.issuer, subject: "crawler" },
];
const lapsedOne: Identity[] = [{ kind: "key", digest: apiKeyDigest(lapsed), expires: "2026-12-01T12:00:00Z" }];
const identifier = (at = now) =>
  new Identifier(
    [
      { client: "notebook", identities: notebook },
      { client: "crawler", identities: crawler },
      { client: "lapsed", identities: lapsedOne },
    ],
    [
      { issuer: issuer.issuer, audience: "modelkeep", keys: new JwksFile(path, () => 0) },
      { issuer: company.issuer, audience: "modelkeep", keys: new JwksFile(join(folder, "company.json"), () => 0) },
    ],
    () => at,
  );
const bearer = async (token: string | Promise<string>) => ({ authorization: `Bearer ${await token}` });
const found = async (headers: Record<string, string>, at = now) => {
  const who = await identifier(at).identify(headers);
  return "rule" in who ? who.rule : `${who.client} by ${who.kind}`;
};

describe("who it is", () => {
  test.each<[what: string, headers: () => Promise<Record<string, string>> | Record<string, string>, who: string]>([
    ["a certificate", () => ({ [certificateHeader]: uri }), "notebook by certificate"],
    ["a token of the cluster", () => bearer(issuer.token(seconds)), "notebook by token"],
    ["a token for several audiences", () => bearer(issuer.token(seconds, { aud: ["other", "modelkeep"] })), "notebook by token"],
    ["a token of the company", () => bearer(company.token(seconds, { sub: "crawler" })), "crawler by token"],
    ["a clock that is behind by a few seconds", () => bearer(issuer.token(seconds + 20, { nbf: seconds + 20 })), "notebook by token"],
    ["the new key", () => bearer(current), "crawler by key"],
    ["the old one, in its last second", () => ({ "x-api-key": old }), "crawler by key"],
  ])("%s", async (_, headers, who) => {
    expect(await found(await headers())).toBe(who);
  });
});

/** A token signed with the public key as if it were a shared secret, for a verifier that lets the token say how it is to be checked. */
async function signedWithPublicKey(): Promise<string> {
  const secret = new TextEncoder().encode(await exportSPKI((await importJWK(issuer.jwk, "ES256")) as CryptoKey));
  return new SignJWT({ iss: issuer.issuer, aud: "modelkeep", sub: "system:serviceaccount:research:notebook", exp: seconds + 60 })
    .setProtectedHeader({ alg: "HS256", kid: issuer.kid })
    .sign(secret);
}
const unsigned = () =>
  new UnsecuredJWT({ sub: "system:serviceaccount:research:notebook" })
    .setIssuer(issuer.issuer)
    .setAudience("modelkeep")
    .setExpirationTime(seconds + 60)
    .encode();
const edited = async () => {
  const [head, , signature] = (await issuer.token(seconds, { sub: "nobody" })).split(".");
  const [, body] = (await issuer.token(seconds)).split(".");
  return [head, body, signature].join(".");
};

describe("who it is not", () => {
  test.each<[what: string, headers: () => Promise<Record<string, string>> | Record<string, string>, rule: string]>([
    ["nothing shown", () => ({}), "credential-none"],
    ["two credentials", () => ({ authorization: `Bearer ${old}`, "x-api-key": current }), "credential-several"],
    ["a certificate of no client", () => ({ [certificateHeader]: `${uri}x` }), "credential-unknown"],
    [
      "a certificate of no client beside a good key",
      () => ({ [certificateHeader]: `${uri}x`, "x-api-key": current }),
      "credential-unknown",
    ],
    ["a name out of the language", () => ({ [certificateHeader]: "__proto__" }), "credential-unknown"],
    ["a key of nobody", () => bearer(newApiKey()), "credential-unknown"],
    ["the digest of a key", () => ({ "x-api-key": `mk-${apiKeyDigest(current)}` }), "credential-unknown"],
    ["a key that has expired", () => bearer(lapsed), "credential-expired"],
    ["a word", () => bearer("none"), "credential-unknown"],
    ["a token of yesterday", () => bearer(issuer.token(seconds - 90_000)), "credential-expired"],
    ["a token without an end", () => bearer(issuer.token(seconds, { exp: undefined })), "credential-unknown"],
    ["a token of tomorrow", () => bearer(issuer.token(seconds, { nbf: seconds + 90_000 })), "credential-unknown"],
    ["a token for another service", () => bearer(issuer.token(seconds, { aud: "api" })), "credential-unknown"],
    ["a token for nobody", () => bearer(issuer.token(seconds, { aud: undefined })), "credential-unknown"],
    [
      "a token about another",
      () => bearer(issuer.token(seconds, { sub: "system:serviceaccount:research:stranger" })),
      "credential-unknown",
    ],
    ["a token about nobody", () => bearer(issuer.token(seconds, { sub: undefined })), "credential-unknown"],
    ["a token of one issuer about the other's subject", () => bearer(issuer.token(seconds, { sub: "crawler" })), "credential-unknown"],
    [
      "a token that names the other issuer",
      () => bearer(issuer.token(seconds, { iss: company.issuer, sub: "crawler" })),
      "credential-unknown",
    ],
    ["a token that names no issuer", () => bearer(issuer.token(seconds, { iss: undefined })), "credential-unknown"],
    ["a token by a key of the same name", async () => bearer((await TestIssuer.make()).token(seconds)), "credential-unknown"],
    ["a token that is not signed", () => bearer(unsigned()), "credential-unknown"],
    ["a token signed with the public key", () => bearer(signedWithPublicKey()), "credential-unknown"],
    ["a token whose claims are another's", () => bearer(edited()), "credential-unknown"],
  ])("%s", { tags: ["gate-identity"] }, async (_, headers, rule) => {
    expect(await found(await headers())).toBe(rule);
  });

  test("a key is good until it expires", () => {
    return Promise.all([
      expect(found({ "x-api-key": old }, now + 999)).resolves.toBe("crawler by key"),
      expect(found({ "x-api-key": old }, now + 1_000)).resolves.toBe("credential-expired"),
      expect(found({ "x-api-key": current }, now + 1_000)).resolves.toBe("crawler by key"),
    ]);
  });
});

test("without keys no token is believed, and it is told as what passes", async () => {
  const token = await issuer.token(seconds);
  const gate = identifier();
  writeFileSync(path, "");
  try {
    expect(await gate.identify(await bearer(token))).toMatchObject({ rule: "credential-keys", status: 503 });
    expect(await gate.identify({ [certificateHeader]: uri })).toEqual({ client: "notebook", kind: "certificate" });
  } finally {
    TestIssuer.write(path, issuer);
  }
});

test("a new API key is 256 bits that no other has", () => {
  const keys = new Set(Array.from({ length: 100 }, newApiKey));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(/^mk-[\w-]{43}$/);
});
