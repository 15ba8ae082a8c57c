/** ULIDs: what Spacelift's API and Terraform call an id. */

const ULID = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i;
const NAME_AND_ULID = /^(.+)-([0-7][0-9A-HJKMNP-TV-Z]{25})$/i;

/** Whether the text has the shape of a ULID, in upper or lower case. */
export function isUlid(text: string): boolean {
  return ULID.test(text);
}

/** The parts of what has the shape of a space's id, `name-ULID`; undefined for `root`, `legacy` and anything else. */
export function splitSpaceId(text: string): { readonly name: string; readonly ulid: string } | undefined {
  const [, name, ulid] = NAME_AND_ULID.exec(text) ?? [];
  return name === undefined || ulid === undefined ? undefined : { name, ulid };
}
