import { appliedPathOf } from '../../manifests/applied/applied-path';
import { APPLIER_KINDS } from '../../manifests/applied/appliers';
import { addressOf } from '../../manifests/applied/own-sources';
import { isSame } from '../../manifests/flux/flux';
import { identityOf } from '../../manifests/object/identity';
import { Kind } from '../../manifests/object/kinds';
import { at, groupKindOf, type Manifest, record } from '../../manifests/object/manifest';
import type { Index } from '../../manifests/object/object-index';
import type { Verdict } from '../engine/change';
import { readersOf } from '../engine/dependents';
import { pathlessText } from '../engine/fate';
import { isFromElsewhere } from '../engine/moved-source';
import type { Transition } from '../engine/transition';

const HELD: readonly string[] = [
  ...[Kind.CLUSTER, Kind.DATABASE, Kind.DATABASE_ROLE, Kind.POOLER, Kind.SCHEDULED_BACKUP, Kind.OBJECT_STORE],
  ...APPLIER_KINDS,
];

/** Another revision of git for an Application: that is applied, and not the commit that is planned. A folder that is not there is not. */
export const applicationRevision: Transition = {
  kinds: [Kind.APPLICATION],
  paths: ['spec.source', 'spec.sources'],
  judge({ path, before, after }, { namespace, name, objects, pathless }) {
    const application = objects.after.get(Kind.APPLICATION, namespace, name);
    if (application === undefined) return undefined;
    if (path.at(-1) === 'path' && pathless?.has(identityOf(application))) {
      return { impact: 'ignored', reason: pathlessText(application) };
    }
    if (path.at(-1) !== 'targetRevision' || !isOfFolder(application) || isDefault(before, after)) return undefined;
    return holdsDatabases([application], objects) ? elsewhere('Argo CD', after ?? 'HEAD') : undefined;
  },
};

const UNREAD: Verdict = {
  impact: 'unknown',
  reason:
    'what is applied comes from another repository from now on, which was not read: compare the folder there with this one',
};

/** Another repository: it was not read, and may have the same objects. */
export const anotherSource: Transition = {
  kinds: [Kind.APPLICATION, Kind.FLUX_KUSTOMIZATION],
  paths: ['spec.source.repoURL', 'spec.sources', 'spec.sourceRef'],
  judge(_, { after: manifest, namespace, name, objects }) {
    const kind = groupKindOf(manifest);
    const [was, is] = [objects.before, objects.after].map((index) => index.get(kind, namespace, name));
    if (was === undefined || is === undefined || !holdsDatabases([was, is], objects)) return undefined;
    if (!isFromElsewhere(was, is, objects)) return undefined;
    return UNREAD;
  },
};

/** Another revision of a GitRepository: what Kustomizations apply of it is there, and not in the commit that is planned. */
export const repositoryRevision: Transition = {
  kinds: [Kind.GIT_REPOSITORY],
  paths: ['spec.ref', 'spec.url'],
  judge({ path, before, after: address }, { after, namespace, name, objects }) {
    const all = readersOf({ ...after, metadata: { namespace, name } }, objects.after);
    const readers = all.filter((each) => groupKindOf(each) === Kind.FLUX_KUSTOMIZATION);
    if (!holdsDatabases(readers, objects)) return undefined;
    if (path[1] === 'url') return addressOf(before) === addressOf(address) ? undefined : UNREAD;
    const { branch, tag, semver, commit } = record(at(after, 'spec.ref'));
    return elsewhere('Flux', commit ?? semver ?? tag ?? branch ?? 'master');
  },
};

function elsewhere(engine: string, revision: unknown): Verdict {
  return {
    impact: 'unknown',
    reason: `${engine} applies what is at ${revision}, and not this commit: what changes with that could not be seen. Compare them: git diff ${revision} HEAD`,
  };
}

/** Both are the default branch, as far as anybody knows. */
function isDefault(before: unknown, after: unknown): boolean {
  const names = ['HEAD', 'main', 'master', ''];
  return [before, after].every((each) => names.includes(String(each ?? '')));
}

function isOfFolder(application: Manifest): boolean {
  return appliedPathOf(application) !== undefined && at(application, 'spec.source.chart') === undefined;
}

/** Whether something of a database is applied by them; where nobody's objects are known, that is assumed. */
function holdsDatabases(appliers: readonly Manifest[], { before, after }: Record<'before' | 'after', Index>): boolean {
  return [before, after].some((index) => {
    if (!index.knowsAppliers) return appliers.length > 0;
    return HELD.some((kind) =>
      index.all(kind).some((each) => {
        const applier = index.applierOf(each)?.manifest;
        return (
          applier !== undefined &&
          appliers.some((one) => groupKindOf(one) === groupKindOf(applier) && isSame(applier, one))
        );
      }),
    );
  });
}
