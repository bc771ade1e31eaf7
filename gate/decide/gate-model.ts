/** The model behind the gate. */
export interface GateModel {
  /** Name that clients send, and by which the server knows it. */
  servedAs: string;
  /** Whether the server ends the thinking of this model at a budget; where it does not, it answers a request with one by an error. */
  thinkingBudgets: boolean;
}
