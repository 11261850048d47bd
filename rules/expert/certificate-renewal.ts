import { certificatesOf } from '../../manifests/cnpg/cluster-certificates';
import { Kind } from '../../manifests/object/kinds';
import { at, type Manifest, text } from '../../manifests/object/manifest';
import { attempt } from '../../values/text/invalid-value';
import { defaultRenewBefore, renewalProblem } from '../../values/time/certificate-renewal';
import { Duration } from '../../values/time/duration';
import type { Rule } from '../engine/rule';

const DAYS_90 = Duration.days(90);

export const certificateRenewal: Rule = {
  id: 'certificate-renewal',
  severity: 'warning',
  kinds: [Kind.CLUSTER],
  why: `A failed renewal (an issuer that is gone, a policy, a webhook) is retried, and somebody must notice before the certificate expires.
After that standbys lose their primary and verify-full clients cannot connect. CNPG renews its own certificates a week before. Without
renewBefore cert-manager renews when a third of the lifetime is left, which is enough for certificates of more than three weeks.`,
  docs: 'https://cert-manager.io/docs/usage/certificate/#renewal',
  wrong: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-tls, serverCASecret: shop-tls}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-tls, namespace: shop}
spec: {secretName: shop-tls, dnsNames: [shop-db-rw], duration: 2160h, renewBefore: 24h, issuerRef: {name: company}}
`,
  right: `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: {name: shop-db, namespace: shop}
spec: {certificates: {serverTLSSecret: shop-tls, serverCASecret: shop-tls}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: shop-tls, namespace: shop}
spec: {secretName: shop-tls, dnsNames: [shop-db-rw], duration: 2160h, renewBefore: 720h, issuerRef: {name: company}}
`,
  check(manifest, { index, report }) {
    for (const { path, certificate } of certificatesOf(manifest, index)) {
      const problem = lateRenewal(certificate);
      if (problem === undefined) continue;
      report({
        path,
        message: `Certificate ${certificate.metadata.name} ${problem}`,
        fix: 'set duration: 2160h and renewBefore: 720h, or at least a week',
      });
    }
  },
};

function lateRenewal(certificate: Manifest): string | undefined {
  if (at(certificate, 'spec.renewal.policy') === 'Disabled') return 'is never renewed';
  const duration = durationAt(certificate, 'spec.duration') ?? DAYS_90;
  const percentage = at(certificate, 'spec.renewBeforePercentage');
  const share =
    typeof percentage === 'number' && percentage >= 0
      ? Duration.seconds(Math.floor((duration.toSeconds() * percentage) / 100))
      : defaultRenewBefore(duration);
  return renewalProblem(duration, durationAt(certificate, 'spec.renewBefore') ?? share);
}

function durationAt(certificate: Manifest, path: string): Duration | undefined {
  return attempt(() => Duration.parse(text(at(certificate, path)) ?? ''));
}
