import { describe, expect, test } from "vitest";
import type { Snapshot } from "../../../doctor/snapshot.ts";
import { put } from "../../infra/settings/good-settings.ts";
import { findingOf, readOf } from "../clusters.ts";

const nothing = () => {};

test("secrets are never looked at, so they are never in order", { tags: ["doctor-secrets-unread"] }, () => {
  expect(findingOf("secrets", "talos", nothing)).toMatchObject({
    state: "undecided",
    seen: expect.stringMatching(/^front-door-client-ca in/),
  });
  const bySecrets = put("certificates", { kind: "secrets" });
  expect(findingOf("secrets", "talos", nothing, bySecrets).seen).toMatch(
    /^front-door-tls and front-door-client-ca in modelkeep-on-prem-serving/,
  );
});

describe("an issuer of clients' certificates", { tags: ["doctor-client-issuer"] }, () => {
  const named = (kind: "ClusterIssuer" | "Issuer") => put("certificates.clientIssuer", { name: "clients", kind });
  const issuer = (ready: boolean) => (snapshot: Snapshot) => {
    readOf(snapshot.issuers).push({ kind: "ClusterIssuer", name: "clients", ready });
  };
  test.each([
    ["that is there", issuer(true), named("ClusterIssuer"), "works"],
    ["that is not ready", issuer(false), named("ClusterIssuer"), "fails"],
    ["that is not there", nothing, named("ClusterIssuer"), "fails"],
    ["that may be in a namespace of clients", nothing, named("Issuer"), "undecided"],
  ])("%s", (_, change, edit, state) => expect(findingOf("certificates of clients", "talos", change, edit).state).toBe(state));

  test("does not sign the front door's", () => {
    const only = (snapshot: Snapshot) => {
      snapshot.issuers = { read: [{ kind: "ClusterIssuer", name: "clients", ready: true }] };
    };
    expect(findingOf("certificates", "talos", only, named("ClusterIssuer")).fix).toBeUndefined();
  });

  test("stays where the front door's certificate is no longer of cert-manager", () => {
    const without = (snapshot: Snapshot) => {
      delete readOf(snapshot.apiGroups)["cert-manager.io"];
    };
    expect(findingOf("certificates", "talos", without, named("ClusterIssuer")).fix?.value).toMatchObject({
      clientIssuer: { name: "clients" },
    });
  });
});
