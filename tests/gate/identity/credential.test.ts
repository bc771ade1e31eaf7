import { expect, test } from "vitest";
import { certificateHeader, credentialOf } from "../../../gate/identity/credential.ts";

const key = "mk-abc";
const token = "eyJ.eyJ.c2ln";
const uri = "spiffe://modelkeep/demo/client/notebook";

test.each<[what: string, headers: Record<string, string>, credential: unknown]>([
  ["nothing", {}, "none"],
  ["what OpenAI's libraries send", { authorization: `Bearer ${key}` }, { kind: "key", key }],
  ["what Anthropic's send", { "x-api-key": key }, { kind: "key", key }],
  ["a token of a service account", { authorization: `Bearer ${token}` }, { kind: "token", token }],
  ["a token as an API key", { "x-api-key": token }, { kind: "token", token }],
  ["the scheme in lower case", { authorization: `bearer  ${token}` }, { kind: "token", token }],
  ["another scheme", { authorization: `Basic ${key}` }, "none"],
  ["two words", { authorization: `Bearer ${key} ${key}` }, "none"],
  ["an empty key", { "x-api-key": "", authorization: "Bearer " }, "none"],
  ["one key in two headers", { "x-api-key": key, authorization: `Bearer ${key}` }, { kind: "key", key }],
  ["two keys", { "x-api-key": key, authorization: `Bearer ${token}` }, "several"],
  ["a certificate", { [certificateHeader]: uri }, { kind: "certificate", uri }],
  [
    "a certificate, and the key that a library always sends",
    { [certificateHeader]: uri, authorization: "Bearer none" },
    { kind: "certificate", uri },
  ],
  ["no certificate", { [certificateHeader]: "", authorization: `Bearer ${key}` }, { kind: "key", key }],
])("%s", { tags: ["gate-credential"] }, (_, headers, credential) => {
  expect(credentialOf(headers)).toEqual(credential);
});
