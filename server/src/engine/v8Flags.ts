/**
 * Which of V8's compilers get to work. Flags hold for the whole process, and for what is compiled after they were set;
 * nothing else in it is WebAssembly. What `--liftoff-only` implies has to be said too: newer releases of
 * V8 draw no conclusions from a flag that comes after the start.
 */
import { setFlagsFromString } from 'node:v8';

/**
 * For OPA: the optimizing compiler costs the first checks more time, and the process more memory, than it ever gives
 * back (ARCHITECTURE.md has the figures). And the module, being our own build, needs no check of functions that never
 * run.
 */
export function favourQuickStart(): void {
  ['--liftoff-only', '--no-wasm-tier-up', '--no-wasm-dynamic-tiering', '--wasm-lazy-validation'].forEach(
    setFlagsFromString,
  );
}

/** For a compiled policy: small, and run many thousand times. */
export function favourSpeed(): void {
  ['--no-liftoff-only', '--wasm-tier-up', '--wasm-dynamic-tiering'].forEach(setFlagsFromString);
}

/**
 * For a process that is over in a moment: JavaScript is optimized only where it runs for long. Else V8 spends a tenth of
 * a whole `check` on optimizing, in the background, what hardly runs any more.
 */
export function favourShortRun(): void {
  setFlagsFromString('--interrupt-budget=600000');
}

/** For a process that lives long beside others: the heap grows by half, and not manifold, before it is cleaned. */
export function favourLittleMemory(): void {
  setFlagsFromString('--heap-growing-percent=50');
}

/** Takes the others back: used when building, as code is cached for V8's own flags. */
export function favourNothing(): void {
  [
    '--no-liftoff-only',
    '--wasm-tier-up',
    '--wasm-dynamic-tiering',
    '--no-wasm-lazy-validation',
    '--heap-growing-percent=0',
  ].forEach(setFlagsFromString);
}
