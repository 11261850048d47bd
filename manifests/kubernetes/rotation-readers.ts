import { at, list, type Manifest, record, text } from '../object/manifest';
import { containersOf } from './workload';

/** A place where a container gets a value of a Secret that does not change while it runs. */
export interface SecretRead {
  readonly path: string;
  readonly secret: string;
  /** Undefined for all keys. */
  readonly key: string | undefined;
  /** Whether it is a file mounted by `subPath`, not a variable. */
  readonly isFile: boolean;
}

/** The Secrets that containers read only once, except those that the same container also mounts as a whole. */
export function secretReadsOf(workload: Manifest): SecretRead[] {
  return containersOf(workload).flatMap(({ path, fields }) => {
    const pod = path.slice(0, path.lastIndexOf('.'));
    const volumes = list(at(workload, `${pod}.volumes`)).map(record);
    const mounts = list(fields.volumeMounts).map((mount, index) => {
      const { name, subPath } = record(mount);
      const volume = volumes.find((each) => each.name === name);
      return {
        path: `${path}.volumeMounts[${index}].subPath`,
        secrets: secretsOf(volume),
        isWhole: (text(subPath) ?? '') === '',
      };
    });
    const fresh = new Set(mounts.filter(({ isWhole }) => isWhole).flatMap(({ secrets }) => secrets));
    const files = mounts
      .filter(({ isWhole }) => !isWhole)
      .flatMap((mount) => mount.secrets.map((secret) => ({ path: mount.path, secret, key: undefined, isFile: true })));
    return [...variablesOf(path, fields), ...files].filter(({ secret }) => !fresh.has(secret));
  });
}

/** Whether Stakater's Reloader replaces the pods of a workload when this Secret changes. */
export function isReloaded(workload: Manifest, secret: string): boolean {
  const annotations = record(workload.metadata.annotations);
  const named = text(annotations['secret.reloader.stakater.com/reload']) ?? '';
  return (
    ['reloader.stakater.com/auto', 'secret.reloader.stakater.com/auto'].some((name) => annotations[name] === 'true') ||
    named.split(',').some((name) => name.trim() === secret)
  );
}

function variablesOf(path: string, fields: Readonly<Record<string, unknown>>): SecretRead[] {
  const single = list(fields.env).flatMap((variable, index) => {
    const { name, key } = record(at(variable, 'valueFrom.secretKeyRef'));
    return { path: `${path}.env[${index}].valueFrom.secretKeyRef`, secret: text(name), key: text(key) };
  });
  const all = list(fields.envFrom).map((source, index) => ({
    path: `${path}.envFrom[${index}].secretRef`,
    secret: text(at(source, 'secretRef.name')),
    key: undefined,
  }));
  return [...single, ...all].flatMap(({ secret, ...read }) =>
    secret === undefined ? [] : [{ ...read, secret, isFile: false }],
  );
}

function secretsOf(volume: Readonly<Record<string, unknown>> | undefined): string[] {
  const projected = list(at(volume, 'projected.sources')).map((source) => at(source, 'secret.name'));
  return [at(volume, 'secret.secretName'), ...projected].flatMap((name) => text(name) ?? []);
}
