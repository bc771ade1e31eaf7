import { examine } from "../shape/examine.ts";
import { Form, type Shape } from "../shape/shape.ts";

/**
 * Fields that the Kubernetes provider leaves out of checked inputs and of a state where they are empty, since the API's own types do
 * (`omitempty` of a field that is no pointer), with the value that each then has: absent and empty are the same to Kubernetes. Fields such as
 * `automountServiceAccountToken: false`, whose absence means something else, are never left out and are not among them.
 * Source: what pulumi-kubernetes 4.34.2 handed to a policy pack, and wrote into states, with server-side apply.
 */
export const leftOut = {
  globalDefault: false,
  data: {},
  value: "",
  hostIPC: false,
  hostNetwork: false,
  hostPID: false,
  nodeSelector: {},
  tolerations: [],
} as const satisfies Readonly<Record<string, Shape>>;

/** A field that the provider may have left out: an absent field has its default, which has to be of the same shape. */
export const orLeftOut = (field: keyof typeof leftOut, shape: Shape): Form =>
  new Form((reading) => examine(reading.absent().state === "yes" ? reading.as(leftOut[field]) : reading, shape));
