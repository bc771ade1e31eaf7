/** The part of an API server's `/openapi/v2` that is read here. */
interface OpenApi {
  definitions: Record<string, Definition>;
}
type Definition = Record<string, unknown> & {
  "x-kubernetes-group-version-kind"?: readonly { group: string; kind: string; version: string }[];
};

const reference = /"#\/definitions\/([^"]+)"/g;

/** What OpenAPI 2 cannot say: these are texts or numbers. */
const scalars: Record<string, object> = {
  "io.k8s.apimachinery.pkg.util.intstr.IntOrString": { type: ["string", "integer"] },
  "io.k8s.apimachinery.pkg.api.resource.Quantity": { type: ["string", "number"] },
};

/** File name under which kubeconform looks for a kind with the template {@link schemaTemplate}. */
const fileName = (group: string, version: string, kind: string) =>
  `${[kind, ...(group === "" ? [] : [group.split(".")[0]]), version].join("-").toLowerCase()}.json`;

export const schemaTemplate = "{{ .ResourceKind }}{{ .KindSuffix }}.json";

/**
 * JSON Schemas of the wanted kinds, as an API server itself describes them, for kubeconform: it is offline, and what the server of this
 * version knows is the better witness. A field that a definition does not name is an error.
 * @returns text by file name
 */
export function schemasOf(openapi: OpenApi, wanted: ReadonlySet<string>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [name, { "x-kubernetes-group-version-kind": kinds = [] }] of Object.entries(openapi.definitions)) {
    for (const { group, version, kind } of kinds) {
      if (!wanted.has(kind)) continue;
      const definitions = Object.fromEntries([...reached(openapi, name)].map((one) => [one, strict(one, openapi.definitions[one]!)]));
      const schema = { $schema: "http://json-schema.org/draft-07/schema#", $ref: `#/definitions/${name}`, definitions };
      files.set(fileName(group, version, kind), JSON.stringify(schema));
    }
  }
  return files;
}

function reached({ definitions }: OpenApi, name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, next] of JSON.stringify(definitions[name]).matchAll(reference)) reached({ definitions }, next!, known);
  return known;
}

function strict(name: string, definition: Definition): object {
  return scalars[name] ?? closed(definition);
}

/** A schema, and those within it, which know their fields: definitions of custom resources hold their whole tree in themselves. */
function closed(schema: Definition): Definition {
  const { properties, items, additionalProperties } = schema as Record<string, Definition | undefined>;
  const open = additionalProperties !== undefined || schema["x-kubernetes-preserve-unknown-fields"] === true;
  const within = (part: unknown) => (typeof part === "object" ? closed(part as Definition) : part);
  return {
    ...schema,
    ...(properties ? { properties: Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, within(part)])) } : {}),
    ...(items ? { items: within(items) } : {}),
    ...(additionalProperties ? { additionalProperties: within(additionalProperties) } : {}),
    ...(properties && !open ? { additionalProperties: false } : {}),
  };
}
