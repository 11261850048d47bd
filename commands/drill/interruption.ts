import type { EventEmitter } from 'node:events';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Ctrl-C as an abort signal: the drill ends early and cleans up. A second one ends the process as usual; then the next drill cleans up.
 * @returns the signal, and what stops listening
 */
export function interruption(process: Pick<EventEmitter, 'once' | 'removeListener'>): {
  readonly signal: AbortSignal;
  readonly release: () => void;
} {
  const controller = new AbortController();
  const release = () => {
    for (const name of SIGNALS) process.removeListener(name, interrupt);
  };
  const interrupt = () => {
    release();
    controller.abort();
  };
  for (const name of SIGNALS) process.once(name, interrupt);
  return { signal: controller.signal, release };
}
