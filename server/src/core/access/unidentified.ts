/** The answer for a key that is not identified: one only where every login that it may have leads to it. */
import type { Answer, WayAnswer } from '../../protocol/access.ts';
import { listUnknowns } from '../simulation/unidentifiedKey.ts';
import type { Session } from '../simulation/session.ts';
import { judgeCase, type AskedWell, type CanCase, type Judged } from './canCase.ts';
import { decideEveryLogin } from './everyLogin.ts';

/** What one way of binding comes to for one of the logins. */
interface TriedWay {
  /** `as "ci" without teams` */
  readonly told: string;
  readonly teams: readonly string[];
  readonly way: WayAnswer;
}

const ONLY_AS_ADMINISTRATOR =
  'An administrative key may do everything everywhere; any other may not do this, whatever its login and its teams';

/**
 * @param base of the login as it is assumed
 * @throws {EngineError} where the engine gives no answer
 */
export async function judgeUnidentified(
  about: CanCase,
  asked: AskedWell,
  session: Session,
  base: Judged,
): Promise<Judged> {
  const isPolicyAsked = asked.kind === 'decided' && about.scheme !== 'MANAGED_USERS';
  const { logins, areAll } = await decideEveryLogin(session, isPolicyAsked ? asked.set : undefined, about.account);
  const tried = logins.map((login) => ({ login, judged: judgeCase(about, asked, login.decided, login.teams) }));
  const answer = areAll ? agree([base, ...tried.map(({ judged }) => judged)]) : 'unknown';
  const ways = base.ways.map((way, index) => {
    const ofWay = tried.flatMap(({ login: { told, teams }, judged }) => {
      const own = judged.ways[index];
      return own === undefined ? [] : [{ told, teams, way: own }];
    });
    return judgeWay(way, ofWay, areAll, session);
  });
  const onlyBypass = answer === 'no' && session.unidentified?.mayBypass === true;
  const opening = [tellKey(session), ...(onlyBypass ? [ONLY_AS_ADMINISTRATOR] : [])];
  return { answer: onlyBypass ? 'unknown' : answer, ways, opening };
}

function agree(all: readonly { readonly answer: Answer }[]): Answer {
  const [first, ...others] = all.map(({ answer }) => answer);
  return first !== undefined && others.every((other) => other === first) ? first : 'unknown';
}

function tellKey({ unidentified, assumed }: Session): string {
  const unknown = listUnknowns(assumed);
  return `${unidentified?.told ?? ''}${unknown === '' ? '' : `. Not known: ${unknown}`}`;
}

function judgeWay(base: WayAnswer, tried: readonly TriedWay[], areAll: boolean, { assumed }: Session): WayAnswer {
  const answer = areAll ? agree([base, ...tried.map(({ way }) => way)]) : 'unknown';
  // That it has no team would be made up.
  const isTeamOpen = base.way === 'teams' && assumed.some(({ field }) => field === 'session.teams');
  if (answer === base.answer) {
    return isTeamOpen ? (tried.find(({ teams }) => teams.length > 0)?.way ?? base) : base;
  }
  const other = tried.find(({ way }) => way.answer !== base.answer);
  const first = isTeamOpen
    ? 'The teams of the key are not known'
    : `As assumed, ${base.answer}: ${base.reasons[0] ?? ''}`;
  const second = other
    ? `But ${other.told}, ${other.way.answer}: ${other.way.reasons[0] ?? ''}`
    : 'Not all that the key may be was tried';
  return { ...base, answer, reasons: [first, second] };
}
