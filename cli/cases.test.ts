import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import { run } from './run.ts';
import type { CallCase, CaseFiles, ReadCase } from './testing/cases.ts';
import { COMPARED, WHOSE } from './testing/compared.ts';
import { FILES_TOGETHER } from './testing/files-together.ts';
import { EXIT_CODES, NOT_UNDERSTOOD } from './testing/not-understood.ts';
import { PAGES_READ } from './testing/pages-read.ts';
import { RECOGNISED } from './testing/recognised.ts';
import { COLUMNS, SAID, STANDOFF } from './testing/standoff-and-rows.ts';
import { TEXTS_READ } from './testing/texts-read.ts';

const READ: Readonly<Record<string, readonly ReadCase[]>> = {
  'Files are taken together': FILES_TOGETHER,
  'A file is known': RECOGNISED,
  'Tags are of the right person': WHOSE,
  'Annotations beside texts are read': STANDOFF,
  'Rows of tokens are read': COLUMNS,
};

const CALLS: Readonly<Record<string, readonly CallCase[]>> = {
  'People are compared': COMPARED,
  'Texts are read': TEXTS_READ,
  'Pages and documents are read': PAGES_READ,
  'What is not understood is said to be so': NOT_UNDERSTOOD,
  'The exit code says that a file is damaged': EXIT_CODES,
  'It is said of annotations and rows': SAID,
};

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-cases-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(files: CaseFiles): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, ...name.split('/'));
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

async function call(words: readonly string[]) {
  const answer = { out: '', err: '' };
  const exit = await run(words, {
    readInput: () => Promise.resolve(new Uint8Array()),
    writeOutput: (text) => {
      answer.out += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
    writeError: (line) => {
      answer.err += `${line}\n`;
    },
    folder,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  });
  return { ...answer, exit };
}

function expectWords(text: string, wanted: readonly RegExp[] = [], not: readonly RegExp[] = []) {
  for (const each of wanted) expect(text).toMatch(each);
  for (const each of not) expect(text).not.toMatch(each);
}

/** The part of the native format that the tables speak of. */
interface Written {
  readonly articles: readonly unknown[];
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly annotationSets: readonly {
    readonly annotator: string;
    readonly annotations: readonly {
      readonly category: string;
      readonly target: { readonly fragments: readonly { readonly exact: string }[] };
    }[];
  }[];
}

function tagsOf({ annotators, annotationSets }: Written): string[] {
  const names = new Map(annotators.map(({ id, name }) => [id, name]));
  return annotationSets.flatMap(({ annotator, annotations }) =>
    annotations.map(
      ({ category, target }) =>
        `${names.get(annotator) ?? annotator}: ${category} ${target.fragments.map(({ exact }) => exact).join(' … ')}`,
    ),
  );
}

describe.each(Object.entries(READ))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    put(each.files);
    const all = [...new Set(Object.keys(each.files).map((name) => name.split('/')[0] ?? ''))];
    const words = each.given ?? all;
    const { exit, out, err } = await call(['convert', ...words, '--to', 'native', '--out', '-']);
    expect([exit, exit === 0 ? '' : err]).toEqual([0, '']);
    const written = JSON.parse(out) as Written;
    expect(tagsOf(written).sort()).toEqual([...each.tags].sort());
    expect(written.articles).toHaveLength(each.articles);
    expectWords(err, each.says, each.saysNot);
    if (!each.says) expect(err).toBe('');
  });
});

describe.each(Object.entries(CALLS))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    put(each.files);
    const { exit, out, err } = await call(each.call);
    expect([exit, exit === each.exit ? '' : err]).toEqual([each.exit, '']);
    if (each.prints) expectWords(out, each.prints);
    else if (exit !== 0) expect(out).toBe('');
    expectWords(err, each.says, each.saysNot);
  });
});
