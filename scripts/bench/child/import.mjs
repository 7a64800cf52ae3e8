// import.mjs [<name>]: imports a built package, and nothing without a name.
const [name] = process.argv.slice(2);
if (name !== undefined) await import(name);
