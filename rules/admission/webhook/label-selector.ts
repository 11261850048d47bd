import { field, show } from '../../../manifests/object/json';
import { list, record, text } from '../../../manifests/object/manifest';
import { answerOf } from '../../../manifests/object/watched';
import { labelValueProblem, qualifiedNameProblem } from '../../../values/kubernetes/names';
import type { Tell } from './webhook-rule';

const WITH_VALUES = ['In', 'NotIn'];
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];

/** What Kubernetes’ own `ValidateLabelSelector` refuses: for selectors in kinds that Kubernetes itself does not know. */
export function checkLabelSelector(selector: unknown, path: string, tell: Tell): void {
  const { matchLabels, matchExpressions } = record(selector);
  const labels = record(matchLabels);
  for (const key of Object.keys(labels)) {
    tellKey(key, `${path}.matchLabels`, tell);
    const isFine = answerOf(labels, key, (value) => labelValueProblem(text(value) ?? '') === undefined);
    if (!isFine) tellValue(text(field(labels, key)) ?? '', `${path}.matchLabels`, tell);
  }
  list(matchExpressions).forEach((expression, index) => {
    checkExpression(expression, `${path}.matchExpressions[${index}]`, tell);
  });
}

function checkExpression(expression: unknown, path: string, tell: Tell): void {
  const { key, operator, values } = record(expression);
  const name = text(operator) ?? '';
  const given = list(values).map((value) => text(value) ?? '');
  if (WITH_VALUES.includes(name)) {
    if (given.length === 0) tell(`${path}.values`, `is empty, but the operator is ${name}`, 'add the values');
  } else if (WITHOUT_VALUES.includes(name)) {
    if (given.length > 0) tell(`${path}.values`, `is set, but the operator is ${name}`, 'remove values');
  } else {
    const fix = `write one of ${[...WITH_VALUES, ...WITHOUT_VALUES].join(', ')}`;
    tell(`${path}.operator`, `${show(name)} is not an operator`, fix);
  }
  tellKey(text(key) ?? '', `${path}.key`, tell);
  given.forEach((value, index) => {
    tellValue(value, `${path}.values[${index}]`, tell);
  });
}

function tellKey(key: string, path: string, tell: Tell): void {
  const problem = qualifiedNameProblem(key);
  if (problem !== undefined) tell(path, `the key ${show(key)} ${problem}`, 'write the key of a label');
}

function tellValue(value: string, path: string, tell: Tell): void {
  const problem = labelValueProblem(value);
  if (problem !== undefined) tell(path, `the value ${show(value)} ${problem}`, 'write the value of a label');
}
