import type { Output, OutputInstance } from "@pulumi/pulumi";

/**
 * An input type of Pulumi's SDK as a plain, immutable value: nothing of it is an output or a promise, a field that may be left out is never
 * there as undefined, and nothing that is passed on can be written to.
 */
export type Plain<T> = T extends Output<unknown> | OutputInstance<unknown> | Promise<unknown> | undefined
  ? never
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [Field in keyof T]: Plain<T[Field]> }
      : T;
