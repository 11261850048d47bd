import { list, record, text } from '../../manifests/object/manifest';

type Fields = Readonly<Record<string, unknown>>;

/** A key of a Secret that is a file of a container. */
export interface MountedKey {
  readonly secret: string;
  readonly key: string;
}

/** Files of Secrets in a container. */
export class Mounts {
  readonly #folders: string[] = [];
  readonly #keys = new Map<string, MountedKey>();

  constructor(pod: Fields, container: Fields) {
    const volumes = new Map(list(pod.volumes).map((volume) => [record(volume).name, record(volume)]));
    for (const { name, mountPath } of list(container.volumeMounts).map(record)) {
      const { secret, projected } = volumes.get(name) ?? {};
      if (secret === undefined && projected === undefined) continue;
      this.#folders.push(String(mountPath));
      this.#add(String(mountPath), record(secret).secretName, record(secret).items);
      for (const source of list(record(projected).sources)) {
        const { name: secretName, items } = record(record(source).secret);
        this.#add(String(mountPath), secretName, items);
      }
    }
  }

  /** Whether a path is a file of these. */
  has(path: string): boolean {
    return this.#folders.some((folder) => path.startsWith(`${folder}/`));
  }

  /** The key that is the file, where the pod says which. */
  keyAt(path: string): MountedKey | undefined {
    return this.#keys.get(path);
  }

  #add(folder: string, secret: unknown, items: unknown): void {
    for (const { key, path } of list(items).map(record)) {
      this.#keys.set(`${folder}/${text(path) ?? ''}`, { secret: String(secret), key: String(key) });
    }
  }
}
