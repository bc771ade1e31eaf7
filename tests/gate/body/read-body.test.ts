import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BodyRule } from "../../../gate/body/fault.ts";
import { readBody } from "../../../gate/body/read-body.ts";

const bounds = { bytes: 1_000, depth: 4, values: 20 };
const read = (body: string | Uint8Array, some = bounds) => readBody(typeof body === "string" ? Buffer.from(body) : body, some);
const faultOf = (body: string | Uint8Array) => {
  const result = read(body);
  return "fault" in result ? result.fault : undefined;
};

describe("a body is refused", () => {
  it.each<[string, BodyRule, string | Uint8Array, number]>([
    ["one byte too long", "body-size", `"${"x".repeat(999)}"`, 1_000],
    ["not UTF-8", "body-encoding", Buffer.from([0x22, 0xc3, 0x28, 0x22]), 0],
    ["with a surrogate in UTF-8", "body-encoding", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 0],
    ["in UTF-16", "body-syntax", Buffer.from('{"a":1}', "utf16le"), 1],
    ["with a byte order mark", "body-syntax", "\ufeff{}", 0],
    ["empty", "body-syntax", "", 0],
    ["of spaces", "body-syntax", "  ", 2],
    ["with a second value", "body-syntax", "{} {}", 3],
    ["with a NUL behind it", "body-syntax", "{}\0", 2],
    ["that is not closed", "body-syntax", '{"a":[1', 7],
    ["closed by the other bracket", "body-syntax", "[1}", 2],
    ["with a comma too many in an array", "body-syntax", "[1,]", 3],
    ["with a comma too many in an object", "body-syntax", '{"a":1,}', 7],
    ["with a name without quotes", "body-syntax", "{a:1}", 1],
    ["with a comment", "body-syntax", "{}/**/", 2],
    ["with NaN", "body-syntax", '{"a":NaN}', 5],
    ["with -Infinity", "body-syntax", '{"a":-Infinity}', 5],
    ["with a leading zero", "body-syntax", "[01]", 2],
    ["with a leading plus", "body-syntax", "[+1]", 1],
    ["with a number that ends in a dot", "body-syntax", "[1.]", 1],
    ["with a hexadecimal number", "body-syntax", "[0x1]", 2],
    ["with a literal cut short", "body-syntax", "[tru]", 1],
    ["with a raw line break in a string", "body-syntax", '"a\nb"', 2],
    ["with an unknown escape", "body-syntax", '"\\x41"', 1],
    ["with a short escape", "body-syntax", '"\\u12"', 1],
    ["one level too deep", "body-depth", "[[[[[]]]]]", 4],
    ["of one value too many", "body-values", `[${"1,".repeat(19)}1]`, 39],
    ["with an integer beyond 2^53 - 1", "body-number", '{"seed":9007199254740993}', 8],
    ["with an integer below -(2^53 - 1)", "body-number", "[-9007199254740992]", 1],
    ["with a number beyond doubles", "body-number", "[1e400]", 1],
    ["with a number that becomes 0", "body-number", "[-1e-400]", 1],
    ["with a number of 65 characters", "body-number", `[0.${"1".repeat(63)}]`, 1],
    ["with a lone high surrogate", "body-surrogate", '"\\ud800"', 1],
    ["with a high surrogate before another", "body-surrogate", '"\\ud800\\ud800\\udc00"', 1],
    ["with a lone low surrogate", "body-surrogate", '"\\uDC00"', 1],
    ["with a lone surrogate in a name", "body-surrogate", '{"\\ud800":1}', 2],
    ["with two members of one name", "body-duplicate-key", '{"model":"a","model":"b"}', 13],
    ["with two members of one name, one escaped", "body-duplicate-key", '{"model":1,"\\u006dodel":2}', 11],
    ["with two members of one name, deep", "body-duplicate-key", '[{"a":{"b":1,"c":2,"b":3}}]', 19],
    ["with a member __proto__", "body-reserved-key", '{"a":{"__proto__":{}}}', 6],
    ["with a member __proto__, escaped", "body-reserved-key", '{"\\u005f_proto__":{}}', 1],
  ])("%s", { tags: ["gate-body-refused"] }, (_, rule, body, at) => {
    expect(faultOf(body)).toMatchObject({ rule, at });
  });

  it("without a word of it in the message", () => {
    for (const body of ['{"canary":1,"canary":2}', '["canary', '"canary\\ud800"', "[canary]", '{"canary" 1}'])
      expect(faultOf(body)!.message).not.toMatch(/canary/);
  });
});

describe("a body is read", () => {
  it.each<[string, string, unknown]>([
    ["of the longest size", `"${"x".repeat(998)}"`, "x".repeat(998)],
    ["of the greatest depth", "[[[[]]]]", [[[[]]]]],
    ["of as many values as may be", `[${"1,".repeat(18)}1]`, Array(19).fill(1)],
    ["with every kind of space", ' \t\r\n{ "a" :\n[ 1 , 2 ] } \n', { a: [1, 2] }],
    ["with the greatest integer", "9007199254740991", 9_007_199_254_740_991],
    ["with a zero of many forms", "[0,-0.0,0e5,0.000E-999]", [0, -0, 0, 0]],
    ["with a pair of surrogates", '"\\uD83D\\ude00"', "😀"],
    ["with every escape", '"\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000"', '"\\/\b\f\n\r\t\0'],
    ["with one name in two objects", '[{"a":1},{"a":{"a":2}}]', [{ a: 1 }, { a: { a: 2 } }]],
  ])("%s", (_, body, value) => {
    expect(read(body)).toEqual({ value });
  });

  it("as what was written, whatever it is", () => {
    const wide = { bytes: 2 ** 20, depth: 100, values: 10_000 };
    // Names and values of any text without lone surrogates; numbers that are no unsafe integers.
    const value = fc.jsonValue({ stringUnit: "binary", maxDepth: 6 }).filter((json) => !/"__proto__"/.test(JSON.stringify(json)));
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 1, "\t"), (json, indent) => {
        const text = JSON.stringify(json, undefined, indent);
        const result = read(text, wide);
        if ("fault" in result) expect(result.fault.rule).toBe("body-number");
        else expect(JSON.stringify(result.value)).toBe(JSON.stringify(json));
      }),
      { numRuns: 2_000 },
    );
  });
});

it("syntax is judged as JSON.parse judges it, for any mistake in a text", { tags: ["gate-body-syntax"] }, () => {
  const wide = { bytes: 2 ** 20, depth: 100, values: 10_000 };
  const pieces = fc.constantFrom(...'{}[],:"\\u0019-+.eEtruefalsn \n', '"a"', "\\ud800", "\\udc00", "1e5", "null", "true", "é");
  const edited = fc
    .tuple(fc.jsonValue({ maxDepth: 3 }), fc.array(fc.tuple(fc.nat(), pieces, fc.boolean()), { maxLength: 3 }))
    .map(([json, edits]) =>
      edits.reduce((text, [place, piece, over]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + piece + text.slice(over ? at + 1 : at);
      }, JSON.stringify(json)),
    );
  let refused = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        edited,
        fc.array(pieces, { maxLength: 8 }).map((list) => list.join("")),
      ),
      (text) => {
        // A text with half a pair becomes another in UTF-8.
        fc.pre(text.isWellFormed());
        let parsed = true;
        try {
          JSON.parse(text);
        } catch {
          parsed = false;
          refused += 1;
        }
        const result = read(text, wide);
        const rule = "fault" in result ? result.fault.rule : undefined;
        // A body may break another rule before the place where its syntax is wrong.
        if (parsed) expect(rule, text).not.toBe("body-syntax");
        else expect(rule, text).toBeDefined();
      },
    ),
    { numRuns: 20_000 },
  );
  expect(refused).toBeGreaterThan(1_000);
});

it("a body of a hundred thousand brackets costs no more than its bound", () => {
  expect(faultOfDeep("[".repeat(100_000))).toBe("body-depth");
  expect(faultOfDeep('{"a":'.repeat(100_000))).toBe("body-depth");
  function faultOfDeep(body: string) {
    const result = read(body, { bytes: 2 ** 20, depth: 32, values: 1_000 });
    return "fault" in result && result.fault.rule;
  }
});
