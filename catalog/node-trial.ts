import { z } from "zod";
import data from "./data/node-trial.json" with { type: "json" };

const trialSchema = z.strictObject({
  /** What was tried, in a sentence: the title of a test of `tests/node`. */
  promise: z.string().min(1),
  /** Controls that it shows, such as `D1`; none for a promise about running the model. */
  controls: z.array(z.string().regex(/^D\d+$/)),
  result: z.enum(["held", "failed", "not tried"]),
});

/** One run of `npm run test:node`: which promises were tried on a real node, when, on what, and with what result. */
export const nodeTrialSchema = z.strictObject({
  date: z.iso.date(),
  /** Example stack that was deployed. */
  stack: z.string().min(1),
  /** SHA-256 over the files that render Kubernetes objects, by which a report tells whether they have changed since. */
  program: z.string().regex(/^[0-9a-f]{64}$/),
  /** What it ran on, by name: kernel, kubelet, container runtime, network policies, model server, front door. */
  on: z.record(z.string(), z.string().min(1)),
  trials: z.array(trialSchema).min(1),
});

export type NodeTrial = z.infer<typeof nodeTrialSchema>;

/** The recorded run; null where none was recorded. Written by `npm run test:node` with `MODELKEEP_RECORD`. */
export const nodeTrial = (data as { trial: NodeTrial | null }).trial;
