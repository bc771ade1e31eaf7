import { parseJson } from "../rule/json.ts";
import { isPolicyDocument } from "../rule/policy-document.ts";
import type { Plain } from "../rule/reading.ts";

/** What one input of a resource may be. A list is judged item by item. */
export type Input =
  /** One of these values; none at all where the list is empty. */
  | readonly Plain[]
  /** A text that matches. */
  | RegExp
  | Sort
  | Written
  | Either
  | Needed
  | Fields;

/** An object with these fields and no others. Each may be left out but where it is {@link Needed}. */
export interface Fields {
  readonly [field: string]: Input;
}

/** Values that are compared by meaning, not by spelling. */
export class Sort {
  /** What is accepted, in words. */
  readonly accepted: string;
  /** Whether a value of the program is such a one; undefined where the stack decides. */
  readonly holds: ((value: unknown) => boolean) | undefined;

  constructor(accepted: string, holds?: (value: unknown) => boolean) {
    this.accepted = accepted;
    this.holds = holds;
  }
}

/** A value that is for a rule of its own to judge. */
export class Ruled extends Sort {
  readonly rule: string;

  constructor(rule: string) {
    super(`what ${rule} accepts`, isPlain);
    this.rule = rule;
  }
}

const isPlain = (value: unknown) => ["string", "number", "boolean"].includes(typeof value);

/** An id, ARN or name of a resource of the same stack. */
export const own = new Sort("a resource of this stack");
/** Words for people, and names that a resource gives itself. */
export const text = new Sort("a text", isPlain);
/** A credential of the deploying user, which no report may show. */
export const withheld = new Sort("a credential", isPlain);
export const number = new Sort("a number", (value) => isPlain(value) && String(value).trim() !== "" && Number.isFinite(Number(value)));
export const flag = new Sort("true or false", (value) => ["true", "false"].includes(String(value)));
/** A value that a rule of its own judges, which may be waived by itself. @param rule its name */
export const byRule = (rule: string): Ruled => new Ruled(rule);

/** A policy document: what it allows is judged by rules of its own, and by the proofs. */
export const document = new Sort("a policy document with elements that IAM knows, each once", isPolicyDocument);
/** Keys and values of the user's choice, such as tags. */
export const labels = new Sort(
  "texts by their keys",
  (value) => typeof value === "object" && Object.values(value as object).every(isPlain),
);

/** Tag keys by which AWS services and cluster controllers act on a resource, or ignore it. */
const actedUpon =
  /^(aws:|eks:|GuardDuty|AmazonECS|AWSBackup|DataLifecycle|InspectorE|kubernetes\.io\/|k8s\.io\/|karpenter\.|[\w.-]*\.aws\/|[\w.-]*\.amazonaws\.com\/)/i;
/** The one of them that the release writes: the network plugin finds its interfaces by it. */
const written = "cluster.k8s.amazonaws.com/name";
/** Tags for people and bills. */
export const tags = new Sort(
  "texts by keys on which nothing acts",
  (value) =>
    typeof value === "object" &&
    Object.entries(value as object).every(([key, one]) => isPlain(one) && (key === written || !actedUpon.test(key.trim()))),
);

/** A name in the cluster that follows the name of a keep: of the stack's own, where that is known. */
export class OfKeep extends Sort {
  /** What is called so, for example `operators`. */
  readonly what: string;

  constructor(what: string) {
    super(`the name of the keep's ${what}`, (value) => new RegExp(`^modelkeep-[a-z0-9-]+-${what}$`).test(String(value)));
    this.what = what;
  }
}

export const ofKeep = (what: string): OfKeep => new OfKeep(what);

/** An input that a resource needs to have any effect. */
export class Needed {
  readonly input: Input;

  constructor(input: Input) {
    this.input = input;
  }
}

export const needed = (input: Input): Needed => new Needed(input);

/** A text in a language of its own: what is read from it has the input, and a text that cannot be read has none. */
export class Written {
  readonly accepted: string;
  readonly input: Input;
  /** The value of the text. @throws where it has none */
  readonly read: (value: string) => unknown;

  constructor(accepted: string, input: Input, read: Written["read"]) {
    this.accepted = accepted;
    this.input = input;
    this.read = read;
  }
}

/** A value that is compared by meaning, or else has to be another input. */
export class Either {
  readonly sort: Sort;
  readonly input: Input;

  constructor(sort: Sort, input: Input) {
    this.sort = sort;
    this.input = input;
  }
}

export const either = (sort: Sort, input: Input): Either => new Either(sort, input);

/** Where a file lies: no text of JSON or YAML reads like this. */
export const filePath = new Sort(
  "the path of a file",
  (value) => typeof value === "string" && /^[\w@%+=,.~/-]*\/[\w@%+=,.~/-]+$/.test(value),
);

export const json = (input: Input): Written => new Written("JSON without duplicate keys", input, parseJson);

/** Lines of text that are not empty, each of which matches. */
export const lines = (line: RegExp): Written =>
  new Written("lines of text", line, (value) => value.split("\n").filter((one) => one !== ""));

export const base64 = (input: Input): Written =>
  new Written("text in base64", input, (value) => {
    const read = Buffer.from(value, "base64").toString("utf8");
    if (Buffer.from(read, "utf8").toString("base64") !== value) throw new Error("it is not text in base64");
    return read;
  });

/** An IPv4 range of RFC 1918 or RFC 6598. */
export const privateRange = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)[\d.]+\/\d+$/;

/** The inputs of each type, by its token. */
export type Inputs = Readonly<Record<string, Fields>>;
