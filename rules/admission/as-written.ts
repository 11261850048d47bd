import { at, type Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { type AdmitOptions, admit } from '.';

/** Findings that quote a value, which may be a zero that the manifest does not contain. */
const QUOTING = new Set([
  'schema-enum',
  'schema-length',
  'schema-pattern',
  'schema-range',
  'scheduled-backup-schedule',
]);

/**
 * The findings of {@link admit}, in terms of the manifest: CNPG's mutating webhook writes zero values for missing fields, so that the
 * server complains about a 0 or "" that the manifest does not contain. Without a spec there is only one finding.
 */
export function admitAsWritten(manifest: Manifest, options: AdmitOptions = {}): readonly Finding[] {
  const findings = admit(manifest, options);
  if (!findings.some(isError)) return findings;
  const isAbsent = (path: string) => (at(manifest, path.replaceAll(/\[(\d+)\]/g, '.$1')) ?? null) === null;
  if (isAbsent('spec') && findings.some(isOfSpec)) {
    const rest = findings.filter((finding) => !isOfSpec(finding));
    const message = 'is missing and required';
    const missing = { rule: 'schema-required', severity: 'error', path: 'spec', message, fix: 'add spec' } as const;
    return [...rest, { ...missing, layer: 'admission' }];
  }
  return findings.map((finding) =>
    isError(finding) && QUOTING.has(finding.rule) && finding.path !== null && isAbsent(finding.path)
      ? { ...finding, message: 'is missing' }
      : finding,
  );
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function isOfSpec(finding: Finding): boolean {
  return isError(finding) && (finding.path ?? '').startsWith('spec');
}
