import { expect, test } from "vitest";
import { dnsPorts, networkPolicy } from "../../../charts/isolation/network-policy.ts";
import { podsOf } from "../../../charts/isolation/peers.ts";

const pods = [podsOf("apps", { app: "web" })];
const make = (rules: Parameters<typeof networkPolicy>[4]) => networkPolicy("demo", "apps", "way", { app: "api" }, rules);

test("isolates exactly the directions that its rules have", () => {
  const types = (rules: Parameters<typeof networkPolicy>[4]) => make(rules).spec?.policyTypes;
  expect(types({ ingress: [] })).toEqual(["Ingress"]);
  expect(types({ egress: [{ to: pods, ports: dnsPorts }] })).toEqual(["Egress"]);
  expect(types({ ingress: [], egress: [] })).toEqual(["Ingress", "Egress"]);
});

test("an empty list, which Kubernetes reads as everything, is refused and the policy named", {
  tags: ["empty-policy-list-refused"],
}, () => {
  const message = /network policy apps\/way has a rule without a peer or a port/;
  expect(() => make({ ingress: [{ from: [], ports: dnsPorts }] })).toThrow(message);
  expect(() => make({ ingress: [{ from: pods, ports: [] }] })).toThrow(message);
  expect(() => make({ egress: [{ to: [], ports: dnsPorts }] })).toThrow(message);
  expect(() => make({ egress: [{ to: pods, ports: [] }] })).toThrow(message);
});

test("a peer without labels, which means every pod, is refused", () => {
  expect(() => podsOf("apps", {})).toThrow(/a peer in namespace apps needs a label/);
});
