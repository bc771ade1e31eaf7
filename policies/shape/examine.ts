import { need, type Outcome } from "../rule/outcome.ts";
import type { Reading } from "../rule/reading.ts";
import { Fact } from "./fact.ts";
import { Form, Optional, type Shape } from "./shape.ts";

/** What differs from a shape, each at its own path. What a preview does not know is undecided and nothing else. */
export function examine(reading: Reading, shape: Shape): Outcome[] {
  return compared(reading, shape, JSON.stringify);
}

/**
 * @param accepted how an accepted value is described: one that follows from another place of the program is not printed, since a program
 * may have put anything there
 */
function compared(reading: Reading, shape: Shape, accepted: (value: string | number | boolean) => string): Outcome[] {
  if (shape instanceof Form) return shape.examine(reading);
  if (shape instanceof Fact)
    return shape.when({
      known: (known) => compared(reading, known, () => "what follows from the rest of the keep"),
      unknown: (because) => [{ kind: "undecided", path: reading.path, message: "must agree with it", because }],
    });
  if (isList(shape)) return itemsOf(reading, shape, accepted);
  if (typeof shape === "object") return fieldsOf(reading, shape, accepted);
  return need(
    reading.test((value) => value === shape),
    missing(reading) ?? `is another value; accepted: ${accepted(shape)}`,
  );
}

const isList = (shape: Shape): shape is readonly Shape[] => Array.isArray(shape);

/** The message for a required value that is missing. */
export const missing = (reading: Reading): string | undefined =>
  reading.when({ known: () => undefined, unknown: () => undefined, absent: () => "is missing" });

type Description = Parameters<typeof compared>[2];

function itemsOf(reading: Reading, shapes: readonly Shape[], accepted: Description): Outcome[] {
  return whole(reading, Array.isArray, "a list", (value) => [
    ...shapes.flatMap((shape, i) =>
      i < (value as unknown[]).length || shape instanceof Optional ? compared(reading.at(i), shape, accepted) : lacking(reading.at(i)),
    ),
    ...(value as unknown[]).slice(shapes.length).flatMap((_, i) => unexpected(reading.at(shapes.length + i), "an item")),
  ]);
}

const lacking = (reading: Reading): Outcome[] => [{ kind: "violation", path: reading.path, message: "is missing" }];

function fieldsOf(reading: Reading, shapes: Readonly<Record<string, Shape>>, accepted: Description): Outcome[] {
  return whole(reading, isObject, "an object", (value) => [
    ...Object.entries(shapes).flatMap(([key, shape]) => {
      const field = reading.at(key);
      return shape instanceof Optional && field.absent().state === "yes" ? [] : compared(field, shape, accepted);
    }),
    ...Object.keys(value as object)
      .filter((key) => !Object.hasOwn(shapes, key))
      .flatMap((key) => unexpected(reading.at(key), "a field")),
  ]);
}

const isObject = (value: unknown): boolean => typeof value === "object" && !Array.isArray(value);

/** A value of a kind, such as `a list`, that is known and present. */
export function whole(reading: Reading, is: (value: unknown) => boolean, kind: string, find: (value: unknown) => Outcome[]): Outcome[] {
  return reading.when({
    known: (value) => (is(value) ? find(value) : [{ kind: "violation", path: reading.path, message: `is not ${kind}` }]),
    unknown: (because) => [
      {
        kind: "undecided",
        path: reading.path,
        message: `is not known to be ${kind}`,
        because: [because],
      },
    ],
    absent: () => lacking(reading),
  });
}

/** A field or an item that no shape names. */
export const unexpected = (reading: Reading, what: string): Outcome[] =>
  need(reading.absent(), `is ${what} that no rule knows; accepted: none`, reading.path);
