import { z } from "zod";
import type { Json } from "../body/read-body.ts";

/** Any object of JSON, such as a schema or the arguments of a call. The body was read as JSON: what is in it needs no second look. */
export const jsonObject = z.custom<Record<string, Json>>(
  (value) => typeof value === "object" && value !== null && !Array.isArray(value),
  "accepted: an object",
);
