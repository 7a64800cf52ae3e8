/**
 * What a change means for users of the typed client: `breaking` code stops compiling or calls start to
 * fail; `risky` code still compiles and may behave differently; `additive` there is more than before;
 * `editorial` nothing to do.
 */
export type Severity = "breaking" | "risky" | "additive" | "editorial";

/** Severities, the gravest first. */
export const SEVERITIES: readonly Severity[] = ["breaking", "risky", "additive", "editorial"];

/** One kind of change: how grave it is, why, and how a report calls it. */
export interface Rule {
  severity: Severity;
  /** Heading of a report: "<title>: <what>" */
  title: string;
  /** One line: why it has that severity. */
  why: string;
}

const rule = (severity: Severity, title: string, why: string): Rule => ({ severity, title, why });

const OPERATION_RULES = {
  "operation-removed": rule("breaking", "operation removed", "calls answer 404 or -1600"),
  "operation-refused": rule(
    "breaking",
    "operation refused",
    "controllers answer an error although their document still lists it",
  ),
  "operation-added": rule("additive", "operation added", "a new method; nothing existing changes"),
  "operation-not-offered": rule(
    "breaking",
    "not offered by this kind of controller",
    "local and cloud controllers differ: calls answer 404 or -1600",
  ),
  "operation-only-offered": rule(
    "additive",
    "offered by this kind of controller only",
    "local and cloud controllers differ; nothing existing changes",
  ),
  "operation-deprecated": rule("risky", "operation deprecated", "works today, may go with the next version"),
  "operation-undeprecated": rule("additive", "operation no longer deprecated", "it is here to stay"),
  "operation-superseded": rule(
    "risky",
    "newer version of the operation added",
    "controllers may stop answering the older one while their document still lists it",
  ),
  "operation-renamed": rule("breaking", "method renamed", "the old method name no longer compiles"),
  "path-parameter-renamed": rule(
    "editorial",
    "path parameter renamed",
    "the call stays the same; the argument of the method takes the new name",
  ),
  "group-moved": rule("breaking", "moved to another group", "types are imported from another subpath"),
  "tag-moved": rule("editorial", "moved to another tag", "method names are locked and stay as they are"),
  "permissions-changed": rule("risky", "permissions changed", "the client application may lack the new one"),
  "permissions-widened": rule("additive", "permissions widened", "all who were allowed to call it still are"),
  "authorization-code-only-set": rule(
    "breaking",
    "needs authorization code",
    "client credentials no longer suffice",
  ),
  "authorization-code-only-unset": rule("additive", "works with client credentials", "fewer requirements"),
  "error-code-added": rule("additive", "error codes added", "one more failure that can be distinguished"),
  "error-code-removed": rule("editorial", "error codes removed", "handling it does no harm"),
  "envelope-changed": rule(
    "editorial",
    "envelope declared differently",
    "controllers send it either way and the client unwraps it",
  ),
  "paging-changed": rule("breaking", "paging style changed", "page numbers are passed at another place"),
  "paging-added": rule("additive", "pages can be asked for", "calls that do not ask stay valid"),
  "paging-removed": rule("breaking", "pages can no longer be asked for", "paginate no longer takes it"),
  "download-changed": rule(
    "breaking",
    "file download changed",
    "the result is bytes instead of JSON, or back",
  ),
  "edition-changed": rule("editorial", "edition changed", "which controllers offer it, not how it is called"),
} as const;

const EXPORT_RULES = {
  "type-name-removed": rule(
    "breaking",
    "exported type gone",
    "importing it no longer compiles; what is named instead has other members",
  ),
  "type-name-renamed": rule(
    "editorial",
    "exported type renamed",
    "a deprecated alias keeps the old name as long as the client line",
  ),
  "type-name-moved": rule("breaking", "exported type moved", "it is imported from another subpath"),
  "constant-removed": rule("breaking", "named values gone", "importing the constant no longer compiles"),
  "constant-renamed": rule(
    "editorial",
    "named values renamed",
    "a deprecated alias keeps the old name as long as the client line",
  ),
  "constant-moved": rule("breaking", "named values moved", "they are imported from another subpath"),
} as const;

const REQUEST_RULES = {
  "parameter-added-required": rule("breaking", "required parameter added", "calls without it are refused"),
  "parameter-added-optional": rule("additive", "optional parameter added", "calls without it stay valid"),
  "parameter-removed": rule("breaking", "parameter removed", "passing it no longer compiles"),
  "parameter-became-required": rule("breaking", "parameter became required", "calls without it are refused"),
  "parameter-became-optional": rule("additive", "parameter became optional", "calls with it stay valid"),
  "parameter-deprecated": rule("risky", "parameter deprecated", "taken today, may go with the next version"),
  "parameter-undeprecated": rule("additive", "parameter no longer deprecated", "it is here to stay"),
  "parameter-type-changed": rule("breaking", "parameter type changed", "the value no longer fits"),
  "search-fields-changed": rule("risky", "searched fields changed", "the same search finds other rows"),
  "filter-fields-changed": rule("risky", "filterable fields changed", "a filter may no longer be applied"),
  "body-added-required": rule("breaking", "required body added", "calls without it are refused"),
  "body-added-optional": rule("additive", "optional body added", "calls without it stay valid"),
  "body-removed": rule("breaking", "body removed", "passing it no longer compiles"),
  "body-became-required": rule("breaking", "body became required", "calls without it are refused"),
  "body-became-optional": rule("additive", "body became optional", "calls with it stay valid"),
  "body-media-type-changed": rule("breaking", "media type of the body changed", "it is encoded differently"),
  "body-media-types-changed": rule(
    "editorial",
    "other media types offered for the body",
    "the one in use is still taken",
  ),
  "request-property-added-required": rule(
    "breaking",
    "required field added",
    "bodies without it are refused",
  ),
  "request-property-added": rule("additive", "optional field added", "bodies without it stay valid"),
  "request-property-removed": rule("breaking", "field removed", "sending it no longer compiles"),
  "request-property-became-required": rule(
    "breaking",
    "field became required",
    "bodies without it are refused",
  ),
  "request-property-became-optional": rule("additive", "field became optional", "bodies with it stay valid"),
  "request-deprecation-changed": rule("editorial", "field deprecated or not", "accepted either way"),
  "request-type-changed": rule("breaking", "type changed", "the value no longer fits"),
  "request-type-replaced": rule(
    "breaking",
    "type replaced",
    "hardly a field is left, if the document does not take another type of that name for it",
  ),
  "request-nullable-set": rule("additive", "null taken as well", "every value that fitted still fits"),
  "request-nullable-unset": rule("breaking", "null no longer taken", "sending it no longer compiles"),
  "request-type-loosened": rule("additive", "type loosened", "every value that fitted still fits"),
  "request-members-opened": rule(
    "additive",
    "members of any name allowed",
    "the known ones stay as they are",
  ),
  "request-members-closed": rule("breaking", "only known members left", "sending others no longer compiles"),
  "request-type-specified": rule("risky", "type specified", "it used to be open; not every value fits now"),
  "request-format-changed": rule("risky", "format changed", "same TypeScript type, other text or width"),
  "request-format-documented": rule("editorial", "format stated or no longer stated", "text only"),
  "request-value-removed": rule("breaking", "values narrowed", "the controller refuses a value it took"),
  "request-value-added": rule("additive", "values widened", "the values used so far stay valid"),
  "request-value-label-added": rule("additive", "values labelled for the first time", "named constants"),
  "request-values-introduced": rule("risky", "values listed for the first time", "others may be refused"),
  "request-values-dropped": rule("risky", "values no longer listed", "any may be refused"),
  "request-constants-dropped": rule("breaking", "named values no longer listed", "named constants are gone"),
  "request-value-meaning-changed": rule(
    "breaking",
    "meanings of values exchanged",
    "the same value does something else",
  ),
  "request-value-relabelled": rule(
    "breaking",
    "value relabelled",
    "its named constant is called otherwise now",
  ),
  "request-value-label-removed": rule("breaking", "label of a value removed", "its named constant is gone"),
  "request-range-narrowed": rule("breaking", "range narrowed", "the controller refuses a number it took"),
  "request-range-widened": rule("additive", "range widened", "the numbers used so far stay valid"),
  "request-range-introduced": rule("risky", "range stated for the first time", "others may be refused"),
  "request-length-narrowed": rule("breaking", "length narrowed", "the controller refuses a length it took"),
  "request-length-widened": rule("additive", "length widened", "the lengths used so far stay valid"),
  "request-length-introduced": rule("risky", "length stated for the first time", "others may be refused"),
  "request-pattern-added": rule("risky", "pattern added", "texts that do not match may be refused"),
  "request-pattern-changed": rule("risky", "pattern changed", "texts that matched may be refused"),
  "request-pattern-removed": rule("additive", "pattern removed", "every text that matched stays valid"),
  "request-uniqueness-changed": rule("risky", "uniqueness of items changed", "repeated items may be refused"),
  "request-unit-changed": rule("breaking", "unit changed", "the same number means something else"),
  "request-unit-documented": rule("editorial", "unit stated or no longer stated", "text only"),
  "request-default-changed": rule("risky", "default changed", "leaving the field out has another effect"),
  "request-read-only-changed": rule(
    "risky",
    "read-only or no longer read-only",
    "what is sent may be ignored or refused",
  ),
  "request-write-only-changed": rule("editorial", "secret or no longer secret", "it is sent either way"),
  "request-condition-changed": rule("risky", "condition changed", "required together with another value"),
} as const;

const RESPONSE_RULES = {
  "response-added": rule("additive", "answer added", "it used to answer nothing"),
  "response-removed": rule("breaking", "answer removed", "there is no result any more"),
  "response-page-added": rule("breaking", "page wrapper added", "rows are in .data instead of the result"),
  "response-page-removed": rule("breaking", "page wrapper removed", "rows are the result itself"),
  "response-array-changed": rule("breaking", "array and object swapped", "the result has another shape"),
  "response-property-added": rule("additive", "field added", "there is more to read"),
  "response-property-removed": rule("breaking", "field removed", "reading it no longer compiles"),
  "response-property-became-optional": rule("breaking", "field became optional", "it may be undefined"),
  "response-property-became-required": rule("additive", "field became required", "no check needed any more"),
  "response-deprecation-changed": rule("editorial", "field deprecated or not", "sent either way"),
  "response-type-changed": rule("breaking", "type changed", "code that reads it no longer fits"),
  "response-type-replaced": rule(
    "breaking",
    "type replaced",
    "hardly a field is left, if the document does not take another type of that name for it",
  ),
  "response-nullable-set": rule("breaking", "may be null", "it has to be checked before use"),
  "response-nullable-unset": rule("additive", "never null any more", "no check needed any more"),
  "response-type-loosened": rule("breaking", "type loosened", "it has to be checked before use"),
  "response-members-opened": rule("additive", "members of any name allowed", "there may be more to read"),
  "response-members-closed": rule("breaking", "only known members left", "reading others no longer compiles"),
  "response-type-specified": rule("additive", "type specified", "it used to be open"),
  "response-format-changed": rule("risky", "format changed", "same TypeScript type, other text or width"),
  "response-format-documented": rule("editorial", "format stated or no longer stated", "text only"),
  "response-value-added": rule("risky", "values widened", "a switch over the values misses the new one"),
  "response-value-removed": rule("breaking", "named values narrowed", "its named constant is gone"),
  "response-unnamed-value-removed": rule(
    "editorial",
    "values narrowed",
    "it no longer comes; no constant is gone",
  ),
  "response-value-label-added": rule("additive", "values labelled for the first time", "named constants"),
  "response-values-introduced": rule("additive", "values listed for the first time", "named constants"),
  "response-values-dropped": rule("risky", "values no longer listed", "others may come"),
  "response-constants-dropped": rule("breaking", "named values no longer listed", "named constants are gone"),
  "response-value-meaning-changed": rule(
    "breaking",
    "meanings of values exchanged",
    "the same value stands for something else",
  ),
  "response-value-relabelled": rule(
    "breaking",
    "value relabelled",
    "its named constant is called otherwise now",
  ),
  "response-value-label-removed": rule("breaking", "label of a value removed", "its named constant is gone"),
  "response-range-narrowed": rule("editorial", "range narrowed", "every number still fits the type"),
  "response-range-widened": rule("editorial", "range widened", "every number still fits the type"),
  "response-range-introduced": rule("editorial", "range stated for the first time", "text only"),
  "response-length-narrowed": rule("editorial", "length narrowed", "every text still fits the type"),
  "response-length-widened": rule("editorial", "length widened", "every text still fits the type"),
  "response-length-introduced": rule("editorial", "length stated for the first time", "text only"),
  "response-pattern-added": rule("editorial", "pattern added", "every text still fits the type"),
  "response-pattern-changed": rule("editorial", "pattern changed", "every text still fits the type"),
  "response-pattern-removed": rule("editorial", "pattern removed", "every text still fits the type"),
  "response-uniqueness-changed": rule("editorial", "uniqueness of items changed", "the type stays"),
  "response-unit-changed": rule("breaking", "unit changed", "the same number means something else"),
  "response-unit-documented": rule("editorial", "unit stated or no longer stated", "text only"),
  "response-default-changed": rule("editorial", "default changed", "answers hold the value itself"),
  "response-read-only-changed": rule("editorial", "read-only or no longer read-only", "sent either way"),
  "response-write-only-changed": rule("risky", "secret or no longer secret", "answers may leave it out"),
  "response-condition-changed": rule("editorial", "condition changed", "when the field is sent"),
} as const;

/** Every rule of the diff by its id. Ids are stable: reports and suppressions may name them. */
export const RULES = {
  ...OPERATION_RULES,
  ...EXPORT_RULES,
  ...REQUEST_RULES,
  ...RESPONSE_RULES,
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof RULES;
