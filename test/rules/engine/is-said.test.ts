import { describe, expect, it } from 'vitest';
import type { Severity, Violation } from '../../../manifests/object/violation';
import { isSaid } from '../../../rules/engine/is-said';
import { ruleset } from '../../../rules/engine/ruleset';
import { RULES } from '../../../rules/expert';
import { PROFILE_NAMES } from '../../../values/declarations/profile';

const finding = (rule: string, severity: Severity): Violation => ({
  ...{ rule, severity, layer: 'expert', kind: null, namespace: null, name: null },
  ...{ path: null, message: 'm', fix: null, file: null, document: null },
});
const toWhom = (rule: string, severity: Severity) =>
  PROFILE_NAMES.filter((profile) => isSaid(finding(rule, severity), profile));

describe('a finding is said', () => {
  it.each<[string, Severity, readonly string[]]>([
    ['cluster-missing', 'error', ['home', 'production', 'regulated']],
    ['backup-missing', 'warning', ['home', 'production', 'regulated']],
    ['synchronous-missing', 'warning', ['production', 'regulated']],
    ['tls-not-required', 'warning', ['regulated']],
    ['namespace-missing', 'warning', []],
    ['root-not-rendered', 'info', ['home', 'production', 'regulated']],
    ['object-store-retention', 'info', ['production', 'regulated']],
    ['parameter-default', 'info', []],
    // What may be somewhere else is an info, whoever hears the warning.
    ['cluster-missing', 'info', []],
    ['backup-missing', 'info', ['home', 'production', 'regulated']],
    ['namespace-undeclared', 'info', []],
    ['cluster-pod-monitor-deprecated', 'warning', []],
    ['cluster-retention-ignored', 'warning', ['home', 'production', 'regulated']],
  ])('%s as %s', (rule, severity, profiles) => {
    expect(toWhom(rule, severity)).toEqual(profiles);
  });

  it('always, if it is an error: no rule of errors has a level', () => {
    const silent = [...ruleset().values()].filter(({ severity, level }) => severity === 'error' && level !== undefined);
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('once: what a rule replaces is a warning of the webhooks', () => {
    const replaced = RULES.flatMap(({ replaces = [] }) => replaces);
    expect(replaced.length).toBeGreaterThan(0);
    for (const id of replaced) expect(ruleset().get(id)).toMatchObject({ layer: 'admission', severity: 'warning' });
  });
});
