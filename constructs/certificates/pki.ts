import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Certificate, type CertificateSpec } from '../../imports/cert-manager.io/certificate';
import { Issuer } from '../../imports/cert-manager.io/issuer';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import { renewalProblem } from '../../values/time/certificate-renewal';
import { Duration } from '../../values/time/duration';
import { InputError } from '../base/input-error';
import { objectMetadata } from '../base/object-metadata';
import { compact, merge, type Overrides } from '../base/overrides';
import { type Protection, SyncWave } from '../gitops/protection';
import { type CertManagerOptions, type IssuerReference, pkiSecrets } from '../postgres/certificates';
import type { ISecret } from '../secrets/secret';

/** Props of {@link Pki}. */
export interface PkiProps {
  /** Name of the cluster; everything here is named after it, and in its namespace. */
  readonly cluster: string;
  readonly namespace: string;
  readonly options: CertManagerOptions;
  /** Names of the server, asked for when all services and poolers are known. */
  readonly hosts: () => readonly string[];
  /** As the cluster's: a cluster that stays behind needs certificates as long as it runs. */
  readonly protection: Protection;
}

const DAYS_90 = Duration.days(90);
const DAYS_30 = Duration.days(30);
const RELOADED = { labels: { [RELOAD_LABEL]: '' } };

/**
 * The certificates of one cluster, by cert-manager, before the cluster in Argo CD's order: with a Secret missing it never starts.
 *
 * An authority of its own signs for this cluster alone. Its key stays in Secret `<cluster>-pki-ca` of the namespace, as with CNPG's own
 * authority in `<cluster>-ca`: whoever reads that Secret can be every role that a certificate suffices for. It lives ten years and keeps
 * its key when it is renewed, so that certificates and the `ca.crt` that clients hold stay good; all other keys are new with each renewal.
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class Pki extends Construct {
  readonly #props: PkiProps;
  readonly #clientIssuer: IssuerReference | undefined;

  /** @throws InputError for a renewal that would come too late, or not at all */
  constructor(scope: Construct, id: string, props: PkiProps) {
    super(scope, id);
    this.#props = props;
    const { cluster, options, hosts } = props;
    const problem = renewalProblem(options.duration ?? DAYS_90, options.renewBefore ?? DAYS_30);
    if (problem !== undefined) throw new InputError(this, `each certificate ${problem}; give other durations`);
    const isOwn = options.issuer === undefined || options.clientIssuer === undefined;
    const own = isOwn ? this.#authority() : undefined;
    this.#clientIssuer = options.clientIssuer === 'operator' ? undefined : (options.clientIssuer ?? own);
    const { server, replication } = pkiSecrets(cluster);
    this.#certificate('Server', server, options.issuer ?? own, {
      dnsNames: Lazy.any({ produce: hosts }) as string[],
      usages: ['digital signature', 'key encipherment', 'server auth'],
      secretTemplate: RELOADED,
    });
    if (this.#clientIssuer === undefined) return;
    this.#client('Replication', replication, 'streaming_replica', { secretTemplate: RELOADED });
  }

  /** The certificate of a role; with the operator as issuer it is made by `kubectl cnpg certificate`. */
  addRole(role: string, secret: ISecret): void {
    if (this.#clientIssuer !== undefined) this.#client(`Role ${role}`, secret.name, role);
  }

  #client(id: string, secret: string, commonName: string, spec: Overrides<CertificateSpec> = {}): void {
    this.#certificate(id, secret, this.#clientIssuer, {
      commonName,
      usages: ['digital signature', 'key encipherment', 'client auth'],
      ...spec,
    });
  }

  #authority(): IssuerReference {
    const { cluster } = this.#props;
    const selfSigned = { name: `${cluster}-pki-self-signed`, kind: 'Issuer' };
    const authority = { name: `${cluster}-pki`, kind: 'Issuer' };
    const { ca } = pkiSecrets(cluster);
    // Before the issuer that reads its Secret: without it that is Degraded, and Argo CD gives the sync up.
    const first = SyncWave.PREREQUISITE - 1;
    new Issuer(this, 'SelfSigned', { metadata: this.#metadata(selfSigned.name, first), spec: { selfSigned: {} } });
    const spec: Overrides<CertificateSpec> = {
      isCa: true,
      commonName: ca.slice(0, 64),
      duration: Duration.days(3650).toGoDuration(),
      renewBefore: Duration.days(365).toGoDuration(),
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
      usages: ['digital signature', 'cert sign', 'crl sign'],
    };
    this.#certificate('Authority', ca, selfSigned, spec, first);
    new Issuer(this, 'Issuer', { metadata: this.#metadata(authority.name), spec: { ca: { secretName: ca } } });
    return authority;
  }

  #certificate(
    id: string,
    name: string,
    issuer: IssuerReference | undefined,
    spec: Overrides<CertificateSpec>,
    wave?: number,
  ): void {
    const { duration = DAYS_90, renewBefore = DAYS_30 } = this.#props.options;
    const common: Overrides<CertificateSpec> = {
      secretName: name,
      duration: duration.toGoDuration(),
      renewBefore: renewBefore.toGoDuration(),
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      issuerRef: compact({
        name: issuer?.name,
        kind: issuer?.kind ?? 'ClusterIssuer',
        group: issuer?.group ?? 'cert-manager.io',
      }),
    };
    new Certificate(this, id, {
      metadata: this.#metadata(name, wave),
      spec: merge<CertificateSpec>({ ...common, ...spec }),
    });
  }

  #metadata(name: string, wave: number = SyncWave.PREREQUISITE) {
    const { namespace, protection } = this.#props;
    return objectMetadata(this, { name, namespace }, { protection, wave });
  }
}
