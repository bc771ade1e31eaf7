const factors: Readonly<Record<string, number>> = {
  "": 1,
  m: 1e-3,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
};

/** The number of a quantity of Kubernetes: cores, bytes or pieces; undefined where the text is none. */
export function quantityOf(text: string): number | undefined {
  const [, digits, unit] = /^([0-9.]+(?:e[0-9]+)?)([a-zA-Z]*)$/.exec(text) ?? [];
  const factor = unit === undefined ? undefined : factors[unit];
  const value = Number(digits);
  return factor === undefined || Number.isNaN(value) ? undefined : value * factor;
}
