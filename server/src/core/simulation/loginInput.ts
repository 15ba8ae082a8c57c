/** The input document of a login, as Spacelift makes it (user documentation, login policy page), and its JSON text. */
import { stringify } from 'lossless-json';

export interface LoginInput {
  request: {
    remote_ip: string;
    /** Nanoseconds since 1970; beyond 2^53, so printed from a `bigint`. */
    timestamp_ns: bigint;
  };
  session: {
    login: string;
    name: string;
    teams: readonly string[];
    member: boolean;
    admin: boolean;
    creator_ip: string;
    machine: boolean;
    /** These three only where they were given. */
    account_name?: string;
    stack_id?: string;
    idp_subject?: string;
  };
  spaces: readonly { id: string; name: string; labels: readonly string[] }[];
  /** `id` is the slug: Spacelift kept it for older policies. */
  roles: readonly { id: string; name: string; slug: string; ulid: string }[];
}

export function printInput(input: LoginInput): string {
  return printDocument(input);
}

/** JSON, each number digit for digit: `bigint`s, and `LosslessNumber`s of lossless-json. */
export function printDocument(document: object): string {
  const text = stringify(document);
  if (text === undefined) throw new TypeError('an object always has a JSON text');
  return text;
}
