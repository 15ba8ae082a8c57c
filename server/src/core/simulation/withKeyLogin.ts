import type { SessionRequest } from '../../protocol/simulation.ts';

/** How a key's login is written is as it is set, where the request itself does not say. */
export function withKeyLogin(session: SessionRequest, keyLogin: 'id' | 'name' | undefined): SessionRequest {
  if (session.key === undefined || session.loginAs !== undefined || keyLogin === undefined) return session;
  return { ...session, loginAs: keyLogin };
}
