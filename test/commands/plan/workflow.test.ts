import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { MARKER, markdown } from '../../../commands/plan/plan-markdown';

interface Job {
  readonly permissions: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly with?: { readonly script?: string };
  }[];
}

const text = readFileSync(join(__dirname, '../../../.github/workflows/plan.yml'), 'utf8');
const workflow = parse(text) as { permissions: object; on: object; jobs: Readonly<Record<'plan' | 'comment', Job>> };
const { plan, comment } = workflow.jobs;

describe('the workflow that posts a plan', () => {
  test('the job that runs code of the pull request may only read', () => {
    expect(workflow.permissions).toEqual({});
    expect(workflow.on).toEqual({ pull_request: null });
    expect(plan.permissions).toEqual({ contents: 'read' });
  });

  test('the job that may write runs none of it', () => {
    expect(comment.permissions).toEqual({ 'pull-requests': 'write' });
    expect(
      comment.steps.filter(({ run, uses = '' }) => run !== undefined || uses.startsWith('actions/checkout')),
    ).toEqual([]);
  });

  test('actions are pinned by commit', () => {
    const uses = [...plan.steps, ...comment.steps].flatMap((step) => step.uses ?? []);
    expect(uses.filter((name) => !/^actions\/[a-z-]+@[0-9a-f]{40}$/.test(name))).toEqual([]);
    expect(uses).toHaveLength(5);
  });

  test('nothing that somebody else names is put into a script', () => {
    const scripts = [...plan.steps, ...comment.steps].flatMap(({ run, with: given }) => [
      run ?? '',
      given?.script ?? '',
    ]);
    expect(scripts.join('\n')).not.toContain('${{');
  });

  test('its comment begins with the line by which it is found again', () => {
    expect(markdown({ changes: [], worst: 'none' }).split('\n', 1)).toEqual([MARKER]);
    expect(comment.steps[1]?.with?.script).toContain("body.split('\\n', 1)[0]");
  });
});
