import { describe, expect, it } from 'vitest';
import { pluginWalArchiver } from '../../../rules/expert/plugin-wal-archiver';
import { BARMAN, cluster, verdicts } from './support';

describe('plugin-wal-archiver', () => {
  it('names the plugin that archives nothing', () => {
    const plugins = [{ name: 'other' }, { name: BARMAN, isWALArchiver: false }];
    expect(verdicts(pluginWalArchiver, [cluster({ plugins })])).toEqual([
      expect.objectContaining({ path: 'spec.plugins[1].isWALArchiver', fix: 'set isWALArchiver: true' }),
    ]);
  });

  it.each([[[]], [[{ name: BARMAN, enabled: false }]], [[{ name: 'other' }]]])('takes %j', (plugins) => {
    expect(verdicts(pluginWalArchiver, [cluster({ plugins })])).toEqual([]);
  });
});
