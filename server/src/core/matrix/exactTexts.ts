import type { PolicyModel } from '../syntax/model.ts';
import type { Meaning } from '../syntax/values/meanings.ts';

/** The logins or teams that the policy names as a whole, not by a part. */
export function exactTexts(model: PolicyModel, domain: 'login' | 'team'): string[] {
  return model.meanings().flatMap((meaning) => (isExact(meaning, domain) ? [String(meaning.value)] : []));
}

/** Whether a constant is the whole of a login or team that something is compared with. */
export function isExact({ domain, use, value }: Meaning, wanted: 'login' | 'team'): boolean {
  return domain === wanted && value !== '' && (use === '==' || use === '!=' || use === 'in');
}
