import { isUtf8 } from "node:buffer";
import type { BodyBounds, BodyFault, BodyRule } from "./fault.ts";
import { numberEnd, numberFault } from "./scan-number.ts";
import { scanString } from "./scan-string.ts";

const code = (character: string) => character.charCodeAt(0);
const [quote, comma, colon] = [code('"'), code(","), code(":")];
const [braceOpen, braceClose, bracketOpen, bracketClose] = [code("{"), code("}"), code("["), code("]")];
const [minus, zero, nine] = [code("-"), code("0"), code("9")];
const literals = new Map([...["true", "false", "null"]].map((word) => [code(word), Buffer.from(word)]));

/** Names that JavaScript treats in ways of its own: an object copied member by member would have another prototype. */
const reserved = new Set(["__proto__"]);

/** What may come next. `first` is right after an opening bracket, where the closing one may follow at once. */
type Next = "value" | "first-value" | "name" | "first-name" | "after-value";

/** Carries a fault out of the scan. */
class Found extends Error {
  readonly fault: BodyFault;
  constructor(rule: BodyRule, at: number, message: string) {
    super(message);
    this.fault = { rule, at, message };
  }
}

/**
 * One pass over the bytes of a body, without recursion and without building anything but the names of the objects that are open. It accepts
 * JSON (RFC 8259) in UTF-8 without a byte order mark that is I-JSON (RFC 7493): no two members of one name, no lone surrogates, no numbers beyond
 * double precision. Two parsers read such a body as the same value.
 * @returns the first fault; undefined where there is none
 */
export function scanBody(bytes: Uint8Array, bounds: BodyBounds): BodyFault | undefined {
  if (bytes.length > bounds.bytes)
    return { rule: "body-size", at: bounds.bytes, message: `the body has ${bytes.length} bytes; accepted: at most ${bounds.bytes}` };
  if (!isUtf8(bytes)) return { rule: "body-encoding", at: 0, message: "the body is not UTF-8" };
  try {
    new Scan(bytes, bounds).run();
    return undefined;
  } catch (error) {
    if (error instanceof Found) return error.fault;
    throw error;
  }
}

class Scan {
  readonly #bytes: Uint8Array;
  readonly #bounds: BodyBounds;
  /** Objects and arrays that are open: the names of the members so far, and undefined for an array. */
  readonly #open: (Set<string> | undefined)[] = [];
  #at = 0;
  #values = 0;

  constructor(bytes: Uint8Array, bounds: BodyBounds) {
    this.#bytes = bytes;
    this.#bounds = bounds;
  }

  run(): void {
    let next: Next = "value";
    for (;;) {
      this.#skipSpace();
      if (next === "after-value") {
        if (this.#open.length === 0) break;
        next = this.#afterValue();
      } else if (next === "name" || next === "first-name") next = this.#name(next === "first-name");
      else next = this.#value(next === "first-value");
    }
    if (this.#at < this.#bytes.length) this.#refuse("body-syntax", "the body goes on after its JSON value");
  }

  #value(first: boolean): Next {
    const byte = this.#bytes[this.#at];
    if (first && byte === bracketClose) return this.#close();
    this.#values += 1;
    if (this.#values > this.#bounds.values)
      this.#refuse("body-values", `the body has too many values; accepted: at most ${this.#bounds.values}`);
    switch (byte) {
      case braceOpen:
        return this.#enter(new Set(), "first-name");
      case bracketOpen:
        return this.#enter(undefined, "first-value");
      case quote:
        this.#string();
        return "after-value";
    }
    if (byte === minus || (byte !== undefined && byte >= zero && byte <= nine)) this.#number();
    else this.#literal(byte);
    return "after-value";
  }

  #enter(names: Set<string> | undefined, next: Next): Next {
    if (this.#open.length === this.#bounds.depth)
      this.#refuse(
        "body-depth",
        `the body is nested too deeply; accepted: at most ${this.#bounds.depth} objects and arrays within each other`,
      );
    this.#open.push(names);
    this.#at += 1;
    return next;
  }

  #close(): Next {
    this.#open.pop();
    this.#at += 1;
    return "after-value";
  }

  #afterValue(): Next {
    const byte = this.#bytes[this.#at];
    const names = this.#open.at(-1);
    if (byte === (names === undefined ? bracketClose : braceClose)) return this.#close();
    if (byte !== comma) this.#notJson();
    this.#at += 1;
    return names === undefined ? "value" : "name";
  }

  #name(first: boolean): Next {
    const byte = this.#bytes[this.#at];
    if (first && byte === braceClose) return this.#close();
    if (byte !== quote) this.#notJson();
    const start = this.#at;
    this.#string();
    // Escapes make many texts of one name.
    const name = JSON.parse(Buffer.from(this.#bytes.subarray(start, this.#at)).toString()) as string;
    const names = this.#open.at(-1)!;
    if (names.has(name)) this.#refuse("body-duplicate-key", "an object has two members of one name", start);
    if (reserved.has(name)) this.#refuse("body-reserved-key", "an object has a member whose name is reserved", start);
    names.add(name);
    this.#skipSpace();
    if (this.#bytes[this.#at] !== colon) this.#notJson();
    this.#at += 1;
    return "value";
  }

  #string(): void {
    const { end, fault } = scanString(this.#bytes, this.#at + 1);
    this.#at = end;
    if (fault === "surrogate") this.#refuse("body-surrogate", "a string has half of a surrogate pair");
    if (fault === "syntax") this.#notJson();
  }

  #number(): void {
    const start = this.#at;
    this.#at = numberEnd(this.#bytes, start) ?? this.#notJson();
    const fault = numberFault(Buffer.from(this.#bytes.subarray(start, this.#at)).toString("latin1"));
    if (fault !== undefined) this.#refuse("body-number", fault, start);
  }

  #literal(byte: number | undefined): void {
    const word = literals.get(byte ?? -1);
    if (word === undefined || !word.equals(this.#bytes.subarray(this.#at, this.#at + word.length))) this.#notJson();
    this.#at += word.length;
  }

  #skipSpace(): void {
    for (;;) {
      const byte = this.#bytes[this.#at];
      if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) return;
      this.#at += 1;
    }
  }

  #notJson(): never {
    this.#refuse("body-syntax", `the body is not JSON at byte ${this.#at}`);
  }

  #refuse(rule: BodyRule, message: string, at = this.#at): never {
    throw new Found(rule, at, message);
  }
}
