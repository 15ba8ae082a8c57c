/** Certificates made for a test. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { onTestFinished } from 'vitest';

export interface Certificate {
  key: string;
  cert: string;
}

export interface Authority extends Certificate {
  /** For 127.0.0.1 unless told otherwise. */
  issue: (host?: string) => Promise<Certificate>;
}

/** An authority that nobody trusts yet. */
export async function makeAuthority(): Promise<Authority> {
  const made = await generate([{ name: 'commonName', value: `Test authority ${randomUUID()}` }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const authority = { key: made.private, cert: made.cert };
  const issue = async (host?: string): Promise<Certificate> => {
    const issued = await generate([{ name: 'commonName', value: host ?? '127.0.0.1' }], {
      keyType: 'ec',
      algorithm: 'sha256',
      ca: authority,
      extensions: [
        { name: 'basicConstraints', cA: false },
        { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
        {
          name: 'subjectAltName',
          altNames: [host === undefined ? { type: 7, ip: '127.0.0.1' } : { type: 2, value: host }],
        },
      ],
    });
    return { key: issued.private, cert: issued.cert };
  };
  return { ...authority, issue };
}

/** A server's that no authority has signed. */
export async function makeSelfSigned(): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec', algorithm: 'sha256' });
  return { key: made.private, cert: made.cert };
}

/** The path of a file with this text, until the test is over. */
export async function fileOf(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'login-policy-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, 'file.pem');
  await writeFile(path, text);
  return path;
}
