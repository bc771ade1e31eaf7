import { onEks, type Row } from "./row.ts";

/** Mistakes in one field: clients. */
export const badClients: readonly Row[] = [
  onEks(
    "one client in place of a list",
    "clients",
    { name: "a" },
    /is an object; accepted: a list, each entry on a line that begins with "- "/,
  ),
  onEks("an empty list left as nothing", "clients", null, /is empty; accepted: a list.*or leave it out/),
  onEks("a client without a name", "clients[0].name", undefined, /is missing: the client's name/),
  onEks(
    "a client without a source",
    "clients[0].from",
    undefined,
    /is missing: .*accepted: an object \{kind: private-link, principal, ranges\?\} or \{kind: workload, namespace, serviceAccount\}/,
  ),
  onEks("a client with an empty source", "clients[0].from", {}, /is missing; accepted: private-link, workload$/, "clients[0].from.kind"),
  onEks(
    "a workload that does not say that it is one",
    "clients[1].from.kind",
    undefined,
    /is missing; add "kind: workload"; accepted: private-link, workload$/,
  ),
  onEks(
    "a PrivateLink client that does not say that it is one",
    "clients[0].from.kind",
    undefined,
    /is missing; add "kind: private-link"; accepted: private-link, workload$/,
  ),
  onEks(
    "an unknown kind of source",
    "clients[0].from.kind",
    "privatelink",
    /is unknown; did you mean "private-link"\? accepted: private-link/,
  ),
  onEks(
    "a source as a string",
    "clients[0].from",
    "arn:aws:iam::444455556666:root",
    /is a string; accepted: an object \{kind: private-link, principal/,
  ),
  onEks(
    "a source of both forms",
    "clients[0].from.namespace",
    "bots",
    /is not a setting of kind "private-link"; accepted: kind, principal, ranges$/,
  ),
  onEks(
    "a typo in a source",
    "clients[0].from",
    { kind: "private-link", principal: "arn:aws:iam::444455556666:root", range: [] },
    /did you mean "ranges"\?/,
    "clients[0].from.range",
  ),
  onEks(
    "a typo beside a right key of a source",
    "clients[1].from.rnges",
    [],
    /is not a setting of kind "workload"; accepted: kind, namespace, serviceAccount/,
  ),
  onEks(
    "a workload without its service account",
    "clients[1].from.serviceAccount",
    undefined,
    /is missing: service account of the client's pods/,
  ),
  onEks(
    "everybody as principal",
    "clients[0].from.principal",
    "*",
    /one IAM principal such as "arn:aws:iam::444455556666:root"; "\*" would let any principal/,
  ),
  onEks("a wildcard in a principal", "clients[0].from.principal", "arn:aws:iam::444455556666:role/*", /one IAM principal/),
  onEks("an account in place of a principal", "clients[0].from.principal", 444455556666, /is a number; accepted: one IAM principal/),
  onEks(
    "a client's range that is none",
    "clients[0].from.ranges",
    ["10.0.0.0/33"],
    /IPv4 range in CIDR notation/,
    "clients[0].from.ranges[0]",
  ),
  onEks("a limit of nothing", "clients[0].limits.requestsPerMinute", 0, /1 or more/),
  onEks("a typo in a limit", "clients[0].limits.inputToken", 9, /did you mean "inputTokens"\?/),
  onEks(
    "a limit beyond all counting",
    "clients[0].limits.concurrent",
    1e300,
    /is (too large|not a whole number); accepted: a whole number/,
  ),
];
