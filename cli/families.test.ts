import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from 'vitest';

import type { Family } from '#core/event/records.ts';

import { run } from './run.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'framewise-families-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function call(...words: string[]) {
  let out = '';
  let err = '';
  const code = await run(words, {
    readInput: () => Promise.resolve(null),
    writeOutput: (text) => {
      out += typeof text === 'string' ? text : new TextDecoder().decode(text);
    },
    writeError: (line) => {
      err += `${line}\n`;
    },
    folder,
    now: () => new Date('2026-01-02T03:04:05.000Z'),
  });
  return { code, out, err };
}

interface PublishedFile {
  readonly annotators: readonly { readonly id: string; readonly name: string }[];
  readonly articles: readonly { readonly id: string; readonly text: string }[];
  readonly families: readonly Family[];
}

const example = JSON.parse(
  readFileSync(new URL('../schema/framewise-3.example.json', import.meta.url), 'utf8'),
) as PublishedFile;
const [anna, boris] = example.annotators;
const [family, claim] = example.families;

/** The published example with other families, and nothing else that is said of the event. */
function put(name: string, families: readonly unknown[], more: object = {}): void {
  const file = { ...example, families, coverage: [], linkDecisions: [], ...more };
  writeFileSync(path.join(folder, name), JSON.stringify(file));
}

describe('Families on the command line', () => {
  it('are compared by agree: B³ and pairs, with what they rest on', async () => {
    if (!family || !claim || !anna || !boris) throw new Error('The example has no families.');
    const renderings = [...family.renderings, ...claim.renderings];
    put('both.json', [
      family,
      { ...family, id: claim.id, base: null, creator: boris.id, renderings },
    ]);
    const { code, out, err } = await call('agree', 'both.json', '--json');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { links: unknown }).links).toEqual([
      {
        ...{ a: anna.id, b: boris.id },
        kinds: [
          {
            ...{ kind: 'utterance', items: 2, tooFew: true, onlyFirst: 0, onlySecond: 2 },
            all: { precision: 1, recall: 1, f1: 1 },
            linked: { precision: 1, recall: 1, f1: 1, items: 2 },
            pairs: { proposed: 1, true: 1, right: 1 },
          },
        ],
      },
    ]);
    const words = await call('agree', 'both.json');
    expect(words.out).toContain('on which passages belong together');
    expect(words.out).toContain('F 1.00 on 2 passages that both have, too few to interpret');
  });

  it('are agreed on in the report of their event, and of several people those of the first are in its table', async () => {
    if (!family || !claim || !boris) throw new Error('The example has no families.');
    const renderings = [...family.renderings, ...claim.renderings];
    const theirs = { ...family, id: claim.id, base: null, creator: boris.id, renderings };
    put('both.json', [family, theirs]);
    put('one.json', [family]);
    const pageOf = async (name: string): Promise<string> => {
      expect((await call('report', name, '--out', 'page.html')).code).toBe(0);
      return readFileSync(path.join(folder, 'page.html'), 'utf8');
    };
    const both = await pageOf('both.json');
    const [before, agreement = ''] = both.split('<h3>Which passages belong together</h3>');
    expect(agreement).toContain('F 1.00 on 2 passages that both have, too few to interpret');
    const [alone] = (await pageOf('one.json')).split('<h3>Which passages belong together</h3>');
    const table = (page: string | undefined): string | undefined =>
      page?.split('id="quotations"')[1]?.split('</table>')[0];
    expect(table(before)).toBeDefined();
    expect(table(before)).toBe(table(alone));
  });

  it('are those of who is named, in the page and in what compare prints', async () => {
    if (!family || !claim || !anna || !boris) throw new Error('The example has no families.');
    const renderings = [...family.renderings, ...claim.renderings];
    const theirs = { ...family, id: claim.id, base: null, creator: boris.id, renderings };
    put('both.json', [family, theirs]);
    const linkedBy = async (...by: string[]) => {
      const { out } = await call('compare', 'both.json', '--json', ...by);
      const { err } = await call('compare', 'both.json', ...by);
      const { families } = JSON.parse(out) as {
        families: readonly { members: readonly { state: string }[] }[];
      };
      const linked = families.flatMap(({ members }) =>
        members.filter(({ state }) => state === 'linked'),
      );
      return { linked: linked.length, err };
    };
    const first = await linkedBy();
    expect(first.linked).toBe(family.renderings.length);
    expect(first.err).toContain(
      `Of 2 people's tags and families those of ${anna.name} are compared. --by NAME takes another's: ${boris.name}.`,
    );
    const named = await linkedBy('--by', boris.name.toUpperCase());
    expect(named.linked).toBe(renderings.length);
    expect(named.err).toContain(`those of ${boris.name} are compared`);
    const nobody = await call('report', 'both.json', '--out', 'page.html', '--by', 'Carla');
    expect(nobody.code).toBe(1);
    expect(nobody.err).toContain(
      `Nobody called Carla has tags or families in what was named: ${anna.name}, ${boris.name}.`,
    );
  });

  it('are lined up by pair, with what differs', async () => {
    if (!family || !claim || !boris) throw new Error('The example has no families.');
    const renderings = [...family.renderings, ...claim.renderings];
    put('both.json', [
      family,
      { ...family, id: claim.id, base: null, creator: boris.id, renderings },
    ]);
    const { code, out } = await call('pair', 'both.json', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { links: unknown }).links).toMatchObject([
      {
        ...{ a: [family.id], b: [claim.id], differences: ['more'] },
        shared: [{}, {}],
        more: claim.renderings.map(({ article }) => ({ article })),
        fewer: [],
      },
    ]);
    expect((await call('pair', 'both.json')).out).toMatch(/^family of utterances\tmore\t/mu);
  });

  it('go through a table and back into a file of ours with convert', async () => {
    if (!family || !anna) throw new Error('The example has no families.');
    const texts = example.articles.map(({ text }, index) => {
      writeFileSync(path.join(folder, `${index}.txt`), text);
      return `${index}.txt`;
    });
    const annotationSets = family.renderings.map(({ id, article, fragments }) => ({
      annotator: anna.id,
      article,
      annotations: [
        {
          ...{ id, target: { fragments }, category: 'quote', attributes: {}, attributeSpans: {} },
          ...{ aside: {}, note: '', confidence: null, creator: anna.id, created: '', modified: '' },
        },
      ],
    }));
    put('a.json', [family], { annotationSets });
    const table = await call('convert', 'a.json', '--to', 'csv', '--out', 'a.csv', '--json');
    expect(table.code).toBe(0);
    expect(JSON.parse(table.out)).toMatchObject({
      losses: expect.arrayContaining([{ kind: 'family-details', count: 1 }]) as unknown,
    });
    const back = await call(...['convert', 'a.csv', ...texts, '--to', 'native', '--out', 'b.json']);
    expect(back.code).toBe(0);
    const { version, families, events } = JSON.parse(
      readFileSync(path.join(folder, 'b.json'), 'utf8'),
    ) as { version: number; families: Family[]; events: unknown[] };
    expect(version).toBe(3);
    expect(events).toHaveLength(1);
    expect(families).toMatchObject([{ id: family.id, creator: anna.id }]);
  });
});
