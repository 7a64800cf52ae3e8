import { quirksOf } from "../src/behaviour/behaviour.js";
import { profileOf } from "../src/behaviour/profiles/index.js";
import { LIES, PROFILE_IDS, type ProfileId, QUIRK_EVIDENCE, type Quirks } from "../src/index.js";
import { documentGroups } from "../src/server/documents/serve.js";
import { snapshot } from "./support.js";

const row = (...cells: unknown[]): string =>
  `| ${cells.map((cell) => String(cell).replaceAll("|", "\\|")).join(" | ")} |`;
const table = (head: unknown[], rows: unknown[][]): string =>
  [row(...head), row(...head.map(() => "---")), ...rows.map((cells) => row(...cells))].join("\n");
const show = (value: unknown): string => {
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(show).join(", ");
  return value === undefined ? "–" : `\`${value}\``;
};

/** The facts of all profiles as a page for readers. */
export function profilePage(): string {
  const models = new Map(PROFILE_IDS.map((id) => [id, snapshot(id)]));
  const namesOf = (id: ProfileId): Set<string> => new Set(models.get(id)?.operations.map(({ name }) => name));
  const only = (id: ProfileId, other: ProfileId): number =>
    [...namesOf(id)].filter((name) => !namesOf(other).has(name)).length;
  const each = (fact: (id: ProfileId) => unknown): unknown[] => PROFILE_IDS.map((id) => show(fact(id)));
  const infoMembers = [...new Set(PROFILE_IDS.flatMap((id) => Object.keys(profileOf(id).info ?? {})))];
  const quirks = Object.keys(QUIRK_EVIDENCE) as (keyof Quirks)[];
  return [
    "# Profiles",
    "",
    "What each profile of the mock controller does, and how that is known. This page is written by the package's tests",
    "from the tables that the mock itself works with (`vitest -u` writes it again), so it cannot be out of date.",
    "",
    "Where sources contradict each other, the value is a switch: `quirks: { unknownPathStatus: 404 }`.",
    "",
    "## The controllers",
    "",
    table(
      ["", ...PROFILE_IDS.map((id) => `\`${id}\``)],
      [
        ["seen", ...PROFILE_IDS.map((id) => profileOf(id).seen)],
        ["operations", ...PROFILE_IDS.map((id) => models.get(id)?.operations.length)],
        ["of these not on `6.2`", ...PROFILE_IDS.map((id) => only(id, "6.2"))],
        ["of these not on `6.2-cloud`", ...PROFILE_IDS.map((id) => only(id, "6.2-cloud"))],
        ...infoMembers.map((name) => [
          `\`/api/info\`: ${name}`,
          ...each((id) => (profileOf(id).info ? profileOf(id).info?.[name] : 404)),
        ]),
        [
          "group documents",
          ...PROFILE_IDS.map((id) => {
            const model = models.get(id);
            const groups = model ? documentGroups(model, profileOf(id).groupDocuments) : [];
            return `${groups.length}, first \`${groups[0]?.name}\``;
          }),
        ],
      ],
    ),
    "",
    "`/api/info` is shown as it was seen. Northbound hosts of the cloud answer 404 (observed). A single group called `All`",
    "was observed on 5.12, numbered groups from 5.15 on.",
    "",
    "## Quirks",
    "",
    table(
      ["", ...PROFILE_IDS.map((id) => `\`${id}\``)],
      quirks.map((name) => [
        `\`${name}\``,
        ...each((id) => quirksOf(profileOf(id), models.get(id) ?? {})[name]),
      ]),
    ),
    "",
    table(
      ["quirk", "question", "status", "evidence"],
      quirks.map((name) => {
        const { question, status, evidence } = QUIRK_EVIDENCE[name];
        return [`\`${name}\``, question, status, evidence];
      }),
    ),
    "",
    "## Lies",
    "",
    'Switched on by name: `quirks: { lies: ["iot-server-stored-but-failed"] }`. All are off by default.',
    "",
    table(
      ["lie", "what happens", "seen on"],
      Object.entries(LIES).map(([name, { what, seen }]) => [`\`${name}\``, what, seen]),
    ),
    "",
  ].join("\n");
}
