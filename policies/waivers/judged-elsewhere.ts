/** Rule under which `modelkeep evidence` reports what is not as the reviewed release renders it. */
export const releaseRule = "modelkeep-release";

/**
 * Rules that the pack itself does not evaluate, since they compare a stack with external data. A waiver may name one; whether it is
 * needed is decided where the rule is evaluated.
 */
export const judgedElsewhere: readonly string[] = [releaseRule];
