import { Reading } from "../rule/reading.ts";
import type { Stack } from "../rule/stack.ts";
import type { Subject } from "../rule/subject.ts";
import { SECRET, UNKNOWN } from "../rule/unknown.ts";
import { Fact } from "../shape/fact.ts";

/** What is not there. */
export const nothing = (path: string): Reading => new Reading(undefined, path);

/** An object by its type, namespace and name; undefined where none has them for certain. */
export const objectOf = (stack: Stack, type: string, namespace: string | undefined, name: string): Subject | undefined =>
  stack
    .peek(type)
    .find(
      (subject) =>
        subject.at("metadata", "name").is(name).state === "yes" &&
        (namespace === undefined
          ? subject.at("metadata", "namespace").absent().state === "yes"
          : subject.at("metadata", "namespace").is(namespace).state === "yes"),
    );

/** The item of a list that has a name; one that is absent where none has it. */
export function named(list: Reading, name: string): Reading {
  const path = `${list.path}[${name}]`;
  return list.when({
    known: (value) => {
      const place = Array.isArray(value) ? value.findIndex((item) => (item as { name?: unknown } | null)?.name === name) : -1;
      return place < 0 ? nothing(path) : list.at(place);
    },
    unknown: (because) => new Reading(undefined, path, because),
    absent: () => nothing(path),
  });
}

/** The value of `--flag=value` among the arguments of a container, or of the argument after `--flag`. */
export function argument(container: Reading, flag: string): Reading {
  const list = container.at("args");
  const path = `${list.path}[${flag}]`;
  return list.when({
    known: (value) => {
      const words: unknown[] = Array.isArray(value) ? value : [];
      const joined = words.find((word) => typeof word === "string" && word.startsWith(`${flag}=`)) as string | undefined;
      const place = words.indexOf(flag);
      return joined !== undefined ? new Reading(joined.slice(flag.length + 1), path) : place < 0 ? nothing(path) : list.at(place + 1);
    },
    unknown: (because) => new Reading(undefined, path, because),
    absent: () => nothing(path),
  });
}

/**
 * The fact that a value defines, or an unknown one where it defines none.
 * @param read undefined for a value that is none
 */
export const factOf = <T>(reading: Reading, what: string, read: (value: unknown) => T | undefined): Fact<T> =>
  reading.when({
    known: (value) => {
      // A part that is not known leaves the whole unknown.
      if (typeof value === "object" && [UNKNOWN, SECRET].some((marker) => JSON.stringify(value).includes(marker)))
        return Fact.unknown<T>(reading.path);
      const found = read(value);
      return found === undefined ? Fact.unknown<T>(`${what} (${reading.path} has another value)`) : Fact.of(found);
    },
    unknown: (because) => Fact.unknown<T>(because),
    absent: () => Fact.unknown<T>(`${what} (${reading.path} is missing)`),
  });

export const asText = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The number in a text such as `63Gi` or `238s`. */
export const amount =
  (unit: string) =>
  (value: unknown): number | undefined => {
    const [, digits] = new RegExp(`^(\\d+(?:\\.\\d+)?)${unit}$`).exec(String(value)) ?? [];
    return digits === undefined ? undefined : Number(digits);
  };

export const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** As {@link factOf}, of a value that may be left out, and then is another. */
export const orElse = <T>(reading: Reading, otherwise: T, read: (value: unknown) => T | undefined): Fact<T> =>
  reading.absent().state === "yes" ? Fact.of(otherwise) : factOf(reading, reading.path, read);

/** Ranges of the peers of a rule; none where a peer is something else, or there is no such rule. */
export const rangesOf = (peers: Reading): Fact<readonly string[]> =>
  orElse<readonly string[]>(peers, [], (value) =>
    (Array.isArray(value) ? value : []).flatMap((peer) => {
      const cidr = (peer as { ipBlock?: { cidr?: unknown } } | null)?.ipBlock?.cidr;
      return typeof cidr === "string" ? [cidr] : [];
    }),
  );
