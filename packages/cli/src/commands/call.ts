import type { CallOptions, OmadaClient, PageOptions, Paginator } from "@omada-sdk/core";
import { paginate } from "@omada-sdk/core";
import type { Operation } from "@omada-sdk/model";
import { readArguments } from "../call/arguments.js";
import { readBody, withFiles } from "../call/body.js";
import { type Controller, MAX_TIMEOUT_S, TIMEOUT_S, urlOption, withController } from "../call/controller.js";
import { deviceMacOf, siteIdOf } from "../call/names.js";
import { findOperation, mayWrite } from "../call/operations.js";
import { answerSchema } from "../call/output.js";
import { type Prepared, perform } from "../call/perform.js";
import { fittingSnapshot } from "../call/snapshot.js";
import { fingerprintOption, insecureOption } from "../certificate-options.js";
import { type Definition, UsageError, wholeNumber } from "../command.js";
import { profileOption } from "../profiles/settings.js";
import { anySpecsOption } from "../specs-folder.js";

type Method = (args: Record<string, unknown>, options?: CallOptions) => Promise<unknown>;
type Tags = Record<string, Record<string, Method>>;

/** `omada call`: calls one operation by its name, with arguments that the snapshot of the controller's version checks. */
export const call: Definition = (command, io) => {
  command
    .argument("<operation>", "tag.method as published clients call it, or 'METHOD /path'")
    .argument(
      "[arguments...]",
      "name=value, or name:=json, for parameters and for members of the body (a.b=value)",
    )
    .option("--site <name>", "name or id of the site that it is about")
    .option("--device <name>", "name or MAC address of the device that it is about")
    .option(
      "--body <json>",
      "the body: JSON, @file, or - for standard input; name=value changes members of it",
    )
    .option("--all", "read every page of a list")
    .option("--json", "print one JSON document, with --all one list of all rows")
    .option("--out <file>", "write the answer, such as an export, to a file")
    .option("--dry-run", "show the request instead of sending it")
    .option("--yes", "send what may change something without asking")
    .addOption(urlOption())
    .addOption(profileOption())
    .addOption(fingerprintOption())
    .addOption(insecureOption())
    .addOption(anySpecsOption())
    .option("--timeout <seconds>", "for each request", wholeNumber(1, MAX_TIMEOUT_S), TIMEOUT_S)
    .addHelpText(
      "after",
      "\nOn a terminal lists are tables; elsewhere each row is a line of JSON. Without --all a list is its first 100 rows.\n" +
        'Examples:\n  omada call device.getDeviceList --site "Head office" --all\n' +
        '  omada call ap.modifyGeneralConfig --site "Head office" --device Lobby name="Lobby east"\n' +
        "omada ops finds operations by words. Exit code: 0 done, 1 failed, 2 the command line is wrong or the write was not agreed to.",
    )
    .action(async (asked, texts, options) => {
      const body = await readBody(options.body, io);
      await withController(options, io, async (controller) => {
        const { client, origin } = controller;
        const snapshot = await fittingSnapshot(options.specs, io, origin, client);
        const operation = await findOperation(snapshot.model, asked);
        const { site, device, all = false } = options;
        const given = { texts, body, site, device, all };
        const read = readArguments(snapshot.model, operation, given, client.omadacId);
        if (operation.download && options.out === undefined && io.columns !== undefined && !options.dryRun)
          throw new UsageError(`${operation.name} answers a file; say where it goes with --out`);
        const args = await complete(controller, operation, read, io.signal);
        const prepared = prepare(operation, args, (bound) => {
          const [tag = "", method = ""] = operation.name.split(".");
          return bound.with<Tags>(snapshot.group)[tag]?.[method] as Method;
        });
        const described = { ...prepared, answer: answerSchema(snapshot.model, operation) };
        await perform(io, controller, described, options);
      });
    });
};

/** Arguments with the ids of what they name. */
async function complete(
  { client }: Controller,
  operation: Operation,
  { args, siteArgument, deviceArgument }: ReturnType<typeof readArguments>,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const complete = { ...args };
  const site = siteArgument === undefined ? undefined : args[siteArgument];
  if (siteArgument !== undefined && typeof site === "string")
    complete[siteArgument] = await siteIdOf(client, site, signal);
  const device = deviceArgument === undefined ? undefined : args[deviceArgument];
  if (deviceArgument !== undefined && typeof device === "string") {
    const siteId = siteArgument === undefined ? undefined : complete[siteArgument];
    complete[deviceArgument] = await deviceMacOf(
      client,
      device,
      deviceArgument,
      typeof siteId === "string" ? siteId : undefined,
      signal,
    );
  }
  if (operation.body?.mediaType === "multipart/form-data") complete.body = await withFiles(args.body);
  return complete;
}

function prepare(
  operation: Operation,
  args: Record<string, unknown>,
  methodOf: (client: OmadaClient) => Method,
): Prepared {
  const { name, paging, permissions } = operation;
  return {
    label: name,
    mayWrite: mayWrite(operation),
    permissions,
    send: (client, options) => methodOf(client)(args, options),
    ...(paging && { pages: (client, options) => pagesOf(methodOf(client), args, paging, options) }),
  };
}

/** Every page. A page size that was asked for counts, the one that a single page has by default does not. */
function pagesOf(
  method: Method,
  args: Record<string, unknown>,
  paging: "query" | "body",
  options: PageOptions,
): Paginator<unknown, unknown> {
  if (paging === "query") {
    const { page: _, pageSize: __, ...others } = args;
    return paginate(method, others, options) as Paginator<unknown, unknown>;
  }
  const { page: _, pageSize: __, ...body } = Object(args.body) as Record<string, unknown>;
  return paginate(method, { ...args, body }, options) as Paginator<unknown, unknown>;
}
