import type * as k8s from 'cdk8s-plus-30/lib/imports/k8s';
import type { Overrides } from '../base/overrides';
import {
  CA_MOUNT_PATH,
  CLIENT_CERTIFICATE_MOUNT_PATH,
  type Connection,
  type ConnectionEnv,
  CREDENTIALS_MOUNT_PATH,
} from '../postgres/connection';
import { secretKeySelector } from '../secrets/secret';

/** A volume and where it is mounted. */
export interface Mounted {
  readonly volume: Overrides<k8s.Volume> & { readonly name: string };
  readonly mountPath: string;
}

/**
 * For the owner, which is root, and the pod's group. libpq refuses a key that others may read, and takes one of root that a group may.
 */
const FILE_MODE = 0o440;

/**
 * What a container that uses a connection must have mounted: the authority's certificate, the client's certificate with its key, and the
 * credentials where the table names their files. Whole volumes and of each Secret only the keys in use: what is mounted by `subPath` is
 * never updated, and the Secret of an authority holds its private key as well.
 */
export function connectionVolumes(connection: Connection, table: ConnectionEnv): Mounted[] {
  const { ca, clientCertificate, username, password } = connection;
  const mounted: Mounted[] = [
    {
      volume: {
        name: 'postgres-ca',
        secret: { secretName: ca.secret.name, items: [{ key: ca.key, path: 'ca.crt' }], defaultMode: FILE_MODE },
      },
      mountPath: CA_MOUNT_PATH,
    },
  ];
  if (clientCertificate !== undefined) {
    const items = ['tls.crt', 'tls.key'].map((key) => ({ key, path: key }));
    mounted.push({
      volume: {
        name: 'postgres-client',
        secret: { secretName: clientCertificate.secret.name, items, defaultMode: FILE_MODE },
      },
      mountPath: CLIENT_CERTIFICATE_MOUNT_PATH,
    });
  }
  const parts = Object.values(table);
  if (password !== undefined && (parts.includes('usernameFile') || parts.includes('passwordFile'))) {
    const sources = Object.entries({ username, password }).map(([path, reference]) => {
      const { name, key } = secretKeySelector(reference);
      return { secret: { name, items: [{ key, path }] } };
    });
    mounted.push({
      volume: { name: 'postgres-credentials', projected: { sources, defaultMode: FILE_MODE } },
      mountPath: CREDENTIALS_MOUNT_PATH,
    });
  }
  return mounted;
}
