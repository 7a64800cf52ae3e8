/**
 * The grammar of operation tables, which codegen writes and core reads. Each side has this file with the same contents,
 * and a test compares them. A change that older readers cannot read gets a new version.
 *
 * - `%<version>`: the first line; a table without it is of version 1
 * - `#<tag>`: the operations of a tag follow
 * - `<method> <letter><path>[ <flags>[;<mark>]…]`: an operation. The letter stands for the HTTP method; the path is written
 *   without its prefix, or with `!` before it where it has another one; `{}` in it is `{omadacId}`.
 *
 * Flags: `q` pages by query, `b` by body; `m` multipart body; `r` answers without envelope; `c` needs the
 * authorization-code grant; `x` answers a file; `v` declares a result.
 *
 * Marks: `<argument>=<name>` an argument for a query parameter of another name, `<argument>=@<name>` for a path parameter;
 * `*<member>,…` the row key; `<<size>` the largest page; `^<bits>` the snapshots that have it, in hexadecimal;
 * `!<name>` the operation to call instead.
 */
export const TABLE_GRAMMAR = {
  version: "1",
  prefix: "/openapi",
  methods: { G: "GET", P: "POST", U: "PUT", A: "PATCH", D: "DELETE" },
} as const;
