/** Which certificates are trusted, and which one is shown, as spacectl has it (client/session). */
import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls from 'node:tls';
import { AccountError } from '../../core/account/accountError.ts';
import { readVariable, type Environment } from '../variables.ts';

interface NamedFile {
  /** The variable. */
  name: string;
  path: string;
  text: string;
}

const CERTIFICATES = /-----BEGIN ((?:TRUSTED |X509 )?CERTIFICATE)-----.*?-----END \1-----/gs;

/**
 * Trusted are Node's authorities, those of `NODE_EXTRA_CA_CERTS`, those that the system trusts where Node can tell, and
 * those in the file that `SPACELIFT_API_TLS_CA`, else `SSL_CERT_FILE` names. `SPACELIFT_API_TLS_CERT` and `_KEY` are a
 * certificate of one's own. Made once for all connections: there are hundreds of authorities.
 * @throws {AccountError} `certificate`: a file can't be read or used
 */
export async function readTrust(environment: Environment): Promise<tls.SecureContext> {
  const cert = await readNamed(environment, 'SPACELIFT_API_TLS_CERT');
  const key = await readNamed(environment, 'SPACELIFT_API_TLS_KEY');
  if ((cert === undefined) !== (key === undefined)) {
    throw new AccountError(
      'certificate',
      'SPACELIFT_API_TLS_CERT and SPACELIFT_API_TLS_KEY belong together: one of them is not set.',
    );
  }
  const ca = await readAuthorities(environment);
  try {
    return tls.createSecureContext({ ...(ca && { ca }), ...(cert && key && { cert: cert.text, key: key.text }) });
  } catch (error) {
    if (cert === undefined || key === undefined) throw error;
    throw new AccountError(
      'certificate',
      `The files that ${cert.name} and ${key.name} name can't be used together (${codeOf(error)}): ` +
        `${cert.path}, ${key.path}`,
    );
  }
}

/** Undefined: Node's own, with those of `NODE_EXTRA_CA_CERTS`. */
async function readAuthorities(environment: Environment): Promise<string[] | undefined> {
  const named = await readNamed(environment, 'SPACELIFT_API_TLS_CA', 'SSL_CERT_FILE');
  const system = systemAuthorities();
  if (named === undefined && system.length === 0) return undefined;
  // Authorities that are given replace Node's own and the extra ones: those are put back.
  const extra = await readNamed(environment, 'NODE_EXTRA_CA_CERTS');
  return [...tls.rootCertificates, ...system, ...certificatesOf(named), ...(extra ? [extra.text] : [])];
}

/** Node tells them from 22.15 on; its types here are those of the oldest that is supported. */
function systemAuthorities(): string[] {
  const { getCACertificates } = tls as { getCACertificates?: (of: 'system') => string[] };
  return getCACertificates?.('system') ?? [];
}

/** OpenSSL passes over what is none without a word. */
function certificatesOf(file: NamedFile | undefined): string[] {
  if (file === undefined) return [];
  const found = file.text.match(CERTIFICATES) ?? [];
  if (found.length > 0 && found.every(isCertificate)) return found;
  throw new AccountError(
    'certificate',
    `The file that ${file.name} names is not made of certificates (PEM): ${file.path}`,
  );
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).raw.length > 0;
  } catch {
    return false;
  }
}

/** The file that the first variable names that is set. */
async function readNamed(environment: Environment, ...names: string[]): Promise<NamedFile | undefined> {
  const named = readVariable(environment, ...names);
  if (named === undefined) return undefined;
  const { name, value: path } = named;
  try {
    return { name, path, text: await readFile(path, 'utf8') };
  } catch {
    throw new AccountError('certificate', `The file that ${name} names can't be read: ${path}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'no code';
}
