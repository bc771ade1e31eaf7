import fc from "fast-check";

const suffixes = ["", "k", "M", "G", "Ki", "Mi", "Gi", "e2", "e3", "E6"];

/** Texts that Kubernetes takes for quantities of at least a thousandth: whole and broken, by every kind of suffix. */
export const quantities: fc.Arbitrary<string> = fc
  .tuple(fc.integer({ min: 1, max: 2_000_000 }), fc.option(fc.nat(999), { nil: undefined }), fc.constantFrom("m", ...suffixes))
  .map(([whole, fraction, suffix]) => `${whole}${fraction === undefined || suffix === "m" ? "" : `.${fraction}`}${suffix}`);
