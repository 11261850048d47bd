import { applicationSecretOf } from '../../manifests/cnpg/bootstrap';
import { servicesOf } from '../../manifests/cnpg/services';
import { CREDENTIAL_KEYS } from '../../manifests/kubernetes/secret-keys';
import { containersOf } from '../../manifests/kubernetes/workload';
import { Kind, WORKLOAD_KINDS } from '../../manifests/object/kinds';
import { at, list, type Manifest, namespaceOf, record, text } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import { dependentsOf } from '../../manifests/object/references';
import { serviceHosts } from '../../values/kubernetes/service-hosts';
import type { Note } from '../postgres/note';
import type { Declaration } from './declaration';
import { type LocalEndpoint, localText } from './local-text';
import { Mounts } from './mounts';
import { LOCAL_PASSWORD } from './roles';

/** The variables of one container that uses the database, with the values that they have here. */
export interface Environment {
  /** Name of its file: `api`. */
  readonly name: string;
  /** `Deployment shop/api, container api` */
  readonly container: string;
  readonly variables: readonly (readonly [name: string, value: string])[];
  /** Content of the files that variables name, by absolute path. */
  readonly files: readonly (readonly [path: string, content: string])[];
  readonly notes: readonly Note[];
}

/**
 * What the workloads of the application that use the Cluster get from Kubernetes, for a database on a port of this machine.
 * @param folder - where the files of mounted Secrets would be
 */
export function environmentsOf(
  cluster: Manifest,
  declaration: Declaration,
  index: Index,
  { port, folder }: { readonly port: number; readonly folder: string },
): Environment[] {
  const endpoint = { port, hosts: hostsOf(cluster, index) };
  const workloads = WORKLOAD_KINDS.flatMap((kind) => index.all(kind)).filter(
    (workload) => namespaceOf(workload) === declaration.namespace || hasHost(workload, endpoint),
  );
  return workloads.flatMap((workload) => {
    const owner = String(workload.metadata.name);
    const made = containersOf(workload).flatMap(({ fields, path }) => {
      const pod = record(at(workload, path.slice(0, path.lastIndexOf('.'))));
      const files = { folder: `${folder}/${owner}/${String(fields.name)}`, mounts: new Mounts(pod, fields) };
      const container = new ContainerEnvironment(cluster, declaration, index, endpoint, files);
      for (const source of list(fields.envFrom)) container.addAll(record(source));
      for (const variable of list(fields.env)) container.add(record(variable));
      return container.usesDatabase ? [{ container, name: String(fields.name) }] : [];
    });
    return made.map(({ container, name }) => ({
      name: made.length === 1 ? owner : `${owner}-${name}`,
      container: `${workload.kind} ${namespaceOf(workload)}/${owner}, container ${name}`,
      variables: [...container.variables],
      files: [...container.files],
      notes: container.notes,
    }));
  });
}

const IN_THE_CLUSTER = 'its value is known in the cluster alone';

class ContainerEnvironment {
  readonly variables = new Map<string, string>();
  readonly files = new Map<string, string>();
  readonly notes: Note[] = [];
  usesDatabase = false;

  constructor(
    private readonly cluster: Manifest,
    private readonly declaration: Declaration,
    private readonly index: Index,
    private readonly endpoint: LocalEndpoint,
    private readonly mounted: { readonly folder: string; readonly mounts: Mounts },
  ) {}

  add({ name, value, valueFrom }: Readonly<Record<string, unknown>>): void {
    const variable = String(name);
    const found =
      valueFrom === undefined ? this.fromText(variable, text(value) ?? '') : this.fromReference(record(valueFrom));
    if (found === undefined) this.notes.push({ what: variable, why: IN_THE_CLUSTER });
    else this.variables.set(variable, found);
  }

  /** `envFrom`: all keys of a Secret or a ConfigMap. */
  addAll({ prefix, secretRef, configMapRef }: Readonly<Record<string, unknown>>): void {
    const field = secretRef === undefined ? 'configMapKeyRef' : 'secretKeyRef';
    const { name } = record(secretRef ?? configMapRef);
    const map = this.index.get(Kind.CONFIG_MAP, this.declaration.namespace, String(name));
    const keys = secretRef === undefined ? Object.keys(record(map?.data)) : CREDENTIAL_KEYS;
    const known = keys.filter((key) => this.fromReference({ [field]: { name, key } }) !== undefined);
    if (known.length === 0) this.notes.push({ what: `envFrom ${String(name)}`, why: IN_THE_CLUSTER });
    for (const key of known) {
      // A shell takes no other names.
      const variable = `${text(prefix) ?? ''}${key}`;
      if (/^[A-Za-z_]\w*$/.test(variable)) this.add({ name: variable, valueFrom: { [field]: { name, key } } });
    }
  }

  private fromText(variable: string, value: string): string {
    const { folder, mounts } = this.mounted;
    if (mounts.has(value)) {
      const key = mounts.keyAt(value);
      const content = key && this.fromSecret(key.secret, key.key);
      if (content !== undefined) {
        this.usesDatabase = true;
        this.files.set(folder + value, content);
        return folder + value;
      }
      this.notes.push({ what: variable, value, why: 'the file is mounted in the cluster alone; it is empty here' });
      return '';
    }
    const here = localText(variable, value, this.endpoint);
    if (here !== value) this.usesDatabase = true;
    // As Kubernetes does: from the variables before it, with `$$` for a dollar.
    return here.replaceAll(/\$\$|\$\(([^)]*)\)/g, (all, name) =>
      all === '$$' ? '$' : (this.variables.get(name) ?? all),
    );
  }

  private fromReference({ secretKeyRef, configMapKeyRef }: Readonly<Record<string, unknown>>): string | undefined {
    const { name, key } = record(secretKeyRef ?? configMapKeyRef);
    if (secretKeyRef !== undefined) {
      const found = this.fromSecret(String(name), String(key));
      if (found !== undefined) this.usesDatabase = true;
      return found;
    }
    const map = this.index.get(Kind.CONFIG_MAP, this.declaration.namespace, String(name));
    const value = text(record(map?.data)[String(key)]);
    return value === undefined ? undefined : localText(String(key), value, this.endpoint);
  }

  /** Keys of the operator's secrets, and of a role's. */
  private fromSecret(secret: string, key: string): string | undefined {
    const { database, owner, roles } = this.declaration;
    const own = applicationSecretOf(this.cluster);
    const role = secret === own ? owner : text(roles.find((each) => record(each.passwordSecret).name === secret)?.name);
    if (role === undefined) return undefined;
    const user = encodeURIComponent(role);
    const place = `127.0.0.1:${this.endpoint.port}/${encodeURIComponent(database)}`;
    const uri = `postgresql://${user}:${LOCAL_PASSWORD}@${place}`;
    const jdbc = `jdbc:postgresql://${place}?password=${LOCAL_PASSWORD}&user=${user}`;
    const values: Readonly<Record<string, string>> = {
      username: role,
      user: role,
      password: LOCAL_PASSWORD,
      dbname: database,
      host: '127.0.0.1',
      port: `${this.endpoint.port}`,
      pgpass: `127.0.0.1:${this.endpoint.port}:${database}:${role}:${LOCAL_PASSWORD}\n`,
      uri,
      'fqdn-uri': uri,
      'jdbc-uri': jdbc,
      'fqdn-jdbc-uri': jdbc,
    };
    return Object.hasOwn(values, key) ? values[key] : undefined;
  }
}

/** All names by which pods reach the Cluster: its services and its poolers, short and long, the longest first. */
function hostsOf(cluster: Manifest, index: Index): string[] {
  const poolers = dependentsOf(Kind.POOLER, cluster, index).map((pooler) => String(pooler.metadata.name));
  const names = [...servicesOf(cluster).map(({ name }) => name), ...poolers];
  const namespace = namespaceOf(cluster);
  return names.flatMap((name) => serviceHosts(name, namespace)).sort((a, b) => b.length - a.length);
}

function hasHost(workload: Manifest, { hosts }: LocalEndpoint): boolean {
  const all = JSON.stringify(workload);
  return hosts.some((host) => host.includes('.') && all.includes(host));
}
