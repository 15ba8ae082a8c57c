/** Spacelift's own simulation of a policy that it has not got: it changes nothing there. */
import * as z from 'zod';
import type { RemoteSimulation } from '../core/ports.ts';
import type { PolicySource, RegoVersion } from '../protocol/engine.ts';
import { AccountError } from '../core/account/accountError.ts';
import type { Answer, SpaceliftApi } from './api/api.ts';
import { hostOf } from './endpoint.ts';
import {
  SimulateDocument,
  SimulateInputDocument,
  SimulateWithEngineDocument,
  type PolicySimulateInput,
} from './generated/documents.ts';

const inputType = z.object({ __type: z.object({ inputFields: z.array(z.object({ name: z.string() })) }).nullish() });
const answers = z.object({ policySimulate: z.string().nullish(), policySimulatev2: z.string().nullish() });

/** Names of the field with the input document: of later versions of spacectl, and of Spacelift's Bruno collection. */
const INPUT_FIELDS = ['input', 'data'];

/** What is asked to be simulated. */
interface Question {
  readonly policy: PolicySource;
  /** The whole input document as JSON text. */
  readonly input: string;
}

/**
 * @param input the whole input document as JSON text
 * @throws {AccountError} where Spacelift gives no decision, also because it refuses the policy
 */
export async function simulateRemotely(
  api: SpaceliftApi,
  policy: PolicySource,
  input: string,
  signal?: AbortSignal,
): Promise<RemoteSimulation> {
  const question = { policy, input };
  const simulation = (await askNewer(api, question, signal)) ?? (await askOlder(api, question, signal));
  if (simulation !== undefined) return simulation;
  throw new AccountError('query', `${hostOf(api.endpoint)} is too old to be asked: it does not simulate policies`);
}

/** Undefined where this server has no `policySimulatev2`, or one that takes something else. */
async function askNewer(
  api: SpaceliftApi,
  { policy, input }: Question,
  signal: AbortSignal | undefined,
): Promise<RemoteSimulation | undefined> {
  const fields = await readInputFields(api, signal);
  const inputField = INPUT_FIELDS.find((name) => fields.includes(name));
  if (inputField === undefined) return undefined;
  const takesEngine = fields.includes('engineType');
  const engineType = policy.engine === 'v0' ? 'REGO_V0' : 'REGO_V1';
  const asked = { type: 'LOGIN', body: policy.text, [inputField]: input, ...(takesEngine && { engineType }) };
  const answer = await api.request(SimulateWithEngineDocument, { input: asked as PolicySimulateInput }, signal);
  if (answer.missing.length > 0) return undefined;
  return { answer: readAnswer(api, answer), notes: takesEngine ? [] : [notTold(policy.engine)] };
}

/** Undefined where this server has no `policySimulate` either. */
async function askOlder(
  api: SpaceliftApi,
  { policy, input }: Question,
  signal: AbortSignal | undefined,
): Promise<RemoteSimulation | undefined> {
  const answer = await api.request(SimulateDocument, { body: policy.text, input }, signal);
  if (answer.missing.length > 0) return undefined;
  return { answer: readAnswer(api, answer), notes: [notTold(policy.engine)] };
}

/** What `policySimulatev2` takes; empty where this server has it not, or does not say. */
async function readInputFields(api: SpaceliftApi, signal: AbortSignal | undefined): Promise<string[]> {
  try {
    const { data } = await api.request(SimulateInputDocument, {}, signal);
    const read = inputType.safeParse(data);
    return read.data?.__type?.inputFields.map(({ name }) => name) ?? [];
  } catch (error) {
    if (error instanceof AccountError && (error.kind === 'query' || error.kind === 'forbidden')) return [];
    throw error;
  }
}

/** @throws {AccountError} where there is none */
function readAnswer(api: SpaceliftApi, { data, failed }: Answer): string {
  const { policySimulatev2, policySimulate } = answers.safeParse(data).data ?? {};
  const answer = policySimulatev2 ?? policySimulate;
  if (typeof answer === 'string') return answer;
  const [failure] = failed;
  if (failure) throw new AccountError(failure.kind, failure.message);
  throw new AccountError('notSpacelift', `${hostOf(api.endpoint)} answered the simulation with nothing that is one`);
}

function notTold(engine: RegoVersion): string {
  return `Spacelift could not be told that the policy is Rego ${engine}: its simulation there takes no version`;
}
