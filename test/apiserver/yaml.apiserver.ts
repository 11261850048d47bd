import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { isObject } from '../../manifests/object/json';
import { KUBECTL, type Recorded, recorded } from '../manifests/files/yaml/kubectl';

// kubectl itself says what test/manifests/files/yaml/kubectl.jsonl holds, which `npm test` replays without it.

const AT_A_TIME = 4;
const ANNOTATION = 'asked';

/** What kubectl reads, without a server: each object, with an annotation that is taken off again. */
async function ask(text: string): Promise<Recorded> {
  const args = ['annotate', '--local', '--overwrite', '-o', 'json', '-f', '-', `${ANNOTATION}=1`];
  const asked = spawn(inject('kubectl'), args, { stdio: ['pipe', 'pipe', 'ignore'] });
  asked.stdin.end(text);
  let out = '';
  asked.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    out += chunk;
  });
  const code = await new Promise((resolve) => asked.once('close', resolve));
  if (code !== 0) return { text };
  const objects = JSON.parse(`[${out.replaceAll(/^\}\n(?=\{)/gm, '},\n')}]`) as Record<string, unknown>[];
  return { text, objects: objects.map(asGiven) };
}

function asGiven(object: Record<string, unknown>): unknown {
  const { annotations, ...metadata } = isObject(object.metadata) ? object.metadata : {};
  const { [ANNOTATION]: _, ...own } = isObject(annotations) ? annotations : {};
  return { ...object, metadata: Object.keys(own).length === 0 ? metadata : { ...metadata, annotations: own } };
}

test('kubectl reads what is recorded', async () => {
  const wanted = recorded();
  const answers: Recorded[] = [];
  const queue = wanted.entries();
  const next = async () => {
    for (const [index, { text }] of queue) answers[index] = await ask(text);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, next));
  if (process.env.RECORD === '1') {
    writeFileSync(KUBECTL, answers.map((answer) => `${JSON.stringify(answer)}\n`).join(''));
  } else expect(answers).toEqual(wanted);
});
