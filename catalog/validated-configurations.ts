import { createPublicKey, type KeyObject, verify } from "node:crypto";
import configurations from "./data/validated-configurations.json" with { type: "json" };
import keys from "./data/validation-keys.json" with { type: "json" };
import { knownGpus } from "./gpus.ts";
import type { ValidatedConfiguration, ValidationKey } from "./rows/validated-configuration.ts";

export {
  type ValidatedConfiguration,
  type ValidationKey,
  validatedConfigurationSchema,
  validationKeySchema,
} from "./rows/validated-configuration.ts";

/** Keys whose records count, and the records. Validated by the tests, not at run time; signatures are verified at each reading. */
export const validationKeys = keys as readonly ValidationKey[];
const records = configurations as readonly ValidatedConfiguration[];

/** A value with the keys of its objects in order, so that the same content is the same text. */
const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === "object" && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .sort(([a], [b]) => (a < b ? -1 : 1))
            .map(([key, inner]) => [key, ordered(inner)]),
        )
      : value;

/** The bytes of a record that are signed: all fields but the signature. */
export function signedBytes(record: Omit<ValidatedConfiguration, "signature">): Buffer {
  const { signature: _, ...signed } = record as ValidatedConfiguration;
  return Buffer.from(JSON.stringify(ordered(signed)));
}

/**
 * Whether a record is signed by the key that it names, that key is the only one of this name among those given, and of Ed25519, and the record is
 * not older than the key.
 */
export function isSigned(record: ValidatedConfiguration, known: readonly ValidationKey[] = validationKeys): boolean {
  const [key, ...others] = known.filter(({ name }) => name === record.by);
  if (key === undefined || others.length > 0 || record.date < key.date) return false;
  const publicKey = ed25519Of(key);
  return publicKey !== undefined && verify(null, signedBytes(record), publicKey, Buffer.from(record.signature, "base64"));
}

/** The public key of Ed25519 that an entry has; undefined where it is none. */
export function ed25519Of({ publicKey }: ValidationKey): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return key.asymmetricKeyType === "ed25519" ? key : undefined;
  } catch {
    return undefined;
  }
}

/** What one replica of a model runs on; the name of its GPUs, as in the catalog, is unknown on a cluster whose nodes settings describe by memory only. */
export interface ValidationQuestion {
  model: string;
  vllm: string;
  gpu: string | undefined;
  gpus: number;
  nodes: number;
}

/** What the driver sees of a GPU's memory may differ from the catalog's figure by ECC, and by the unit; another variant differs by more. */
const memoryTolerance = 0.05;

/**
 * Whether a GPU as the driver names it is one of the catalog: `NVIDIA A100-SXM4-80GB` is `A100 80GB`, and `NVIDIA H100 NVL`, whose 94 GB are more
 * than the catalog's, is no `H100`.
 */
function isOfCatalog(driver: ValidatedConfiguration["gpu"], gpu: string | undefined): boolean {
  const row = knownGpus().find(({ name }) => name === gpu);
  if (row === undefined) return false;
  const [words, named] = [driver.name.replace(/^NVIDIA /, ""), row.name].map((text) => text.split(/[ -]/));
  const sameMemory = Math.abs(driver.memoryMiB / row.memoryMiB - 1) <= memoryTolerance;
  return sameMemory && words?.[0] === named?.[0] && named?.every((word) => words?.includes(word)) === true;
}

const hardwareText = ({ gpu, gpus, nodes }: ValidatedConfiguration) => `${nodes > 1 ? `${nodes} nodes with ` : ""}${gpus} x ${gpu.name}`;

/**
 * Whether this model was served on such GPUs by this release of vLLM, in one sentence: only what a signed record shows.
 * @param from records and keys other than the kit's, for tests
 */
export function validationText(
  { model, vllm, gpu, gpus, nodes }: ValidationQuestion,
  from: { records: readonly ValidatedConfiguration[]; keys: readonly ValidationKey[] } = { records, keys: validationKeys },
): string {
  const signed = from.records.filter((record) => record.model === model && isSigned(record, from.keys));
  const same = signed.find(
    (record) => record.vllm === vllm && isOfCatalog(record.gpu, gpu) && record.gpus === gpus && record.nodes === nodes,
  );
  if (same) return `validated on ${hardwareText(same)} with vLLM ${same.vllm} (${same.date}, signed by ${same.by})`;
  if (signed.length === 0) return "not validated on a GPU by this project";
  const others = [...new Set(signed.map((record) => `${hardwareText(record)} with vLLM ${record.vllm}`))].join(", ");
  return `not validated on this hardware by this project; it is on ${others}`;
}
