import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { check } from '../../../commands/check/check';
import { synth } from '../../../commands/synth/synth';
import type { Acknowledgement } from '../../../constructs';
import { snapshot, temporaryFolder } from '../../manifests/support/folder';
import { applicationOf } from '../support/application';
import { throwAwayCluster } from '../support/cluster-props';
import { captured } from '../support/console';

// What holds state is never dropped or renamed by accident: synth records it in a lock next to dist/.

const LOCK = 'lineage.lock.json';

function runOn(root: string, names: string[], acknowledge?: readonly Acknowledgement[], command = synth) {
  const console = captured();
  const applications = [applicationOf('shop', names.map(throwAwayCluster), { acknowledge })];
  const code = command({ applications, root, outdir: 'dist', now: new Date(0), quiet: false, console });
  return { code, ...console.output };
}

describe('the lineage lock', () => {
  it('is written by synth, and fresh to check', () => {
    const root = temporaryFolder();
    expect(runOn(root, ['a']).code).toBe(0);
    expect(readFileSync(join(root, LOCK), 'utf8')).toContain('"object":"Cluster shop/a"');
    expect(runOn(root, ['a'], undefined, check).code).toBe(0);
    expect(runOn(root, ['a', 'b'], undefined, check).err).toContain(LOCK);
  });

  it.each([
    ['dropped', ['a'], []],
    ['renamed', ['a'], ['b']],
  ])('refuses a Cluster that is %s, writes nothing, and says how', (_, before, after) => {
    const root = temporaryFolder();
    runOn(root, before);
    const files = snapshot(root);
    const result = runOn(root, after);
    expect(result.code).toBe(1);
    expect(result.err).toContain('Cluster shop/a is no longer rendered');
    expect(result.err).toContain(
      "add { delete: 'Cluster shop/a', reason: '…' } to the list in apps/acknowledgements.ts",
    );
    expect(snapshot(root)).toEqual(files);
  });

  it('lets go what the source acknowledges, of that object alone', () => {
    const root = temporaryFolder();
    runOn(root, ['a', 'b']);
    const given = [{ delete: 'Cluster shop/a', reason: 'replaced by c on 2026-03-01' }];
    expect(runOn(root, ['c'], given).err).toContain('Cluster shop/b is no longer rendered');
    expect(runOn(root, ['b', 'c'], given).code).toBe(0);
    expect(readFileSync(join(root, LOCK), 'utf8')).not.toContain('Cluster shop/a');
  });

  it('notices a line that was edited by hand', () => {
    const root = temporaryFolder();
    runOn(root, ['a']);
    const lock = readFileSync(join(root, LOCK), 'utf8');
    writeFileSync(join(root, LOCK), lock.replace('Cluster shop/a', 'Cluster shop/z'));
    expect(runOn(root, ['a']).err).toContain(`of ${LOCK} was not written by synth`);
  });
});
