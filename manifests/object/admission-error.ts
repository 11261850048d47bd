import type { Finding } from './violation';

/** A finding about something that every API server refuses. */
export function admissionError(rule: string, message: string, fix: string, path: string | null = null): Finding {
  return { rule, layer: 'admission', severity: 'error', path, message, fix };
}
