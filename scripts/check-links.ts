// Asks every address outside of the repository that a Markdown page links to. Needs the internet, so no test does it.
import { externalLinks } from "./lib/check-paths.js";
import { markdownPages } from "./lib/markdown-pages.js";

const TIMEOUT_MS = 20_000;

async function problemOf(link: string): Promise<string | undefined> {
  try {
    const answer = await fetch(link, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer.ok ? undefined : `${answer.status}`;
  } catch (error) {
    return `${error}`;
  }
}

const links = externalLinks(markdownPages());
let broken = 0;
for (const link of links) {
  const problem = await problemOf(link);
  if (problem === undefined) continue;
  broken++;
  console.error(`${link}: ${problem}`);
}
console.log(`${links.length} addresses, ${broken} of them broken`);
process.exitCode = broken > 0 ? 1 : 0;
