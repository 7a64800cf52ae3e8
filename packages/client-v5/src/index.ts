export * from "../generated/5.15/index.js";
