/** The other way in which a key's login may be written. */
import { KEY_PREFIX } from '../../account/keyLogin.ts';
import type { PolicyModel } from '../../syntax/model.ts';
import { LOGIN_BY_UNKNOWN_ID, LOGIN_BY_UNKNOWN_NAME } from '../unidentifiedKey.ts';
import type { Alternatives } from './alternatives.ts';
import { isReadOtherwise } from './otherReads.ts';
import { OTHER_TEXTS, TEXT_TESTS, textsOf } from './texts.ts';

/** `form`: the login written so, or what stands for it where the key's id, or its name, is not known. */
export function otherForms(model: PolicyModel, form: string): Alternatives<string> {
  if (form === LOGIN_BY_UNKNOWN_ID) return otherIds(model);
  return form === LOGIN_BY_UNKNOWN_NAME ? otherNames(model) : { values: [form], what: 'the other form of its login' };
}

function otherIds(model: PolicyModel): Alternatives<string> {
  const ids = textsOf(model, 'login').filter((text) => text.startsWith(KEY_PREFIX));
  const named = ids.length === 0 ? '' : ', and each id that the policy names';
  return { values: [LOGIN_BY_UNKNOWN_ID, ...ids], what: `${KEY_PREFIX} and an id that nobody gave${named}` };
}

/** Nothing connects the names in the policy with the key: they are only what its unknown name may be. */
function otherNames(model: PolicyModel): Alternatives<string> {
  const names = textsOf(model, 'login').filter((text) => !text.startsWith(KEY_PREFIX));
  const named = names.length === 0 ? '' : ', and each that it has, which may be other keys or people';
  const isOpen = isReadOtherwise(model, 'session.login', TEXT_TESTS);
  return {
    values: [LOGIN_BY_UNKNOWN_NAME, ...names],
    what: `a name that the policy does not have${named}`,
    ...(isOpen ? { untried: OTHER_TEXTS } : {}),
  };
}
