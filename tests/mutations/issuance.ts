import type { Mutation } from "./mutation.ts";

/** Edits that would hide who can have a certificate of the clients' authority. */
export const issuanceMutations: Mutation[] = [
  {
    name: "a Certificate of the clients' issuer is none",
    in: "signers",
    find: "authority.issuer && signer === `",
    replace: "!authority.issuer && signer === `",
    fails: "issuance-refutes",
  },
  {
    name: "an issuer of the same name in a namespace is the clients'",
    in: "signers",
    find: "signer === `",
    replace: 'signer.replace("Issuer", "ClusterIssuer") === `',
    fails: "issuance-stays-proved",
  },
  {
    name: "an issuer whose key nobody knows signs for nobody",
    in: "asIssuer",
    find: 'if (Object.keys(spec).length === 1 && spec["selfSigned"] !== undefined) return [];',
    replace: "return [];",
    fails: "issuance-leaves-open",
  },
  {
    name: "nobody is asked who reads Secrets",
    in: "issuance#granted",
    find: "if (!has(apiGroups, right.group)",
    replace: 'if (right.group === "" || !has(apiGroups, right.group)',
    fails: "issuance-refutes",
  },
  {
    name: "an editor of a namespace reads no Secrets",
    in: "evidence#builtIn",
    find: "edit: true",
    replace: "edit: false",
    fails: "issuance-refutes",
  },
  {
    name: "a viewer of a namespace is a client",
    in: "evidence#builtIn",
    find: "view: false",
    replace: "view: true",
    fails: "issuance-stays-proved",
  },
  {
    name: "a container beside the door may have the authority's Secret",
    in: "holders",
    find: "!doorsHere.includes(fields)",
    replace: "doorsHere.length === 0",
    fails: "issuance-refutes",
  },
  {
    name: "a door whose authority nobody knows is closed",
    in: "issuance",
    find: "if (own.length === 0) unseen.push(",
    replace: "if (own.length < 0) unseen.push(",
    fails: "issuance-leaves-open",
  },
  {
    name: "the proof does not say who holds the key",
    in: "issuance",
    find: "assumptions.push(keyHolder(authority), ",
    replace: "assumptions.push(",
    fails: "issuance-is-assumed-by-name",
  },
  {
    name: "the proof does not name the other issuers",
    in: "issuance",
    find: "...asked.others.map((other) => isAnother(other, authority))",
    replace: "",
    fails: "issuance-is-assumed-by-name",
  },
];
