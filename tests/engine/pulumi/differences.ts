import { isDeepStrictEqual } from "node:util";
import { isProvider } from "../../../engine/in-process/urn.ts";
import { type Preview, type PreviewResource, SECRET } from "../../../engine/preview.ts";

/** Fields that both engines know of every resource; a preview of the CLI does not tell the rest. */
const FIELDS = [
  "type",
  "name",
  "parent",
  "custom",
  "inputs",
  "provider",
  "protect",
  "retainOnDelete",
  "dependencies",
  "propertyDependencies",
  "ignoreChanges",
  "customTimeouts",
  "deletedWith",
] as const satisfies (keyof PreviewResource)[];

/**
 * Inputs that are a number in `@pulumi/aws` and a text in the provider, which hands them back as it keeps them. The
 * official plugin turns them into numbers again, dev/engine's does not.
 */
const TEXT_IN_THE_PROVIDER = new Set(["aws:lb/targetGroup:TargetGroup.deregistrationDelay"]);

/**
 * How two previews of one stack differ, one line a difference, named by resource and path; empty when they do not.
 * Of the stack's outputs only the names are compared: their values may be what a provider computed.
 */
export function differences(a: Preview, b: Preview): string[] {
  return [
    ...compare("project", a.project, b.project),
    ...compare("stack", a.stack, b.stack),
    ...compare("outputs", Object.keys(a.outputs).sort(), Object.keys(b.outputs).sort()),
    ...resourceDifferences(a.resources, b.resources),
  ];
}

function resourceDifferences(a: readonly PreviewResource[], b: readonly PreviewResource[]): string[] {
  const other = new Map(b.map((resource) => [resource.urn, resource]));
  const urns = new Set(a.map(({ urn }) => urn));
  return [
    ...a.flatMap((resource) => {
      const twin = other.get(resource.urn);
      if (!twin) return [`${resource.urn}: only in the first`];
      const [one, two] = [comparable(resource), comparable(twin)];
      return FIELDS.flatMap((field) => compare(`${resource.urn}: ${field}`, one[field], two[field]));
    }),
    ...b.filter(({ urn }) => !urns.has(urn)).map(({ urn }) => `${urn}: only in the second`),
    ...(a.length === urns.size && b.length === other.size ? [] : ["a resource is listed twice"]),
  ];
}

/** The resource with inputs in one form where two forms mean the same. */
function comparable(resource: PreviewResource): PreviewResource {
  const inputs = Object.entries(resource.inputs).map(([name, value]) => {
    if (isProvider(resource.type)) return [name, parsed(value)];
    return [name, TEXT_IN_THE_PROVIDER.has(`${resource.type}.${name}`) ? String(value) : value];
  });
  const all = Object.fromEntries(inputs);
  return { ...resource, inputs: resource.type.startsWith("kubernetes:") ? (withoutEmpty(all) as PreviewResource["inputs"]) : all };
}

/**
 * An object as the Kubernetes plugin hands it back: it reads some kinds into Go types, which leave out fields that are false or empty; to the
 * API server they mean the same. Elements of lists stay, since an empty rule among others says something.
 */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (!isRecord(value)) return value;
  const says = (one: unknown) => one !== false && one !== "" && !(isRecord(one) && Object.keys(one).length === 0);
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, one]) => [name, withoutEmpty(one)] as const)
      .filter(([, one]) => says(one)),
  );
}

/** A provider's configuration travels as JSON text, in which the order of keys carries no meaning. */
function parsed(value: unknown): unknown {
  return typeof value === "string" && /^[[{]/.test(value) && value !== SECRET ? JSON.parse(value) : value;
}

function compare(path: string, a: unknown, b: unknown): string[] {
  if (isDeepStrictEqual(a, b)) return [];
  if (!isRecord(a) || !isRecord(b) || Array.isArray(a) !== Array.isArray(b)) return [`${path}: ${show(a)} != ${show(b)}`];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) => compare(`${path}.${key}`, a[key], b[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function show(value: unknown): string {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 300 ? `${text.slice(0, 300)}...` : text;
}
