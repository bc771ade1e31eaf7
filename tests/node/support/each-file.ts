import { afterAll } from "vitest";
import { endTurns } from "./turn.ts";

// Before the hooks of the file itself, so it is the last of all to be called.
afterAll(endTurns);
