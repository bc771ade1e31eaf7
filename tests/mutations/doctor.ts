import type { Mutation } from "./mutation.ts";

/** Edits that would have the doctor call something in order that is not, or is not known to be. */
export const doctorMutations: Mutation[] = [
  {
    name: "an agent that is turned off enforces",
    in: "agentsSeen",
    find: "enforces: known.enforces || turnedOn",
    replace: "enforces: true",
    fails: "doctor-finds",
  },
  {
    name: "an agent that is not ready on every node will do",
    in: "network-policies#ready",
    find: "up === desired",
    replace: "up > 0",
    fails: "doctor-finds",
  },
  {
    name: "pods of DNS on another port are open as well",
    in: "dns-ways#opens",
    find: "declared.port === peer.port &&",
    replace: "",
    fails: "doctor-finds",
  },
  {
    name: "what was not read works",
    in: "notRead",
    find: 'state: "undecided"',
    replace: 'state: "works"',
    fails: "doctor-unread",
  },
  {
    name: "a taint is no obstacle",
    in: "untolerated",
    find: 'taint.effect !== "PreferNoSchedule" &&',
    replace: 'taint.effect === "none" &&',
    fails: "doctor-finds",
  },
  {
    name: "a setting is named that was not tried",
    in: "diagnose",
    find: "fixes.find((one) => isFixedBy(finding, one, snapshot, settings))",
    replace: "fixes.at(-1)",
    fails: "doctor-finds",
  },
  {
    name: "every user is in every range",
    in: "pods#within",
    find: "if (first === undefined) return false;",
    replace: "if (first === undefined || user > 0) return true;",
    fails: "doctor-finds",
  },
  {
    name: "whose claim a volume has is recorded",
    in: "volumeOf",
    find: 'claimed.startsWith("modelkeep-") ? claimed : "another"',
    replace: "claimed",
    fails: "doctor-reads-little",
  },
  {
    name: "an answer of any shape has been read",
    in: "take-snapshot#shaped",
    find: "error === undefined ? value",
    replace: "error === error ? value",
    fails: "doctor-shapes",
  },
  {
    name: "all arguments of an agent are recorded",
    in: "agentsIn",
    find: ".filter((one: string) => one === unless?.argument)",
    replace: "",
    fails: "doctor-reads-little",
  },
];
