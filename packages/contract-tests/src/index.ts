export { type Connect, type Driver, PAIRS, type Pair, type Row } from "./matrix.js";
export { openSession, type Session } from "./session.js";
