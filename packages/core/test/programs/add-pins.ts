/** Adds pins to a file, one after the other. */
import { filePinStore } from "../../src/node/index.js";

const { PINS = "", NAME = "", COUNT = "" } = process.env;
const pins = filePinStore(PINS);
for (let index = 0; index < Number(COUNT); index++) await pins.add(`https://${NAME}-${index}`, `${index}`);
