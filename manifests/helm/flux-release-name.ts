import { createHash } from 'node:crypto';
import { at, type Manifest, text } from '../object/manifest';

/** The longest name of a release that Helm takes, and how much of a hash Flux puts in the place of what is too much. */
const LONGEST = 53;
const HASH = 12;

/**
 * What a Flux HelmRelease calls its release. Without `spec.releaseName`, `spec.targetNamespace` is a part of it, and helm-controller shortens what
 * is too long for Helm (`ShortenName`).
 */
export function fluxReleaseName(helmRelease: Manifest): string {
  const [given, target] = ['spec.releaseName', 'spec.targetNamespace'].map((path) => text(at(helmRelease, path)));
  const { name } = helmRelease.metadata;
  return shortened(given || (target ? `${target}-${name}` : `${name}`));
}

function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  const hash = createHash('sha256').update(name).digest('hex');
  return `${name.slice(0, LONGEST - HASH - 1)}-${hash.slice(0, HASH)}`;
}
