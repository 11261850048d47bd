import { describe, expect, it } from 'vitest';
import { validate } from '../../../rules/engine/validate';
import { parameterBareNumber } from '../../../rules/expert/parameter-bare-number';
import { parameterControlCharacter } from '../../../rules/expert/parameter-control-character';
import { parameterOperatorOwned } from '../../../rules/expert/parameter-operator-owned';
import { parameterUnknown } from '../../../rules/expert/parameter-unknown';
import { parameterValue } from '../../../rules/expert/parameter-value';
import { parameters } from './support';

const BY_FAULT = [
  parameterBareNumber,
  parameterControlCharacter,
  parameterOperatorOwned,
  parameterUnknown,
  parameterValue,
];

describe('faults of parameters', () => {
  it.each([
    { shared_bufers: '1' },
    { work_mem: '64Mi' },
    { effective_cache_size: '98304' },
    { SSL: 'off' },
    { work_mem: '4MB\n' },
  ])('each is said by one rule: %j', (given) => {
    const found = validate([parameters(given)] as never).filter(({ rule }) => BY_FAULT.some(({ id }) => id === rule));
    expect(found).toHaveLength(1);
  });
});
