import { AccountError } from '../core/account/accountError.ts';
import { BadInput } from '../core/badInput.ts';
import { verifySimulation } from '../core/simulation/verify.ts';
import type { PolicySource } from '../protocol/engine.ts';
import type { SimulationReport, Verification } from '../protocol/simulation.ts';
import { complain } from './complain.ts';
import type { CliContext } from './context.ts';
import { EXIT, type ExitCode } from './exitCodes.ts';
import type { AccountOptions } from './options.ts';
import { writeVerification } from './writers/human/verification.ts';

export interface Verified {
  code: ExitCode;
  verification?: Verification;
  /** For people; empty where there is none. */
  text: string;
}

const CODES = { same: EXIT.fine, different: EXIT.findings, partly: EXIT.failed, unreadable: EXIT.failed } as const;

/**
 * Lays Spacelift's own answer beside the report. Where it can't be had, that is told, and the report stays what it is.
 * @throws {BadInput} where there is no credential
 */
export async function verify(
  policy: PolicySource,
  report: SimulationReport,
  { keyFile }: AccountOptions,
  { accounts, streams }: CliContext,
): Promise<Verified> {
  const account = await accounts.signIn(keyFile === undefined ? {} : { keyFile });
  try {
    const verification = await verifySimulation(account, policy, report);
    const text = writeVerification(verification, new URL(account.endpoint).host, streams);
    return { code: CODES[verification.verdict], verification, text };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    complain(streams, `not verified: ${error.message}`);
    return { code: EXIT.failed, text: '' };
  } finally {
    await account.close();
  }
}

/** Before anything is done. */
export function refuseVerifyOffline({ verify: verifies, offline }: AccountOptions): void {
  if (verifies === true && offline === true) throw new BadInput('--verify asks Spacelift: leave out --offline');
}
