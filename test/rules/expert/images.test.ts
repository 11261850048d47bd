import { describe, expect, it } from 'vitest';
import { imageFloating } from '../../../rules/expert/image-floating';
import { cnpg, verdicts } from './support';
import { CNPG, DIGEST, on } from './support/images';

describe('image-floating: the fix', () => {
  const fixOf = (imageName: string) => verdicts(imageFloating, on(imageName))[0]?.fix;

  it('keeps repository, major, flavour and distribution', () => {
    expect(fixOf(`${CNPG}:16-minimal-bookworm`)).toContain(`(${CNPG}:16.16-minimal-bookworm)`);
    expect(fixOf(`${CNPG}:16-minimal-bookworm`)).toContain(`(${CNPG}:16-minimal-bookworm@sha256:…)`);
  });

  it('names no minor version where it cannot know which tags there are', () => {
    expect(fixOf('ghcr.io/example/postgres-timescale:16')).toContain('ghcr.io/example/postgres-timescale:16.<minor>');
    expect(fixOf('ghcr.io/example/postgres-timescale:16-ts2.17')).toContain(':16.<minor>-ts2.17');
    expect(fixOf(`${CNPG}:17`)).toContain(`${CNPG}:17.<minor>`);
  });

  it('is asked for in catalogs, where the webhook does not look', () => {
    const of = (image: string) =>
      verdicts(imageFloating, [cnpg('ImageCatalog', 'c', { images: [{ major: 17, image }] })]);
    expect(of('ghcr.io/example/postgres:latest')).toHaveLength(1);
    expect(of('ghcr.io/example/postgres')).toHaveLength(1);
    expect(of('ghcr.io/example/postgres:2026.1')).toEqual([]);
    expect(of(`ghcr.io/example/postgres:latest@${DIGEST}`)).toEqual([]);
    expect(verdicts(imageFloating, on('ghcr.io/example/postgres:latest'))).toEqual([]);
  });

  it('is not needed with a digest, whatever the tag says', () => {
    expect(verdicts(imageFloating, on(`ghcr.io/example/vectors:16-0.3@${DIGEST}`))).toEqual([]);
  });
});
