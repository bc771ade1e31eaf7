import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { edited, type Path } from "../../policies/edit.ts";

/** One harmful change of one resource of a preview, made by rule and not by hand. */
export interface Weakening {
  /** Resource that is changed; one that is not there yet, for an addition. */
  source: SubjectSource;
  /** `flip`, `drop`, `widen`, `star` ... */
  operation: string;
  path: Path;
  /** Instead of the resource; undefined where it is taken out of the stack. */
  instead: SubjectSource | undefined;
}

/** Values that make something strong, and what makes it weak in their place, wherever they stand. */
const opposites: Readonly<Record<string, string>> = {
  // AWS
  IMMUTABLE: "MUTABLE",
  required: "optional",
  "block-bidirectional": "off",
  Enabled: "Suspended",
  ENABLED: "DISABLED",
  "aws:kms": "AES256",
  KMS: "AES256",
  API: "API_AND_CONFIG_MAP",
  CUSTOMER_ROUTED: "AWS_MANAGED",
  STANDARD: "EXTENDED",
  BucketOwnerEnforced: "ObjectWriter",
  BLOCK: "ALLOW",
  ALL: "REJECT",
  FIFTEEN_MINUTES: "SIX_HOURS",
  NO_SCHEDULE: "PREFER_NO_SCHEDULE",
  on: "off",
  TCP: "HTTP",
  tcp: "-1",
  strict: "standard",
  // Kubernetes
  Fail: "Ignore",
  restricted: "privileged",
  ClusterIP: "LoadBalancer",
  RuntimeDefault: "Unconfined",
  Always: "Never",
  // Envoy
  SANITIZE: "ALWAYS_FORWARD_ONLY",
  REJECT_REQUEST: "KEEP_UNCHANGED",
  TLSv1_2: "TLSv1_0",
  STATIC: "STRICT_DNS",
};

/** Switches that mean something only where they say DISABLED. */
const closedByDisabled = /^(firewallFailOpen|instanceMetadataTags)$/;

const privateRange = /^(10|172\.(1[6-9]|2\d|3[01])|192\.168|100\.64)\.\d+\.\d+(\.\d+)?\/\d+$/;

/** Texts in which a whole document stands: a policy, a bootstrap, the configuration of an add-on. */
function documentIn(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const change = (source: SubjectSource, operation: string, path: Path, to: unknown): Weakening => ({
  source,
  operation,
  path,
  instead: {
    ...source,
    inputs: edited(source.inputs, path, to) as Record<string, unknown>,
    propertyDependencies: without(source, path[0]),
  },
});

function without({ propertyDependencies = {} }: SubjectSource, key: string | number | undefined) {
  const { [String(key)]: _, ...rest } = propertyDependencies;
  return rest;
}

/** Every weakening of a resource: of each value in it, of its protection, and of its being there. */
export function weakenings(source: SubjectSource): Weakening[] {
  return [
    { source, operation: "remove", path: [], instead: undefined },
    ...(source.protect ? [{ source, operation: "unprotect", path: [], instead: { ...source, protect: false } }] : []),
    ...Object.entries(source.inputs).flatMap(([key, value]) => inside(source, value, [key])),
  ];
}

function inside(source: SubjectSource, value: unknown, path: Path): Weakening[] {
  const key = path.at(-1);
  const drop = typeof key === "string" ? [change(source, "drop", path, undefined)] : [];
  if (typeof value === "boolean") return [...drop, change(source, "flip", path, !value)];
  if (typeof value === "string") return [...drop, ...ofText(source, value, path)];
  if (typeof value === "number") return [...drop, ...ofNumber(source, value, path)];
  if (Array.isArray(value)) {
    const empty = value.length > 0 ? [change(source, "empty", path, [])] : [];
    return [...drop, ...empty, ...value.flatMap((item, i) => inside(source, item, [...path, i]))];
  }
  if (value !== null && typeof value === "object")
    return [...drop, ...Object.entries(value).flatMap(([inner, item]) => inside(source, item, [...path, inner]))];
  return drop;
}

function ofText(source: SubjectSource, text: string, path: Path): Weakening[] {
  if (text === "true" || text === "false") return [change(source, "flip", path, text === "true" ? "false" : "true")];
  if (privateRange.test(text)) return [change(source, "widen", path, "0.0.0.0/0")];
  if (text === "DISABLED" && closedByDisabled.test(String(path.at(-1)))) return [change(source, "weaken", path, "ENABLED")];
  const opposite = opposites[text];
  if (opposite !== undefined) return [change(source, "weaken", path, opposite)];
  if (/^arn:aws:iam::\d{12}:/.test(text)) return [change(source, "star", path, "*")];
  if (/@sha256:[0-9a-f]{64}$/.test(text)) return [change(source, "unpin", path, text.replace(/@sha256:.*$/, ":latest"))];
  const document = documentIn(text);
  if (document === undefined) return [];
  const { Statement } = document as { Statement?: unknown };
  if (Array.isArray(Statement))
    return Statement.flatMap((statement, i) => ofStatement(source, statement as Statement, [...path, "Statement", i]));
  return Object.entries(document as object).flatMap(([key, item]) => inside(source, item, [...path, key]));
}

interface Statement {
  Effect: string;
  Action?: unknown;
  Resource?: unknown;
  Principal?: unknown;
  Condition?: object;
}

/** An allowance is widened in each of its parts; a denial is taken away, and turned around. */
function ofStatement(source: SubjectSource, statement: Statement, path: Path): Weakening[] {
  if (statement.Effect === "Deny")
    return [change(source, "undeny", path, undefined), change(source, "allow", [...path, "Effect"], "Allow")];
  const widened = (["Action", "Resource", "Principal"] as const).filter(
    (part) => statement[part] !== undefined && [statement[part]].flat().join() !== "*",
  );
  return [
    ...widened.map((part) => change(source, "star", [...path, part], "*")),
    ...(statement.Condition === undefined ? [] : [change(source, "uncondition", [...path, "Condition"], undefined)]),
  ];
}

/** Ports are opened, times and counts cut to one. */
function ofNumber(source: SubjectSource, value: number, path: Path): Weakening[] {
  if (/port$/i.test(String(path.at(-1)))) return [change(source, "port", path, value === 65535 ? 0 : 65535)];
  return value > 1 ? [change(source, "cut", path, 1)] : [change(source, "raise", path, 64)];
}
