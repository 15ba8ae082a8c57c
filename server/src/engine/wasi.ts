/** The little of WASI that Go's runtime needs: clocks, random numbers, somewhere to print to; no files, no network. */
import { ConsoleStdout, Fd, WASI, WASIProcExit, wasi as definitions } from '@bjorn3/browser_wasi_shim';

/** What Go prints before it gives up begins with the reason; the goroutines' stacks behind it help nobody here. */
const KEPT_OUTPUT = 2_000;

/**
 * Collecting garbage half as often as Go would takes a tenth off a check and a fifth off a compile, for a few megabytes;
 * less often than that, the memory's growth costs more than it saves.
 */
const ENVIRONMENT = ['GOGC=200'];

export interface WasiHost {
  /** The imports of the module's `wasi_snapshot_preview1`. */
  imports: Record<string, unknown>;
  /** Gives the imports the instance's memory. Needed before the first call into the instance. */
  bind(memory: WebAssembly.Memory): void;
  /** Nanoseconds; never goes back. */
  monotonicNs(): bigint;
  /** The error to report for one thrown out of the module: Go's last words instead of a bare exit code. */
  explain(error: unknown): unknown;
}

/** @param monotonicStartNs where the monotonic clock goes on from */
export function createWasiHost(monotonicStartNs = 0n): WasiHost {
  let output = '';
  const decoder = new TextDecoder();
  const console = new ConsoleStdout((bytes) => {
    if (output.length < KEPT_OUTPUT) output += decoder.decode(bytes, { stream: true });
  });
  const shim = new WASI([], ENVIRONMENT, [new NoInput(), console, console], { debug: false });
  const startNs = process.hrtime.bigint();
  const monotonicNs = () => monotonicStartNs + process.hrtime.bigint() - startNs;
  const shimClock = shim.wasiImport['clock_time_get'];

  return {
    monotonicNs,
    bind(memory) {
      shim.inst = { exports: { memory } };
    },
    imports: {
      ...shim.wasiImport,
      clock_time_get(id: number, precision: bigint, address: number): unknown {
        if (id !== definitions.CLOCKID_MONOTONIC) return shimClock?.(id, precision, address);
        new DataView(shim.inst.exports.memory.buffer).setBigUint64(address, monotonicNs(), true);
        return definitions.ERRNO_SUCCESS;
      },
    },
    explain(error) {
      if (!(error instanceof WASIProcExit)) return error;
      const [reason = ''] = output.split('\n', 1);
      return new Error(reason === '' ? `OPA ended with exit code ${error.code}` : reason);
    },
  };
}

/** Standard input at its end. */
class NoInput extends Fd {
  override fd_read(): { ret: number; data: Uint8Array } {
    return { ret: definitions.ERRNO_SUCCESS, data: new Uint8Array() };
  }
}
