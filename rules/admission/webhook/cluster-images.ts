import { show } from '../../../manifests/object/json';
import { tagOf, tagVersion } from './image-tag';
import type { ClusterRule } from './webhook-rule';

const FIX = 'write a tag that starts with the version of PostgreSQL in the image: MAJOR.MINOR, or more after it';

/** The container image. */
export const imageRules: readonly ClusterRule[] = [
  {
    id: 'cluster-image-latest',
    says: 'The image tag is not latest',
    on: 'both',
    check(cluster, tell) {
      const image = cluster.text('imageName');
      if (image === '' || tagOf(image) !== 'latest') return;
      const message = `${show(image)} is the tag latest, from which CNPG cannot recognize an upgrade`;
      tell('spec.imageName', message, FIX);
    },
  },
  {
    id: 'cluster-image-digest-only',
    says: 'An image with a digest also has a tag',
    on: 'both',
    check(cluster, tell) {
      const image = cluster.text('imageName');
      if (image === '' || tagOf(image) !== '') return;
      tell('spec.imageName', `${show(image)} has a digest but no tag, so its version is unknown`, FIX);
    },
  },
  {
    id: 'cluster-image-version',
    says: 'The tag of the image starts with a version',
    on: 'both',
    check(cluster, tell) {
      const image = cluster.text('imageName');
      const tag = tagOf(image);
      if (image === '' || tag === '' || tag === 'latest' || tagVersion(tag) !== undefined) return;
      tell('spec.imageName', `the tag ${show(tag)} does not start with a PostgreSQL version`, FIX);
    },
  },
  {
    id: 'cluster-postgres-version',
    says: 'PostgreSQL is 13 or newer',
    on: 'both',
    check(cluster, tell) {
      const { major } = cluster;
      if (major === undefined || major >= 13) return;
      // CNPG reports imageName even if the major comes from a catalog.
      tell('spec.imageName', `is PostgreSQL ${major}, but CNPG runs 13 and newer`, 'use a supported major version');
    },
  },
  {
    id: 'cluster-image-pull-policy',
    says: 'imagePullPolicy is Always, Never or IfNotPresent',
    on: 'both',
    check(cluster, tell) {
      const policy = cluster.text('imagePullPolicy');
      if (['', 'Always', 'Never', 'IfNotPresent'].includes(policy)) return;
      tell('spec.imagePullPolicy', `${show(policy)} is not a pull policy`, 'write Always, Never or IfNotPresent');
    },
  },
];
