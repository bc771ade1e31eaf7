const binary = ["Ki", "Mi", "Gi", "Ti", "Pi", "Ei"];
const decimal = ["k", "M", "G", "T", "P", "E"];
const factors: Readonly<Record<string, number>> = {
  "": 1,
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  ...Object.fromEntries(decimal.map((unit, i) => [unit, 1000 ** (i + 1)])),
  ...Object.fromEntries(binary.map((unit, i) => [unit, 1024 ** (i + 1)])),
};

/** The number of a quantity of Kubernetes: cores, bytes or pieces; undefined where the text is none. Source: `resource.Quantity`, apimachinery. */
export function quantityOf(text: string): number | undefined {
  const [, digits, unit = ""] = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text) ?? [];
  const factor = factors[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
