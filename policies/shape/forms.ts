import { need, type Outcome } from "../rule/outcome.ts";
import { Reading } from "../rule/reading.ts";
import { remembered } from "../rule/remembered.ts";
import { examine, missing, unexpected, whole } from "./examine.ts";
import { Form, Optional, type Shape } from "./shape.ts";

/** A field that may be missing. */
export const optional = (shape: Shape): Optional => new Optional((reading) => examine(reading, shape));

/** A value for which a test holds. @param accepted what is accepted, for the message */
export const such = (accepted: string, holds: (value: unknown) => boolean): Form =>
  new Form((reading) => need(reading.test(holds), missing(reading) ?? `is another value; accepted: ${accepted}`));

/** A text that an anchored expression matches as a whole. */
export const text = (pattern: RegExp, accepted = `text like ${pattern.source}`): Form =>
  such(accepted, (value) => typeof value === "string" && new RegExp(`^(?:${pattern.source})$`, pattern.flags).test(value));

/** Any string: its value is checked by another rule, or by none. */
export const anyText: Form = such("a text", (value) => typeof value === "string");

/** Any value, known or not: another rule checks it. */
export const anything: Form = new Form(() => []);

/** A value of both shapes; of one that is not of the first, no more is said. */
export const both = (first: Shape, second: Shape): Form =>
  new Form((reading) => {
    const found = examine(reading, first);
    return found.length > 0 ? found : examine(reading, second);
  });

/** A whole number within bounds, both of them accepted. */
export const wholeNumber = (least: number, most: number): Form =>
  such(`a whole number from ${least} to ${most}`, (value) => Number.isInteger(value) && Number(value) >= least && Number(value) <= most);

/** One of several shapes: where none fits, what differs from the nearest. */
export const oneOf = (...shapes: readonly Shape[]): Form =>
  new Form((reading) => {
    const found = shapes.map((shape) => examine(reading, shape));
    const wrong = (outcomes: readonly Outcome[]) => outcomes.filter(({ kind }) => kind === "violation").length;
    const [nearest = []] = found.toSorted((a, b) => wrong(a) - wrong(b) || a.length - b.length);
    const plain = shapes.every((shape) => typeof shape !== "object");
    return plain && wrong(nearest) > 0
      ? [
          {
            kind: "violation",
            path: reading.path,
            message: missing(reading) ?? `is another value; accepted: one of ${shapes.join(", ")}`,
          },
        ]
      : nearest;
  });

/** A list whose items all have one shape. */
export const listOf = (shape: Shape, { least = 0, most = 1000 }: { least?: number; most?: number } = {}): Form =>
  new Form((reading) =>
    whole(reading, Array.isArray, "a list", (value) => {
      const items = value as unknown[];
      const count: Outcome[] =
        items.length < least || items.length > most
          ? [{ kind: "violation", path: reading.path, message: `has ${items.length} items; accepted: ${least} to ${most}` }]
          : [];
      return [...count, ...items.flatMap((_, i) => examine(reading.at(i), shape))];
    }),
  );

/** A list with each of these items once, in any order. */
export const inAnyOrder = (...shapes: readonly Shape[]): Form =>
  new Form((reading) =>
    whole(reading, Array.isArray, "a list", (value) => {
      const left = (value as unknown[]).map((_, i) => reading.at(i));
      const missed: Outcome[] = [];
      const take = (shape: Shape, enough: (outcomes: readonly Outcome[]) => boolean) =>
        left.findIndex((item) => enough(examine(item, shape)));
      for (const shape of shapes) {
        const exact = take(shape, (outcomes) => outcomes.length === 0);
        const place = exact >= 0 ? exact : take(shape, (outcomes) => outcomes.every(({ kind }) => kind === "undecided"));
        if (place < 0) missed.push({ kind: "violation", path: reading.path, message: "lacks an item that must be there" });
        else missed.push(...examine(left.splice(place, 1)[0]!, shape));
      }
      return [...missed, ...left.flatMap((item) => unexpected(item, "an item"))];
    }),
  );

/** An object whose keys all match an expression, and whose values all have one shape. */
export const mapOf = (keys: RegExp, shape: Shape): Form =>
  new Form((reading) =>
    whole(
      reading,
      (value) => typeof value === "object" && !Array.isArray(value),
      "an object",
      (value) =>
        Object.keys(value as object).flatMap((key) =>
          new RegExp(`^(?:${keys.source})$`).test(key) ? examine(reading.at(key), shape) : unexpected(reading.at(key), "a field"),
        ),
    ),
  );

/** The document of a text that is as `JSON.stringify` writes it, plainly or indented; nothing of any other. */
const plainJson = remembered((text): { document?: unknown } => {
  try {
    const document: unknown = JSON.parse(text);
    return [0, 1, 2].some((indent) => JSON.stringify(document, null, indent) === text.trim()) ? { document } : {};
  } catch {
    return {};
  }
});

/**
 * A text that holds a document of JSON of a shape. It has to be written as `JSON.stringify` writes it, plainly or indented: so that it
 * has no second key of one name, of which another reader would take the other.
 */
export const json = (shape: Shape): Form =>
  new Form((reading) =>
    whole(
      reading,
      (value) => typeof value === "string",
      "a text",
      (value) => {
        const { document } = plainJson(value as string);
        if (document !== undefined) return examine(new Reading(document, reading.path), shape);
        return [{ kind: "violation", path: reading.path, message: "is not plain JSON; accepted: a document as JSON.stringify writes it" }];
      },
    ),
  );
