/** The inputs of many sessions for one policy. */
import { readAlikeAddresses } from './alikeAddresses.ts';
import type { LoginInput } from '../simulation/loginInput.ts';
import { reachesInput } from '../simulation/reach.ts';
import type { PolicyModel } from '../syntax/model.ts';
import type { Sessions, Place } from './sessions.ts';

export interface Inputs {
  /** Parts of JSON documents, each once: `finish` makes one of a part. Thousands of whole ones take hundreds of megabytes. */
  readonly parts: readonly string[];
  /** The place in `parts` of each session: person by person, of each place by place. -1: the policy is not asked. */
  readonly of: Int32Array;
  readonly finish: (part: string) => string;
}

/** What the policy can't read is left out, so that sessions it can't tell apart are one input. */
export function writeInputs(
  { people, places }: Sessions,
  model: PolicyModel,
  isAsked: (person: number) => boolean,
): Inputs {
  const reads = (field: string): boolean => reachesInput(model, field);
  const writePerson = personWriter(reads);
  const placesFor = readPlaces(places, model, reads);
  const parts = new Map<string, number>();
  const of = new Int32Array(people.length * places.length).fill(-1);
  for (const [index, { input, subject }] of people.entries()) {
    if (!isAsked(index)) continue;
    const person = writePerson(input);
    const creator = reads('session.creator_ip') ? subject.session.creatorIp : undefined;
    const own = creator === undefined ? undefined : writeCreator(input.session.creator_ip);
    for (const [at, { request, session: shared }] of placesFor(input).entries()) {
      const session = own ?? shared;
      const part = `{"request":{${request}},"session":{${[session, person].filter((text) => text !== '').join(',')}}`;
      const known = parts.get(part) ?? parts.size;
      if (known === parts.size) parts.set(part, known);
      of[index * places.length + at] = known;
    }
  }
  const lists = writeLists(reads, people[0]?.input);
  return { parts: [...parts.keys()], of, finish: (part) => `${part}${lists}}` };
}

type Reads = (field: string) => boolean;
type WrittenPlace = ReturnType<ReturnType<typeof placeWriter>>;

/** Of each place, as it is written for somebody: of addresses that are alike the first. */
function readPlaces(places: readonly Place[], model: PolicyModel, reads: Reads): (input: LoginInput) => WrittenPlace[] {
  const written = places.map(placeWriter(reads));
  if (!reads('request.remote_ip') && !reads('session.creator_ip')) return () => written;
  const addresses = [...new Set(places.map(({ remote_ip }) => remote_ip))];
  const alike = readAlikeAddresses([model], addresses);
  const instants = places.length / addresses.length;
  const known = new Map<readonly number[], WrittenPlace[]>();
  return ({ session }) => {
    const first = alike(session);
    const own =
      known.get(first) ?? first.flatMap((address) => written.slice(address * instants, (address + 1) * instants));
    known.set(first, own);
    return own;
  };
}

const FIELDS = [
  'login',
  'name',
  'teams',
  'member',
  'admin',
  'machine',
  'account_name',
  'stack_id',
  'idp_subject',
] as const;

function personWriter(reads: Reads): (input: LoginInput) => string {
  const read = FIELDS.filter((field) => reads(`session.${field}`));
  return ({ session }) =>
    read
      .flatMap((field) => (session[field] === undefined ? [] : [`"${field}":${JSON.stringify(session[field])}`]))
      .join(',');
}

/** `session`: who says nothing else is taken to have begun the session there. */
function placeWriter(reads: Reads): (place: Place) => { request: string; session: string } {
  const [address, instant, creator] = ['request.remote_ip', 'request.timestamp_ns', 'session.creator_ip'].map(reads);
  return ({ remote_ip, timestamp_ns }) => {
    const quoted = JSON.stringify(remote_ip);
    const request = [
      ...(address ? [`"remote_ip":${quoted}`] : []),
      ...(instant ? [`"timestamp_ns":${timestamp_ns}`] : []),
    ];
    return { request: request.join(','), session: creator ? writeCreator(remote_ip) : '' };
  };
}

function writeCreator(address: string): string {
  return `"creator_ip":${JSON.stringify(address)}`;
}

/** The same for all: the account's. */
function writeLists(reads: Reads, input: LoginInput | undefined): string {
  return (['spaces', 'roles'] as const)
    .filter(reads)
    .map((list) => `,"${list}":${JSON.stringify(input?.[list] ?? [])}`)
    .join('');
}
