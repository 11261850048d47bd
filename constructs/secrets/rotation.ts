import { Construct } from 'constructs';
import {
  ExternalSecret,
  type ExternalSecretSpec,
  toJson_ExternalSecretSpec,
} from '../../imports/external-secrets.io/external-secret';
import { Password, PasswordSpecEncoding } from '../../imports/generators.external-secrets.io/password';
import { RELOAD_LABEL } from '../../values/cnpg/cnpg-metadata';
import { clusterNameProblem } from '../../values/kubernetes/names';
import { wholeNumber } from '../../values/text/invalid-value';
import type { Keys } from '../../values/text/keys';
import type { Duration } from '../../values/time/duration';
import { printGoDuration } from '../../values/time/go-duration';
import { checkKeys } from '../base/check-keys';
import { checkName, InputError, located } from '../base/input-error';
import { OBJECT_KEYS, type ObjectProps, objectMetadata } from '../base/object-metadata';
import type { Overrides } from '../base/overrides';
import { specOf } from '../base/spec';
import { SyncWave } from '../gitops/protection';
import { checkDatabaseName, checkIdentifier } from '../postgres/identifiers';
import { ACCESS } from '../postgres/service';
import { type RotatedConnection, secretTemplate } from './rotation-template';
import type { ISecret } from './secret';

/** Props of {@link RotatedCredentials}: the name is that of the Secret, of the ExternalSecret and of the generator. */
export interface RotatedCredentialsProps extends ObjectProps {
  /** Role whose password it is. */
  readonly username: string;
  /** How often the password changes, at least every ten minutes: a new one needs up to two until every pod has it. */
  readonly interval: Duration;
  /**
   * Database that the credentials are for: the Secret then has every key of the application secret, and may have its name.
   * @default - the Secret has `username` and `password` alone, which is what managed roles need
   */
  readonly for?: RotatedConnection;
  /** How many letters and digits the password has, 16 to 128. @default 32 */
  readonly length?: number;
  /** Whatever of the ExternalSecret's spec the props above do not reach, laid over what they make. @default - none */
  readonly spec?: Overrides<ExternalSecretSpec>;
}

const SHORTEST_INTERVAL_SECONDS = 600;
const LENGTH = 32;

const ROTATION_KEYS: Keys<RotatedCredentialsProps> = {
  ...OBJECT_KEYS,
  username: true,
  interval: true,
  for: { cluster: true, database: true, access: ACCESS },
  length: true,
  spec: true,
};

/**
 * The Secret of a role whose password External Secrets changes again and again. CNPG gives the role the new password as soon as the
 * Secret has it, and established connections stay: PostgreSQL asks for a password when a connection is opened, never afterwards.
 *
 * ```ts
 * const credentials = new RotatedCredentials(folder, 'Credentials', {
 *   name: 'orders-db-app',
 *   username: 'app',
 *   interval: Duration.days(30),
 *   for: { cluster: 'orders-db', database: 'orders' },
 * });
 * const cluster = new PostgresCluster(folder, 'Database', {
 *   ...database,
 *   bootstrap: initdb({ database: 'orders', owner: 'app', secret: credentials }),
 * });
 * ```
 *
 * Whoever connects must read the password again for each new connection: `usernameFile` and `passwordFile` in the table of an
 * `ApiDeployment`. Any change to the ExternalSecret changes the password at once, too.
 * @see https://external-secrets.io/latest/api/generator/password/
 */
export class RotatedCredentials extends Construct implements ISecret {
  readonly name: string;

  /** @throws InputError for names without meaning, an interval below ten minutes, a length out of range. */
  constructor(scope: Construct, id: string, props: RotatedCredentialsProps) {
    super(scope, id);
    checkKeys(this, props, ROTATION_KEYS);
    checkIdentifier(this, 'username', props.username);
    if (props.for !== undefined) {
      checkName(this, 'for.cluster', props.for.cluster, clusterNameProblem);
      checkDatabaseName(this, props.for.database);
    }
    if (props.interval.toSeconds() < SHORTEST_INTERVAL_SECONDS) {
      throw new InputError(
        this,
        `interval of ${props.interval}: a new password needs up to two minutes until every pod has it; give at least Duration.minutes(10)`,
      );
    }
    const length = located(this, () => wholeNumber('length', props.length ?? LENGTH, 16, 128));
    this.name = props.name;
    const metadata = objectMetadata(this, props, { protection: 'deny', wave: SyncWave.PREREQUISITE });
    const generator = new Password(this, 'Generator', {
      // Before the ExternalSecret: without its generator that is Degraded, and Argo CD gives the sync up.
      metadata: objectMetadata(this, props, { protection: 'deny', wave: SyncWave.PREREQUISITE - 1 }),
      spec: {
        length,
        digits: Math.floor(length / 4),
        symbols: 0,
        noUpper: false,
        allowRepeat: true,
        encoding: PasswordSpecEncoding.RAW,
      },
    });
    const spec: Overrides<ExternalSecretSpec> = {
      refreshPolicy: 'Periodic',
      // In Go's own words, as the CRD writes its default, so that nobody who writes the object back changes it.
      refreshInterval: printGoDuration(props.interval.toSeconds()),
      target: {
        name: props.name,
        creationPolicy: 'Owner',
        deletionPolicy: 'Retain',
        template: {
          engineVersion: 'v2',
          mergePolicy: 'Replace',
          type: 'kubernetes.io/basic-auth',
          // The operator watches Secrets with this label; of others it learns whenever something else makes it look.
          metadata: { labels: { [RELOAD_LABEL]: 'true' } },
          data: secretTemplate(props.username, metadata.namespace, props.for),
        },
      },
      dataFrom: [
        { sourceRef: { generatorRef: { apiVersion: generator.apiVersion, kind: 'Password', name: props.name } } },
      ],
    };
    new ExternalSecret(this, 'Resource', { metadata, spec: specOf(this, toJson_ExternalSecretSpec, spec, props.spec) });
  }
}
