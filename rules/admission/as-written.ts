import { at, type Manifest } from '../../manifests/object/manifest';
import type { Finding } from '../../manifests/object/violation';
import { type AdmitOptions, admit } from '.';

/** Findings that quote a value, which may be a zero that nobody wrote. */
const QUOTING = new Set([
  'schema-enum',
  'schema-length',
  'schema-pattern',
  'schema-range',
  'scheduled-backup-schedule',
]);

/**
 * What {@link admit} says, in the words of the manifest: CNPG's mutating webhook writes zero values where something is missing, so that the
 * server accuses a 0 or "" that nobody wrote. Without a spec there is one thing to say.
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
