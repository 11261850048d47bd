import { ImageReference } from '../../values/cnpg/image';
import { contentsOf } from '../../values/cnpg/image-contents';
import { readImageTag } from '../../values/cnpg/image-tag';
import { attempt } from '../../values/text/invalid-value';
import type { Verdict } from './change';

const RECREATED = 'so all pods are recreated';

/** What the names of two images of one major say: the version, the build, and where it is pulled from. */
export function imageText(from: string, to: string): Verdict {
  const [old, next] = [from, to].map((image) => attempt(() => ImageReference.parse(image)));
  if (old === undefined || next === undefined || from === to) {
    return { impact: 'rolling-update', reason: `the image changes, ${RECREATED}` };
  }
  const unreadable = preReleaseText(old, next);
  const parts = [unreadable ?? versionText(old, next), placeText(old, next), unknownText(to, next)];
  return {
    impact: unreadable === undefined ? 'rolling-update' : 'outage',
    reason: parts.filter((part) => part !== undefined).join('. '),
  };
}

function versionText(old: ImageReference, next: ImageReference): string {
  const [was, is] = [old.postgres, next.postgres];
  if (was?.minor !== undefined && is?.minor !== undefined && was.minor !== is.minor) {
    const [from, to] = [`${was.major}.${was.minor}`, `${is.major}.${is.minor}`];
    return is.minor > was.minor
      ? `PostgreSQL ${from} becomes ${to}, ${RECREATED}`
      : `PostgreSQL ${from} is downgraded to ${to}, without the fixes since, and all pods are recreated`;
  }
  if (old.tag !== next.tag || old.name !== next.name) return `the image changes, ${RECREATED}`;
  if (old.digest === undefined) return `the tag ${next.tag} is pinned to a digest, ${RECREATED}`;
  if (next.digest === undefined)
    return `the digest goes, so that each node pulls what ${next.tag} is at that moment, and all pods are recreated`;
  return `only the digest of ${next.tag} changes, which is another build of the same PostgreSQL, ${RECREATED}`;
}

/** The format of the data may change until a major is released, and pg_upgrade runs only between majors. */
function preReleaseText(old: ImageReference, next: ImageReference): string | undefined {
  const [was, is] = [old, next].map(({ tag }) => readImageTag(tag ?? '').preRelease);
  if (was === is) return undefined;
  const name = ({ postgres }: ImageReference, preRelease: string | undefined) =>
    preRelease === undefined ? `${postgres?.major}.${postgres?.minor ?? 0}` : `${postgres?.major}${preRelease}`;
  return `PostgreSQL ${name(old, was)} becomes ${name(next, is)}: the data of a pre-release may be unreadable for any other release of the same major, CNPG runs no pg_upgrade within a major, and PostgreSQL then does not start. Dump the databases, and import them into a new cluster`;
}

function placeText(old: ImageReference, next: ImageReference): string | undefined {
  if (old.name === next.name) return undefined;
  const what = old.repository === next.repository ? 'the registry' : 'the repository';
  return `It is pulled from ${what} ${old.repository === next.repository ? next.registry : next.name} in place of ${old.repository === next.repository ? old.registry : old.name}`;
}

function unknownText(image: string, { name }: ImageReference): string | undefined {
  if (contentsOf(image) !== undefined) return undefined;
  return `What ${name} contains is not known here: compare its distribution, extensions and libraries with those of the old image`;
}
