import type { Attempt } from "./attempt.ts";
import { hostileNetwork } from "./hostile-network.ts";
import { hostilePods } from "./hostile-pods.ts";
import { hostileServer } from "./hostile-server.ts";
import { hostileWaysIn } from "./hostile-ways-in.ts";

/** Every hostile attempt; each breaks one rule and no other, so that without that rule it would pass. */
export const hostileAttempts: readonly Attempt[] = [...hostilePods, ...hostileServer, ...hostileWaysIn, ...hostileNetwork];
