/** Powers of ten and of 1024 by quantity suffix. */
const decimal: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, "": 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const binary = ["", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];

/** The smallest amount that Kubernetes distinguishes, as a power of ten. */
const smallest = 9;

const form = /^([+-]?)(\d{0,30})\.?(\d{0,30})(?:([numkMGTPE])|([KMGTPE]i)|[eE]([+-]?\d{1,2}))?$/;

/**
 * A Kubernetes quantity in canonical form (`1000m` as `1`, `0.5Gi` as `512Mi`); other texts unchanged. Amounts below a
 * thousandth, which most fields round up, stay exact.
 * Source: `CanonicalizeBytes` and `ParseQuantity` of k8s.io/apimachinery, pkg/api/resource/quantity.go, v0.36.
 */
export function canonicalQuantity(text: string): string {
  const [, sign, whole = "", fraction = "", si, power, exponent] = form.exec(text) ?? [];
  if (sign === undefined || whole + fraction === "") return text;
  const digits = BigInt(whole + fraction);
  const factor = power === undefined ? 1n : 1024n ** BigInt(binary.indexOf(power));
  const scale = (si === undefined ? Number(exponent ?? 0) : decimal[si]!) - fraction.length;
  if (power === undefined && isTakenForCanonical(whole.replace(/^0+/, "") || "0", fraction, scale)) return text;
  const nano = scaled(digits * factor, scale + smallest);
  const minus = sign === "-" && nano > 0n ? "-" : "";
  if (power !== undefined && nano % tenTo(smallest) === 0n && nano >= 1024n * tenTo(smallest))
    return minus + inBinary(nano / tenTo(smallest));
  return minus + inDecimal(nano, exponent !== undefined);
}

/** Kubernetes keeps a quantity that looks canonical as written, so `1.5k` and `1500` are equal to it, but not `1.234k` and `1234`. */
function isTakenForCanonical(whole: string, fraction: string, scale: number): boolean {
  const digits = whole + fraction;
  return digits.length <= 18 && scale >= -smallest && scale % 3 === 0 && !digits.endsWith("000") && !digits.startsWith("0");
}

const tenTo = (power: number) => 10n ** BigInt(power);

/** Rounds away from zero below the smallest amount. */
function scaled(value: bigint, scale: number): bigint {
  if (scale >= 0) return value * tenTo(scale);
  const divisor = tenTo(-scale);
  return (value + divisor - 1n) / divisor;
}

function inBinary(value: bigint): string {
  let [rest, power] = [value, 0];
  for (; rest % 1024n === 0n && power < binary.length - 1; power++) rest /= 1024n;
  return `${rest}${binary[power]}`;
}

/** With the largest power of 1000 that leaves a whole number. */
function inDecimal(nano: bigint, asExponent: boolean): string {
  if (nano === 0n) return "0";
  const powers = Object.entries(decimal).toReversed();
  const [suffix, power] = powers.find(([, one]) => nano % tenTo(one + smallest) === 0n)!;
  const rest = nano / tenTo(power + smallest);
  return asExponent && power !== 0 ? `${rest}e${power}` : `${rest}${suffix}`;
}

/** Fields of built-in kinds that hold quantities by resource name, and fields that hold a single quantity. */
const byResource = new Set([
  "limits",
  "requests",
  "hard",
  "max",
  "min",
  "default",
  "defaultRequest",
  "maxLimitRequestRatio",
  "capacity",
  "overhead",
]);
const single = new Set(["sizeLimit", "divisor", "averageValue"]);

/** Whether a field of a Kubernetes object holds a quantity. */
export const isQuantity = (field: string, parent: string | undefined): boolean =>
  single.has(field) || (parent !== undefined && byResource.has(parent));
