/**
 * A value that is known only once a resource exists: the marker of Pulumi's protocol, which a preview carries in place of such a value.
 * The same text as `UNKNOWN` of engine/preview.ts, repeated because this pack is installed on its own; a test keeps them equal.
 */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** What a preview shows in place of a secret: as little can be decided from it as from an unknown value. */
export const SECRET = "[secret]";
