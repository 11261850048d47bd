import { Duration } from '../../../values/time/duration';
import type { AlertGroup } from './alert';
import { is, isOneOf, namespaced, series } from './promql';

/** Certificates and credentials that must be renewed in time. */
export const securityAlerts = {
  PostgresCertificateExpiring(facts, { certificate }) {
    if (facts.certificates === undefined) return undefined;
    const label = facts.certificates === 'x509-certificate-exporter' ? 'secret_name' : 'name';
    const end =
      facts.certificates === 'x509-certificate-exporter'
        ? series(
            'x509_cert_not_after',
            is('secret_namespace', facts.namespace),
            isOneOf('secret_name', facts.certificateSecrets),
          )
        : namespaced(
            'certmanager_certificate_expiration_timestamp_seconds',
            facts.namespace,
            isOneOf('name', facts.certificates.certManager),
          );
    return {
      severity: 'critical',
      for: Duration.minutes(15),
      expr: `min by (${label}) (${end}) - time() < ${certificate.toSeconds()}`,
      summary: 'A certificate was not renewed',
      description: `Certificate {{ $labels.${label} }} ends in {{ $value | humanizeDuration }}, and should have been renewed by now.`,
    };
  },

  PostgresRotationOverdue(facts) {
    if (facts.externalSecrets.length === 0) return undefined;
    const failing = namespaced(
      'externalsecret_status_condition',
      facts.namespace,
      isOneOf('name', facts.externalSecrets),
      'condition="Ready"',
      'status="False"',
    );
    return {
      severity: 'warning',
      for: Duration.hours(1),
      expr: `max by (name) (${failing}) == 1`,
      summary: 'Credentials are not rotated',
      description:
        'ExternalSecret {{ $labels.name }} has not been ready for an hour: its credentials stay as they are.',
    };
  },
} as const satisfies AlertGroup;
