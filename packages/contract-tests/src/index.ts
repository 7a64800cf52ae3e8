export type { Connect, Driver, Row } from "./driver.js";
export { PAIRS, type Pair } from "./matrix.js";
export { openSession, type Session } from "./session.js";
