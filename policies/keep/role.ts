/** Which process of a replica: its only one, or the first or another of several nodes. */
export type Role = "single" | "leader" | "worker";
