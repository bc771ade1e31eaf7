/** Rule under which `modelkeep evidence` reports what is not as the reviewed release renders it. */
export const releaseRule = "modelkeep-release";

/**
 * Rules that the pack itself does not judge, since they compare a stack with what lies outside of it. A waiver may name one; whether it is
 * needed says whoever judges the rule.
 */
export const judgedElsewhere: readonly string[] = [releaseRule];
