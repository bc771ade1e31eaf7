/** Where the settings of a keep stand in the configuration of its stack. */
export const keepSettings = "modelkeep:keep";
