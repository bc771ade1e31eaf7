import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { standIn } from "../../../../engine/in-process/lean/stand-in.ts";

/** A stand-in, and how often the value was asked for. */
function counted<Value>(value: Value): { stand: Value; asked: () => number } {
  let times = 0;
  const stand = standIn(() => {
    times++;
    return value;
  }) as Value;
  return { stand, asked: () => times };
}

class Point {
  readonly x: number;
  static readonly origin = 0;
  constructor(x: number) {
    this.x = x;
  }
}

describe("a stand-in", () => {
  test("makes nothing before it is used", () => {
    const { stand, asked } = counted(Point);
    const kept = { stand, list: [stand] };
    expect(asked()).toBe(0);
    expect(kept.stand.origin).toBe(0);
    expect(asked()).toBe(1);
  });

  test("is called with what it is given", () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (args) => {
        const { stand } = counted(function (this: unknown, ...given: unknown[]) {
          return { self: this, given };
        });
        const self = { stand };
        expect(stand.apply(self, args)).toEqual({ self, given: args });
      }),
    );
  });

  test("is constructed as the class, extended, and asked for its instances", () => {
    const { stand } = counted(Point);
    class Further extends stand {
      get twice() {
        return 2 * this.x;
      }
    }
    expect(new stand(3)).toBeInstanceOf(Point);
    expect(new stand(3).x).toBe(3);
    expect([new Further(4).x, new Further(4).twice]).toEqual([4, 8]);
    expect(new Further(4)).toBeInstanceOf(Further);
    expect(new Point(1) instanceof stand).toBe(true);
  });

  test("of an object has its members, and changes it", () => {
    const object: Record<string, number> = { a: 1 };
    const { stand } = counted(object);
    stand["b"] = 2;
    expect(object).toEqual({ a: 1, b: 2 });
    expect(["a" in stand, "c" in stand, stand["b"]]).toEqual([true, false, 2]);
  });
});
