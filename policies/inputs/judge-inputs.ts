import { need, type Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import { Truth } from "../rule/truth.ts";
import { Either, type Fields, type Input, Needed, OfKeep, own, Sort, Written, withheld } from "./input.ts";

/** Context outside of the inputs themselves. */
export interface InputContext {
  /** Whether a value names a resource of the stack. */
  belongs: (value: Reading) => Truth;
  /** Whether a value is a name in the cluster that follows that of the stack's keep; left out: of any keep. */
  ofKeep?: (value: Reading, what: string) => Truth;
  /** Whether outputs are known: then a value that is still secret or unknown was hidden by the program. */
  outputsKnown?: boolean;
  /** Whether a value is what the provider gives to an input that the program leaves out. */
  filledIn: (value: Reading) => boolean;
}

/** Metadata that a bridged provider adds to the values: which of them are defaults. */
const markers = ["__defaults"];

/** Fields that an object has and must not, and values that are not accepted. */
export function judgeFields(reading: Reading, fields: Fields, around: InputContext): Outcome[] {
  const object = reading.test((value) => typeof value === "object" && !Array.isArray(value));
  if (object.state !== "yes") return need(object, `is not an object; accepted: the fields ${Object.keys(fields).join(", ")}`);
  const missing = Object.entries(fields).flatMap(([key, input]) =>
    input instanceof Needed ? need(reading.at(key).present(), "is missing") : [],
  );
  const given = reading.entries().each(({ key, value }) => {
    if (markers.includes(key)) return [];
    const input = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (input !== undefined) return judgeInput(value, input, around);
    if (around.filledIn(value)) return [];
    return need(value.absent(), `is an input that no rule checks; accepted: ${Object.keys(fields).join(", ")}`);
  });
  return [...missing.filter(({ kind }) => kind === "violation"), ...given];
}

function judgeInput(reading: Reading, input: Input, around: InputContext): Outcome[] {
  if (input instanceof Needed) return judgeInput(reading, input.input, around);
  if (input instanceof Either)
    return reading.test(input.sort.holds ?? (() => false)).state === "yes" ? [] : judgeInput(reading, input.input, around);
  if (unknownIn(reading)) return judgeUnknown(reading, input, around);
  return reading.items().each((item) => {
    if (unknownIn(item)) return judgeUnknown(item, input, around);
    if (input === own) return ownOnly(item, around);
    if (input instanceof OfKeep && around.ofKeep)
      return need(around.ofKeep(item, input.what).at(item.path), `is not accepted; accepted: ${input.accepted}`);
    if (input instanceof Sort) return need(item.test(input.holds ?? (() => false)), `is not accepted; accepted: ${input.accepted}`);
    if (input instanceof RegExp) return need(item.matches(input), `is a value that no rule checks; accepted: what matches ${input}`);
    if (input instanceof Written) return judgeWritten(item, input, around);
    if (isValues(input)) return need(item.is(...input), input.length === 0 ? "must be empty" : `accepted: ${input.join(", ")}`);
    return judgeFields(item, input, around);
  });
}

const isValues = (input: Input): input is readonly (string | number | boolean)[] => Array.isArray(input);
const unknownIn = (reading: Reading): boolean => reading.present().state === "unknown";

const ownOnly = (reading: Reading, around: InputContext): Outcome[] =>
  need(around.belongs(reading).at(reading.path), `names nothing of this stack; accepted: ${own.accepted}`);

/** A number, a name or a description may be anything, so it may also be unknown: until outputs are known, or where it is secret. */
function judgeUnknown(reading: Reading, input: Input, around: InputContext): Outcome[] {
  if (input === own) return ownOnly(reading, around);
  if (input === withheld || (input instanceof Sort && !(input instanceof OfKeep) && !around.outputsKnown)) return [];
  // A text that the program puts together from what its own resources will be called.
  if (input instanceof Written && around.belongs(reading).state === "yes") return [];
  return need(reading.present(), "may be a value that no rule checks");
}

function judgeWritten(reading: Reading, written: Written, around: InputContext): Outcome[] {
  return reading.when({
    known: (value) => {
      try {
        return judgeInput(reading.as(written.read(String(value))), written.input, around);
      } catch {
        return need(Truth.of(false, reading.path), `cannot be read; accepted: ${written.accepted}`);
      }
    },
    unknown: () => [],
    absent: () => [],
  });
}
