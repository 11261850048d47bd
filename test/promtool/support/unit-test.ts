import type { Case } from './case';
import type { RuleGroup } from './shapes';

/** A case as `promtool test rules` takes it. Severity, summary and runbook are the rule's own; labels and description the case states. */
export function unitTest(test: Case, groups: readonly RuleGroup[], rules: string): object {
  const rule = groups.flatMap((group) => group.rules).find(({ alert }) => alert === test.alert);
  if (rule === undefined) throw new Error(`${test.shape} has no ${test.alert}`);
  const every = test.every ?? '1m';
  const expected = test.fires && {
    exp_labels: { ...test.fires.labels, ...rule.labels },
    exp_annotations: { ...rule.annotations, description: test.fires.description },
  };
  return {
    rule_files: [rules],
    evaluation_interval: every,
    // Else it is by chance which group sees the records of the same moment.
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        name: `${test.alert}: ${test.when}`,
        interval: every,
        input_series: Object.entries(test.series).map(([series, values]) => ({ series, values })),
        alert_rule_test: [
          { eval_time: test.at, alertname: test.alert, exp_alerts: expected === undefined ? [] : [expected] },
        ],
      },
    ],
  };
}
