import type { Finding, Severity } from '../../manifests/object/violation';

/** Collects the findings of one object. */
export class Report {
  readonly findings: Finding[] = [];
  #errors = 0;

  /** Whether a stage has refused the object. The server runs no further stage in that case. */
  get refused(): boolean {
    return this.#errors > 0;
  }

  add(rule: string, severity: Severity, path: string | null, message: string, fix: string | null): void {
    if (severity === 'error') this.#errors++;
    this.findings.push({ rule, layer: 'admission', severity, path, message, fix });
  }

  error(rule: string, path: string | null, message: string, fix: string | null): void {
    this.add(rule, 'error', path, message, fix);
  }
}
