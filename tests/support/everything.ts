/**
 * Whether tables that a landing tries a part of are tried whole, as `npm run test:all` does: `MODELKEEP_TEST_ALL=1`.
 */
export const everything = process.env["MODELKEEP_TEST_ALL"] === "1";
