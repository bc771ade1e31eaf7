/** The key of a keep's settings in the configuration of its stack. */
export const keepSettings = "modelkeep:keep";
