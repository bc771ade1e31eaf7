import type { Output, OutputInstance } from "@pulumi/pulumi";

/**
 * An input type of Pulumi's SDK as a plain, immutable value: without outputs or promises, optional fields are omitted rather than
 * undefined, and everything is read-only.
 */
export type Plain<T> = T extends Output<unknown> | OutputInstance<unknown> | Promise<unknown> | undefined
  ? never
  : T extends readonly (infer Item)[]
    ? readonly Plain<Item>[]
    : T extends object
      ? { readonly [Field in keyof T]: Plain<T[Field]> }
      : T;
