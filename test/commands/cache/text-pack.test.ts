import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { HeldTexts } from '../../../commands/cache/held-texts';
import type { PackedText } from '../../../commands/cache/pack-reader';
import { TextPack } from '../../../commands/cache/text-pack';
import { temporaryFolder } from '../../manifests/support/folder';

function packed() {
  const file = join(temporaryFolder(), 'texts');
  const pack = new TextPack(file);
  const write = (stays: readonly PackedText[], ...texts: string[]): PackedText[] => {
    const added = pack.adding(stays);
    const places = texts.map((text, i) => added.add(() => text, stays[i]));
    added.keep();
    return places;
  };
  return { file, pack, write };
}

describe('a pack of texts', () => {
  test('has each text, and adds only what does not stay', () => {
    const { file, pack, write } = packed();
    const long = 'ü'.repeat(100);
    const [first] = write([], long, 'two');
    if (first === undefined) throw new Error('nothing is packed');
    const places = write([first], long, 'three', '');
    expect(pack.read(places, String)).toEqual([long, 'three', '']);
    expect(places[0]).toEqual(first);
    expect(readFileSync(file, 'utf8')).toBe(`${long}twothree`);
  });

  test('has texts of any length, read in any order', () => {
    const { pack, write } = packed();
    const texts = Array.from({ length: 200 }, (_, i) =>
      `${i}`.repeat(1 + ((i * 7919) % 997) * (i % 50 === 0 ? 100 : 1)),
    );
    const places = write([], ...texts);
    expect(pack.read(places, String)).toEqual(texts);
    expect(pack.read(places.toReversed(), (text) => text.length)).toEqual(texts.map(({ length }) => length).reverse());
  });

  test('begins anew where most of it is of no use any more', () => {
    const { file, pack, write } = packed();
    const places = write([], 'a'.repeat(100), 'b');
    const again = write(places.slice(1), 'b');
    expect(pack.read(again, String)).toEqual(['b']);
    expect(statSync(file).size).toBe(1);
  });

  test('is nothing where it is cut off, changed or not there', () => {
    const { file, pack, write } = packed();
    expect(pack.read([[0, 1, '']], String)).toBeUndefined();
    const places = write([], 'one', 'two');
    writeFileSync(file, 'onetwx');
    expect(pack.read(places, String)).toBeUndefined();
    expect(pack.read(places.slice(0, 1), String)).toEqual(['one']);
    writeFileSync(file, 'on');
    expect(pack.read(places.slice(0, 1), String)).toBeUndefined();
  });

  test('gives what was added before it is kept, and has nothing of what is dropped', () => {
    const { file, pack, write } = packed();
    const before = write([], 'one');
    const texts = Array.from({ length: 40 }, (_, i) => `${i} ü`.repeat(20_000));
    for (const stays of [[], before]) {
      const added = pack.adding(stays);
      const places = [...texts, ''].map((text) => added.add(() => text));
      expect(places.map((place) => added.read(place))).toEqual([...texts, '']);
      added.drop();
      expect(pack.read(before, String)).toEqual(['one']);
      expect(readdirSync(dirname(file))).toEqual(['texts']);
    }
  });

  test('removes what a killed run has left, and not what another one is at', () => {
    const { file, write } = packed();
    const { pid } = spawnSync(process.execPath, ['--version']);
    for (const other of [pid, process.ppid]) writeFileSync(`${file}.${other}`, 'left');
    write([], 'one');
    expect(readdirSync(dirname(file)).sort()).toEqual(['texts', `texts.${process.ppid}`]);
  });

  test('gives what was added where nothing can be written, and does not keep it', () => {
    const file = join(temporaryFolder(), 'taken');
    writeFileSync(file, 'in the place of the folder');
    const added = new TextPack(join(file, 'texts')).adding([]);
    const texts = Array.from({ length: 4 }, (_, i) => `${i}`.repeat(1_000_000));
    const places = texts.map((text) => added.add(() => text));
    expect(places.map((place) => added.read(place))).toEqual(texts);
    expect(() => added.keep()).toThrow();
  });

  test('is read anew for a file that was kept, and printed where it is not whole', () => {
    const { file, pack, write } = packed();
    const [text] = write([], 'the text');
    if (text === undefined) throw new Error('nothing is packed');
    const files = [{ path: 'a.yaml', objects: 1, isKept: true, print: () => 'printed' }];
    const held = (objects: number) =>
      new HeldTexts(files, pack, pack.adding([text]), new Map([['a.yaml', { text, objects }]]));
    expect([...held(1)]).toEqual([['a.yaml', 'the text']]);
    // Another object has come into the file.
    expect([...held(2)]).toEqual([['a.yaml', 'printed']]);
    writeFileSync(file, 'the texx');
    expect([...held(1)]).toEqual([['a.yaml', 'printed']]);
    expect(held(1).isKept('a.yaml')).toBe(true);
    expect(held(2).isKept('a.yaml')).toBe(false);
  });
});
