import { AccountError } from '../core/account/accountError.ts';

const LIKE_THIS = 'It is the address of your account alone, like https://acme.app.spacelift.io.';
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * The endpoint as `https://host[:port]`. Plain http is for this computer only: a server there (the demo account).
 * What is refused is not repeated in words unless it is a host: a secret may have been put there by mistake.
 * @throws {AccountError} `endpoint`
 */
export function checkEndpoint(text: string): string {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
  if (url === undefined || url.host === '') throw refused(`The endpoint is not a web address. ${LIKE_THIS}`);
  if (url.username !== '' || url.password !== '') {
    throw refused(`The endpoint has a user name or a password in it, which do not belong there. ${LIKE_THIS}`);
  }
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
    throw refused(
      `${url.host} would be asked without https, and anybody on the way could read the secret. ${LIKE_THIS}`,
    );
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(`The endpoint does not start with https://. ${LIKE_THIS}`);
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw refused(`The endpoint has something after ${url.host}. ${LIKE_THIS}`);
  }
  return url.origin;
}

/** `acme.app.spacelift.io`, with the port where there is one. */
export function hostOf(endpoint: string): string {
  return new URL(endpoint).host;
}

/** Whether the endpoint is this computer itself. */
export function isLoopback(endpoint: string): boolean {
  return LOOPBACK.test(new URL(endpoint).hostname);
}

function refused(message: string): AccountError {
  return new AccountError('endpoint', message);
}
