import type { Manifest } from '../../manifests/object/manifest';
import type { LiveClient } from '../plan/live';

/** What is asked of the Kubernetes cluster; nothing of it writes. */
export type Live = Pick<LiveClient, 'read' | 'list'>;

/** Something that a platform must have. */
export interface Need {
  readonly what: string;
  /** What makes it as soon as it runs: `ExternalSecret shop/credentials`. @default - nothing does, as far as is known */
  readonly makers?: readonly string[];
  /** @returns `missing`, or what it is instead of what it should be; undefined where nothing is wrong */
  readonly wrong: (live: Live) => Promise<string | undefined>;
}

export const MISSING = 'missing';

/** An object that must be there. */
export function presence(what: string, apiVersion: string, kind: string, name: string, namespace?: string): Need {
  return {
    what,
    wrong: async (live) => ((await liveObject(live, apiVersion, kind, name, namespace)) ? undefined : MISSING),
  };
}

export function liveObject(
  live: Live,
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): Promise<Manifest | undefined> {
  return live.read({ apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } });
}
