import { SECRET, UNKNOWN } from "../preview.ts";

/** A property value in Pulumi's protocol: JSON in which objects with a signature have a special meaning. */
export type Wire = null | boolean | number | string | Wire[] | WireObject;
export type WireObject = { [key: string]: Wire };

/** The key of a signature, and the signatures: `sdk/go/common/resource/sig` of pulumi/pulumi. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";
const SECRET_VALUE = "1b47061264138c4ac30d75fd1eb44270";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const OUTPUT_VALUE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";

/** Marks a value as secret on the wire. */
export function secret(value: Wire): WireObject {
  return { [SIGNATURE]: SECRET_VALUE, value };
}

/**
 * The value as shown in a preview. Secrets become {@link SECRET}, references to resources `{ resource: urn }`, assets
 * `{ asset: { path | text | uri } }` and archives `{ archive: { path | uri | assets } }`; {@link UNKNOWN} is the
 * protocol's own marker and stays. Values of `pulumi preview --json` have the same form and pass through here as well.
 */
export function plainValue(value: Wire): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (value === null || typeof value !== "object") return value;
  switch (value[SIGNATURE]) {
    case SECRET_VALUE:
      return SECRET;
    case OUTPUT_VALUE:
      return value["secret"] === true ? SECRET : value["value"] === undefined ? UNKNOWN : plainValue(value["value"]);
    case RESOURCE:
      return { resource: value["urn"] };
    case ASSET:
      return { asset: content(value) };
    case ARCHIVE:
      return { archive: content(value) };
    default:
      return plainRecord(value);
  }
}

/** {@link plainValue} of each field. */
export function plainRecord(values: WireObject): Record<string, unknown> {
  return mapValues(values, plainValue);
}

/** Location of the content, without the hash that the CLI adds and the SDK's own marks. */
function content(asset: WireObject): Record<string, unknown> {
  return plainRecord(Object.fromEntries(Object.entries(asset).filter(([key]) => ["path", "text", "uri", "assets"].includes(key))));
}

/** Output values (which carry dependencies) converted to plain, secret or unknown values. */
export function withoutOutputValues(value: Wire): Wire {
  if (Array.isArray(value)) return value.map(withoutOutputValues);
  if (value === null || typeof value !== "object") return value;
  if (value[SIGNATURE] !== OUTPUT_VALUE) return mapValues(value, withoutOutputValues);
  const inner = value["value"] === undefined ? UNKNOWN : withoutOutputValues(value["value"]);
  return value["secret"] === true ? secret(inner) : inner;
}

/**
 * The value as an output value that depends on `dependencies`; secrets and unknowns at any depth become output values
 * as well, so that a transform sees `Output`s where the program passed some.
 */
export function asOutputValue(value: Wire, dependencies: readonly string[]): Wire {
  const upgraded = upgrade(value);
  if (dependencies.length === 0) return upgraded;
  const inner = isSigned(upgraded, OUTPUT_VALUE) ? upgraded : { [SIGNATURE]: OUTPUT_VALUE, value: upgraded };
  return { ...inner, dependencies: [...dependencies] };
}

function upgrade(value: Wire): Wire {
  if (value === UNKNOWN) return { [SIGNATURE]: OUTPUT_VALUE };
  if (Array.isArray(value)) return value.map(upgrade);
  if (value === null || typeof value !== "object") return value;
  if (value[SIGNATURE] !== SECRET_VALUE) return mapValues(value, upgrade);
  const inner = upgrade(value["value"] ?? null);
  return isSigned(inner, OUTPUT_VALUE) ? { ...inner, secret: true } : { [SIGNATURE]: OUTPUT_VALUE, secret: true, value: inner };
}

/** Whether the value is an object without a signature, i.e. a plain record. */
export function isPlainObject(value: Wire): value is WireObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) && value[SIGNATURE] === undefined;
}

/** URNs that output values at any depth depend on. */
export function outputDependencies(value: Wire): string[] {
  if (value === null || typeof value !== "object") return [];
  const own = isSigned(value, OUTPUT_VALUE) && Array.isArray(value["dependencies"]) ? value["dependencies"].map(String) : [];
  return [...own, ...Object.values(value).flatMap(outputDependencies)];
}

function isSigned(value: Wire, signature: string): value is WireObject {
  return value !== null && typeof value === "object" && !Array.isArray(value) && value[SIGNATURE] === signature;
}

function mapValues<T>(values: WireObject, change: (value: Wire) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}
