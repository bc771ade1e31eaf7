import type { PreviewResource } from "../../../engine/preview.ts";
import type { Edit, Inputs } from "../holes/edit.ts";

/** A small insecurity of an example, which no verdict may accept. */
export interface RefusedHole {
  name: string;
  /** Example stack that it is made in. */
  stack: string;
  /** Rule that finds it, as a mandatory violation or as undecided; or proof that is then refuted or undecided. */
  by: string;
  edit: (program: Edit) => void;
}

/** Holes of an example: what each is, who finds it, and the edit that makes it. */
export const holesOf = (
  stack: string,
  ...holes: readonly (readonly [name: string, by: string, edit: RefusedHole["edit"]])[]
): RefusedHole[] => holes.map(([name, by, edit]) => ({ name, stack, by, edit }));

/** Another account than that of the examples. */
export const foreign = "999988887777";
/** The account of the examples, and their region. */
export const own = "111122223333";
export const region = "eu-central-1";

/** Adds a resource as the SDK registers it: with what each of its inputs was made from. */
export function register(program: Edit, type: string, name: string, inputs: Inputs, options: Partial<PreviewResource> = {}): string {
  const id = program.add(type, name, inputs);
  const resource = program.resource(name, type);
  Object.assign(resource, { propertyDependencies: madeFrom(program, inputs) }, options);
  return id;
}

function madeFrom(program: Edit, inputs: Inputs): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([input, value]) => {
      const text = JSON.stringify(value) ?? "";
      const urns = Object.entries(program.symbols).flatMap(([symbol, { urn }]) => (text.includes(symbol) ? [urn] : []));
      return urns.length > 0 ? [[input, [...new Set(urns)].toSorted()]] : [];
    }),
  );
}

/** One input of a resource is another value; what it was made from stays, as where a program makes it by `apply`. */
export function change(program: Edit, name: string, type: string, input: string, value: unknown): void {
  program.inputs(name, type)[input] = value;
}

/** An object of the cluster, by the token of its type. */
export function object(program: Edit, type: string, name: string, fields: Inputs, namespace: string = program.serving): void {
  const [, version = "", kind = ""] = type.split(":");
  const metadata = { name, ...(namespace !== "" && { namespace }), ...fields["metadata"] };
  register(program, type, `${namespace === "" ? "" : `${namespace}/`}${name}`, {
    apiVersion: version.replace(/^core\//, ""),
    kind,
    ...fields,
    metadata,
  });
}

/** A policy with one statement. */
export const allows = (statement: Inputs): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });

/** Changes the policy of a resource, as a document. */
export function rewrite(program: Edit, name: string, type: string, input: string, edit: (document: Inputs) => void): void {
  const inputs = program.inputs(name, type);
  const document = JSON.parse(inputs[input]) as Inputs;
  edit(document);
  inputs[input] = JSON.stringify(document);
}
