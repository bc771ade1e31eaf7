import { readPolicy } from "../../../evidence/iam/policy-document.ts";
import type { Situation } from "../../../evidence/iam/situation.ts";
import { own, type Question } from "./any-question.ts";

/** The policies of a question, read. */
export function situationOf({ delegation, identity, boundary, serviceControl, endpoint, resource }: Question): Situation {
  const read = (kind: string) => (document: unknown, i: number) => readPolicy(`${kind} ${i + 1}`, document);
  return {
    account: own,
    delegation,
    identity: identity.map(read("identity")),
    ...(boundary ? { boundary: boundary.map(read("boundary")) } : {}),
    serviceControl: serviceControl.map((level) => level.map(read("service control"))),
    ...(endpoint ? { endpoint: readPolicy("endpoint", endpoint) } : {}),
    ...(resource ? { resource: readPolicy("resource", resource) } : {}),
  };
}
