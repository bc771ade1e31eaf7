/** A proxy for a function, class or object that is created on first use: on a call, construction or member access. */
export function standIn(make: () => unknown): unknown {
  const real = () => make() as Record<PropertyKey, unknown>;
  const callable = () => make() as (...args: unknown[]) => unknown;
  // The target is a function, because nothing else can be called or constructed through a proxy; not an arrow, which has no `construct`.
  const proxy: object = new Proxy(function made() {}, {
    get: (_target, name) => Reflect.get(real(), name),
    set: (_target, name, value) => Reflect.set(real(), name, value),
    has: (_target, name) => Reflect.has(real(), name),
    getPrototypeOf: () => Reflect.getPrototypeOf(real()),
    apply: (_target, self, args) => Reflect.apply(callable(), self, args),
    // A class that extends this one is what is being constructed then.
    construct: (_target, args, made) => Reflect.construct(callable(), args, made === proxy ? callable() : made) as object,
  });
  return proxy;
}
