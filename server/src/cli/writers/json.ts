import { parse, stringify } from 'lossless-json';
import { LOGIN_BY_UNKNOWN_ID } from '../../core/simulation/unidentifiedKey.ts';
import type { CheckReport } from '../../protocol/findings.ts';
import type { SimulationReport, Verification } from '../../protocol/simulation.ts';

/** A report as indented JSON with a newline at the end. */
export function writeJson(report: CheckReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}

/**
 * A simulation report as JSON. `input` is printed as JSON too, every number as OPA was given it: a reader that needs
 * `timestamp_ns` to the nanosecond must parse numbers losslessly. Where a key's id is not known, the login it would have
 * is written `api::<id>`.
 */
export function writeSimulationJson(report: SimulationReport, verification?: Verification): string {
  const { engine, evaluator, input, assumed, decision, access, notices, explanation } = report;
  const ordered = {
    engine,
    evaluator,
    input: parse(input),
    assumed: withoutStandIn(assumed),
    decision,
    access,
    notices,
    explanation,
    verification,
  };
  return `${stringify(ordered, null, 2) ?? ''}\n`;
}

/** What is assumed, as values of JSON. */
export function withoutStandIn(assumed: readonly unknown[]): unknown {
  return parse((stringify(assumed) ?? '[]').replaceAll(LOGIN_BY_UNKNOWN_ID, 'api::<id>'));
}
