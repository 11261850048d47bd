import { describe, expect, it } from 'vitest';
import { FileTree } from '../../../manifests/applied/file-tree';
import { substitutesOf } from '../../../manifests/applied/substitutes';
import type { Document } from '../../../manifests/object/document';
import type { Manifest } from '../../../manifests/object/manifest';

const from = (...sources: string[]) =>
  sources.map((source) => ({ kind: source.split('/')[0], name: source.split('/')[1] }));
const kustomization = (postBuild: object, file = 'clusters/prod/apps.yaml') => ({
  manifest: {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'apps', namespace: 'flux-system' },
    spec: { postBuild },
  },
  file,
  document: 0,
});
const source = (kind: string, name: string, data: object, more: object = {}, file = 'settings.yaml'): Document => {
  const manifest: Manifest = { apiVersion: 'v1', kind, metadata: { name, namespace: 'flux-system' }, data, ...more };
  return { manifest, file, document: 0 };
};
const tree = (...files: string[]) =>
  new FileTree(
    files.map((path) => ({ path, documents: [{ file: path, document: 0 }], content: () => new Uint8Array() })),
  );
const found = (postBuild: object, documents: readonly Document[], files: readonly string[] = []) => {
  const variables = substitutesOf(kustomization(postBuild), documents, tree('clusters/prod/apps.yaml', ...files));
  return variables && { ...Object.fromEntries(variables.values), hasMore: variables.hasMore };
};

describe('variables of a Flux Kustomization', () => {
  const settings = source('ConfigMap', 'settings', { SIZE: '1Gi', ENV: 'a\nb' });

  it('are none without a variable', () => {
    expect(found({}, [settings])).toBeUndefined();
    expect(found({ substituteStrategy: 'Always' }, [])).toEqual({ hasMore: false });
  });

  it('are those of a ConfigMap in git, and its own before them', () => {
    const substituteFrom = from('ConfigMap/settings');
    expect(found({ substituteFrom }, [settings])).toEqual({ SIZE: '1Gi', ENV: 'ab', hasMore: false });
    expect(found({ substituteFrom, substitute: { SIZE: 2 } }, [settings])).toMatchObject({ SIZE: '2' });
  });

  it.each([
    ['is not there', source('ConfigMap', 'others', { SIZE: '1Gi' })],
    [
      'is in another namespace',
      source('ConfigMap', 'settings', {}, { metadata: { name: 'settings', namespace: 'x' } }),
    ],
    ['is encrypted', source('ConfigMap', 'settings', { SIZE: 'ENC[…]' }, { sops: { mac: 'x' } })],
    ['is a Secret', source('Secret', 'settings', { SIZE: 'MUdp' })],
  ])('are unknown where it %s', (_, document) => {
    const [kind] = [document.manifest?.kind ?? ''];
    expect(found({ substituteFrom: from(`${kind}/settings`) }, [document])).toEqual({ hasMore: true });
  });

  it('are unknown where a later Secret says them again', () => {
    const substituteFrom = from('ConfigMap/settings', 'Secret/closed');
    const secret = source('Secret', 'closed', {}, { stringData: { SIZE: 'ENC[…]' }, sops: { mac: 'x' } });
    expect(found({ substituteFrom }, [settings, secret])).toEqual({ ENV: 'ab', hasMore: true });
    expect(found({ substituteFrom: substituteFrom.reverse() }, [settings, secret])).toMatchObject({ SIZE: '1Gi' });
  });

  it('are those of the nearest ConfigMap, if one is', () => {
    const maps = ['clusters/dev/settings.yaml', 'clusters/prod/settings.yaml'].map((file) =>
      source('ConfigMap', 'settings', { ENV: file }, {}, file),
    );
    const files = maps.map(({ file }) => file ?? '');
    const postBuild = { substituteFrom: from('ConfigMap/settings') };
    expect(found(postBuild, maps, files)).toEqual({ ENV: 'clusters/prod/settings.yaml', hasMore: false });
    const base = substitutesOf(kustomization(postBuild, 'base/apps.yaml'), maps, tree('base/apps.yaml', ...files));
    expect(base).toEqual({ values: new Map(), hasMore: true });
  });
});
