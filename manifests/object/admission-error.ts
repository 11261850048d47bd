import type { Finding } from './violation';

/** A finding of something that no API server would take. */
export function admissionError(rule: string, message: string, fix: string, path: string | null = null): Finding {
  return { rule, layer: 'admission', severity: 'error', path, message, fix };
}
