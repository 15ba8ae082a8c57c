/** What a JWT says of itself. Nobody verifies it here: it is Spacelift's to accept. */
import * as z from 'zod';

export interface JwtClaims {
  /** Of Spacelift's tokens exactly one: the base address of the account (spacectl, client/session/api_token.go). */
  audience: string[];
  /** Seconds since 1970; missing where it says none. */
  expiresAt?: number;
}

const claims = z.object({
  aud: z.union([z.string().transform((one) => [one]), z.array(z.string())]).default([]),
  exp: z.number().optional(),
});

/** Undefined for what is no JWT. */
export function readJwt(token: string): JwtClaims | undefined {
  const [, payload, , ...more] = token.split('.');
  if (payload === undefined || more.length > 0) return undefined;
  try {
    const read = claims.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    if (!read.success) return undefined;
    const { aud, exp } = read.data;
    return { audience: aud, ...(exp !== undefined && { expiresAt: exp }) };
  } catch {
    return undefined;
  }
}
