/** What a JWT says of itself. Nobody verifies it here: it is Spacelift's to accept. */
import * as z from 'zod';

export interface JwtClaims {
  /** Of Spacelift's tokens exactly one: the base address of the account (spacectl, client/session/api_token.go). */
  audience: string[];
  /** Whom it is about; missing where it says none. */
  subject?: string;
  /** Seconds since 1970; missing where it says none. */
  expiresAt?: number;
}

const claims = z.object({
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  sub: z.string().min(1).optional().catch(undefined),
  exp: z.number().optional(),
});

/** Three parts in base64url (RFC 7515, 3.1); of a token that nobody signed, the last is empty. */
const PARTS = /^[\w-]+\.([\w-]+)\.[\w-]*$/;

/** Undefined for what is no JWT. */
export function readJwt(token: string): JwtClaims | undefined {
  const payload = PARTS.exec(token)?.[1];
  if (payload === undefined) return undefined;
  try {
    const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    if (!read.success) return undefined;
    const { aud, sub, exp } = read.data;
    return { audience: aud, ...(sub !== undefined && { subject: sub }), ...(exp !== undefined && { expiresAt: exp }) };
  } catch {
    return undefined;
  }
}
