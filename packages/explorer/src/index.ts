export { collect, type Entry, readSiteData, type SiteData } from "./data.js";
export { writeSite } from "./site.js";
