import { type Application, buildApplication, targetOf } from '../../../constructs/index';
import { type Placed, place } from '../../../manifests/files/layout';
import { render } from '../../../manifests/files/render';
import { at, type Manifest } from '../../../manifests/object/manifest';
import { admit } from '../../../rules/admission';

/** Everything that an application writes into `dist/`. */
export function placed(application: Application): Placed[] {
  return place(render(buildApplication(application)));
}

/** The application of that name. */
export function named(applications: readonly Application[], name: string): Application {
  const found = applications.find((application) => application.name === name);
  if (found === undefined) throw new Error(`no application ${name}`);
  return found;
}

/** A statement of a record: what it says, `Kind name` of the object that says it, where in it, and what must stand there. */
export type Statement = readonly [says: string, object: string, path: string, value: unknown];

export class Built {
  readonly placed: readonly Placed[];

  constructor(readonly application: Application) {
    this.placed = placed(application);
  }

  get files(): string[] {
    return [...new Set(this.placed.map(({ file }) => file))];
  }

  object(kindAndName: string): Manifest {
    const [found, ...more] = this.placed.filter(
      ({ manifest }) => `${manifest.kind} ${manifest.metadata.name}` === kindAndName,
    );
    if (found === undefined || more.length > 0) throw new Error(`${more.length + (found ? 1 : 0)} of ${kindAndName}`);
    return found.manifest;
  }

  /** The value at a path; `~` stands for a dot within a key. */
  value(kindAndName: string, path: string): unknown {
    return path
      .split('.')
      .reduce<unknown>((value, key) => field(value, key.replaceAll('~', '.')), this.object(kindAndName));
  }

  /** What the API server and CNPG's webhooks refuse. */
  get refused(): string[] {
    return this.placed.flatMap(({ file, manifest }) =>
      admit(manifest, { target: targetOf(this.application) })
        .filter(({ severity }) => severity === 'error')
        .map(({ path, message }) => `${file} ${path}: ${message}`),
    );
  }

  /** A value in one of the files outside `dist/`. */
  file(name: string, path: string): unknown {
    return at(this.application.files?.()[name], path);
  }
}

function field(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** The environment that an API must have, to the letter. */
export function postgresEnv(host: string, database: string, secret: string): object[] {
  return [
    { name: 'POSTGRES_HOST', value: host },
    { name: 'POSTGRES_PORT', value: '5432' },
    { name: 'POSTGRES_DB', value: database },
    { name: 'POSTGRES_USER', valueFrom: { secretKeyRef: { name: secret, key: 'username' } } },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: secret, key: 'password' } } },
    { name: 'POSTGRES_SSLMODE', value: 'verify-full' },
    { name: 'POSTGRES_SSLROOTCERT', value: '/etc/postgres-ca/ca.crt' },
    { name: 'POSTGRES_USER_FILE', value: '/etc/postgres-credentials/username' },
    { name: 'POSTGRES_PASSWORD_FILE', value: '/etc/postgres-credentials/password' },
  ];
}

export const BARMAN = 'barman-cloud.cloudnative-pg.io';
export const SYNC = 'argocd~argoproj~io/sync-options';
export const DENY = 'Prune=false,Delete=false';
