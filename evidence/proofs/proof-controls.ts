/** Controls that each proof shows. Every proof is listed here; a result of another one does not type-check. */
export const proofControls = {
  "no-way-in": ["D1", "D2"],
  "no-way-out": ["D1"],
  "front-door-callers": ["D2", "D4"],
  "model-server-callers": ["D2", "D3"],
  "outside-principals": ["D5", "D21"],
  "confused-deputy": ["D5", "D21"],
  "vault-access": ["D5", "D13", "D14"],
  "key-users": ["D5", "D7"],
  "endpoint-exits": ["D1", "D21"],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>;

/** Id of a proof. */
export type ProofId = keyof typeof proofControls;
