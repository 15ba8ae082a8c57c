/** What is said of what somebody types while they sign in, before the server is asked. */

/** A host alone is meant to be asked with https. */
export function asAddress(text: string): string {
  const typed = text.trim();
  return typed === '' || typed.includes('://') ? typed : `https://${typed}`;
}

/** A hint only: Spacelift decides what an id is. */
export function hintOfKeyId(text: string): string | undefined {
  const id = text.trim();
  if (id === '' || /^[0-9A-HJKMNP-TV-Z]{26}$/i.test(id)) return undefined;
  if (id.startsWith('api::')) return 'Without “api::”: that is how the key’s login looks.';
  return `Ids of API keys are 26 characters long, such as 01J…; this has ${id.length}.`;
}
