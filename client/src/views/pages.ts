/** Spacelift's own pages. Only those whose address is public somewhere: each says where. */
import type { AccountItem } from './accountNode.ts';

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
