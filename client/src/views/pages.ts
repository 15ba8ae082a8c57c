/** Spacelift's own pages. Only those whose address is public somewhere: each says where. */
import type { AccountResult } from '../../../server/src/protocol/lsp.ts';
import type { AccountItem } from './accountNode.ts';

/**
 * Where the pages of the account are, `https://acme.app.spacelift.io`: only of one that somebody is signed in to. The
 * address that a snapshot names is whatever its file says, and on a page of it people would type secrets.
 */
export function pagesOf(state: AccountResult | undefined): string | undefined {
  return state?.state === 'loaded' ? state.signedIn?.endpoint : undefined;
}

/** @param endpoint `https://acme.app.spacelift.io` */
export function pageOf(endpoint: string, { kind, id }: AccountItem): string | undefined {
  const last = encodeURIComponent(id ?? '');
  switch (kind) {
    // 1Password's shell plugins, plugins/spacelift/api_key.go.
    case 'apiKey':
      return `${endpoint}/settings/api-keys`;
    // Cloud Posse's documentation, components/library/aws/spacelift.
    case 'space':
      return `${endpoint}/spaces`;
    // spacelift-io/spacelift-policies-example-library, in the comments of a push policy.
    case 'loginPolicy':
      return `${endpoint}/policy/${last}`;
    case 'role':
    case 'team':
      return undefined;
  }
}

/** Where a key becomes a session of the browser (Spacelift's documentation, Single Sign-On, Backup Credentials). */
export function keyCheckPage(endpoint: string): string {
  return `${endpoint}/apikeytoken`;
}
