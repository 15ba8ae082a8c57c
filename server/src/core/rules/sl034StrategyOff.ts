import type { Rule } from './rule.ts';

/** An account that does not decide by login policies. */
export const rule: Rule<'SL034'> = {
  id: 'SL034',
  *check({ account, model }) {
    const scheme = account?.account.authorizationScheme;
    if (!account || !model.package || scheme === undefined || scheme === 'LOGIN_POLICIES') return;
    yield { at: model.package.nameSpan, message: 'inert', values: { account: account.account.name } };
  },
};
