import { describe, expect, it } from 'vitest';
import { ImageReference, isPostgresMajor, POSTGRES_MAJORS } from '../../../values/cnpg/image';

const DIGEST = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('ImageReference', () => {
  it.each([
    ['postgres', 'docker.io', 'library/postgres', 'latest', undefined],
    ['cloudnative-pg/postgresql:17.7', 'docker.io', 'cloudnative-pg/postgresql', '17.7', undefined],
    ['ghcr.io/cloudnative-pg/postgresql:17.7', 'ghcr.io', 'cloudnative-pg/postgresql', '17.7', undefined],
    ['localhost:5000/pg', 'localhost:5000', 'pg', 'latest', undefined],
    ['localhost:5000/pg:17', 'localhost:5000', 'pg', '17', undefined],
    [`ghcr.io/a/b@${DIGEST}`, 'ghcr.io', 'a/b', undefined, DIGEST],
    [`ghcr.io/a/b:17.7@${DIGEST}`, 'ghcr.io', 'a/b', '17.7', DIGEST],
    // No dot and no port: not a host for CNPG.
    ['localhost/pg:17', 'docker.io', 'localhost/pg', '17', undefined],
  ])('takes %s apart', (text, registry, repository, tag, digest) => {
    expect(ImageReference.parse(text)).toMatchObject({ registry, repository, tag, digest });
  });

  it.each([
    ['17.7-standard-trixie', 17, 7],
    ['17.7', 17, 7],
    ['18.1-system-trixie', 18, 1],
    ['17', 17, undefined],
    ['17-standard-trixie', 17, undefined],
    ['17beta1', 17, undefined],
    ['18rc1', 18, undefined],
    ['13.3.2.1-1', 13, 3],
    ['17.7.20260101', 17, 7],
  ])('reads PostgreSQL from the tag %s', (tag, major, minor) => {
    expect(ImageReference.parse(`ghcr.io/a/b:${tag}`).postgres).toEqual({ major, minor });
  });

  it.each(['latest', 'v17.7', 'standard-17.7', '17.', '17.-x'])('finds no version in the tag %s', (tag) => {
    expect(ImageReference.parse(`ghcr.io/a/b:${tag}`).postgres).toBeUndefined();
  });

  it('finds no version in a digest alone', () => {
    expect(ImageReference.parse(`ghcr.io/a/b@${DIGEST}`).postgres).toBeUndefined();
  });

  it.each([
    ['ghcr.io/a/b:17.7-standard-trixie', true],
    ['ghcr.io/a/b:17', false],
    ['ghcr.io/a/b:17beta1', false],
    ['ghcr.io/a/b', false],
    ['ghcr.io/a/b:latest', false],
    [`ghcr.io/a/b:17@${DIGEST}`, true],
    [`ghcr.io/a/b@${DIGEST}`, true],
  ])('%s is pinned: %s', (text, pinned) => {
    expect(ImageReference.parse(text).isPinned).toBe(pinned);
  });

  it.each([
    ['ghcr.io/a/b', true],
    ['ghcr.io/a/b:latest', true],
    ['registry:5000/b', true],
    ['ghcr.io/a/b:17', false],
    [`ghcr.io/a/b:latest@${DIGEST}`, false],
    [`ghcr.io/a/b@${DIGEST}`, false],
  ])('%s is the latest: %s', (text, latest) => {
    expect(ImageReference.parse(text).isLatest).toBe(latest);
  });

  it('prints the whole reference', () => {
    expect(`${ImageReference.parse('postgres')}`).toBe('docker.io/library/postgres:latest');
    expect(`${ImageReference.parse(`ghcr.io/a/b:17.7@${DIGEST}`)}`).toBe(`ghcr.io/a/b:17.7@${DIGEST}`);
    expect(`${ImageReference.parse(`ghcr.io/a/b@${DIGEST}`)}`).toBe(`ghcr.io/a/b@${DIGEST}`);
  });

  it.each(['', ' ', 'ghcr.io/a/b:17 ', 'a\nb'])('refuses %j', (text) => {
    expect(() => ImageReference.parse(text)).toThrow(`"${text}" is not an image: write one such as ghcr.io/`);
  });
});

describe('isPostgresMajor', () => {
  it('knows the majors', () => {
    expect(POSTGRES_MAJORS.every(isPostgresMajor)).toBe(true);
    expect(['13', '19', '17.7', ''].some(isPostgresMajor)).toBe(false);
  });
});
