import { createHash } from "node:crypto";
import type { SubjectSource } from "../../../policies/rule/subject.ts";
import { edited, type Path } from "../edit.ts";

/** One change of one field of an object, as small as a change can be. */
export interface FieldEdit {
  operation: "remove" | "add" | "change" | "empty";
  path: Path;
  inputs: Record<string, unknown>;
}

/** Every change of every field of some inputs: each is removed, changed to a neighbour and emptied; each object gets one more field, each list one more item. */
export const everyEdit = (inputs: Readonly<Record<string, unknown>>): FieldEdit[] =>
  Object.entries(inputs)
    .flatMap(([key, value]) => inside(inputs, value, [key]))
    .concat(edit(inputs, "add", ["addedByNobody"], "added"));

const edit = (inputs: Readonly<Record<string, unknown>>, operation: FieldEdit["operation"], path: Path, to: unknown): FieldEdit => ({
  operation,
  path,
  inputs: edited(inputs, path, to) as Record<string, unknown>,
});

function inside(inputs: Readonly<Record<string, unknown>>, value: unknown, path: Path): FieldEdit[] {
  const made = (operation: FieldEdit["operation"], to: unknown, ...below: Path) => edit(inputs, operation, [...path, ...below], to);
  const removed = made("remove", undefined);
  const emptied = (to: unknown) => (JSON.stringify(value) === JSON.stringify(to) ? [] : [made("empty", to)]);
  const document = documentIn(value);
  if (document !== undefined) return [removed, ...emptied(""), made("add", "added", "addedByNobody"), ...fieldsOf(inputs, document, path)];
  if (Array.isArray(value)) {
    const more = made("add", value.at(-1) ?? "added", value.length);
    return [removed, more, ...emptied([]), ...value.flatMap((item: unknown, i) => inside(inputs, item, [...path, i]))];
  }
  if (typeof value === "object" && value !== null)
    return [removed, ...emptied({}), made("add", "added", "addedByNobody"), ...fieldsOf(inputs, value, path)];
  if (typeof value === "boolean") return [removed, made("change", !value), made("change", String(value))];
  if (typeof value === "number") return [removed, made("change", value + 1), ...emptied(0), made("change", String(value))];
  return [removed, made("change", `${value}x`), made("change", `x${value}`), ...emptied("")];
}

const fieldsOf = (inputs: Readonly<Record<string, unknown>>, value: object, path: Path): FieldEdit[] =>
  Object.entries(value).flatMap(([key, item]) => inside(inputs, item, [...path, key]));

/** The document of JSON that stands in a text. */
function documentIn(value: unknown): object | undefined {
  if (typeof value !== "string" || !value.startsWith("{\n")) return undefined;
  return JSON.parse(value) as object;
}

/** An edit as one line, with places in lists as `#`. */
export const lineOf = (type: string, { operation, path }: FieldEdit): string =>
  `${type.split(":").at(-1)} ${operation} ${path.map((part) => (typeof part === "number" ? "#" : part)).join(" ")}`;

/** Files of the front door, in the order of their digest. */
const doorFiles = ["bootstrap.json", "server.json", "clients-load-balancer.json", "clients-cluster.json"];

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/**
 * The stack with an object changed, and with every digest that is made of it made anew: whoever changes the source of a chart does not have to
 * remember them, so they must not be what notices the change.
 */
export function withEdit(stack: readonly SubjectSource[], source: SubjectSource, { inputs }: FieldEdit): SubjectSource[] {
  const data = inputs["data"] as Record<string, string> | undefined;
  const map = source.type.endsWith(":ConfigMap") ? source.name : "";
  const [, door] = /^(modelkeep-.+-serving\/.+)-front-door$/.exec(map) ?? [];
  const [probe] = /^modelkeep-.+-probes\/probe(-.+)?$/.exec(map) ?? [];
  const [annotation, digest] = door
    ? [
        "modelkeep/front-door-config-sha256",
        sha256(
          JSON.stringify(Object.fromEntries(doorFiles.filter((file) => data?.[file] !== undefined).map((file) => [file, data?.[file]]))),
        ),
      ]
    : probe
      ? ["modelkeep/probe", sha256(`${data?.["probe.py"]}\0${data?.["plan.json"]}`)]
      : [];
  return stack.map((one) => {
    if (one.urn === source.urn) return { ...one, inputs };
    const paths = [
      ["spec", "template", "metadata", "annotations", annotation ?? ""],
      ["spec", "jobTemplate", "spec", "template", "metadata", "annotations", annotation ?? ""],
    ];
    const path = one.name === (door ?? probe) && annotation && paths.find((keys) => has(one.inputs, keys));
    return path ? { ...one, inputs: edited(one.inputs, path, digest) as Record<string, unknown> } : one;
  });
}

const has = (value: unknown, keys: readonly string[]): boolean =>
  keys.length === 0 ? value !== undefined : has((value as Record<string, unknown> | undefined)?.[keys[0]!], keys.slice(1));
