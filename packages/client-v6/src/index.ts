export * from "../generated/6.2/index.js";
