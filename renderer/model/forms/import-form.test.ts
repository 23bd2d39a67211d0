import { describe, expect, it } from 'vitest';

import type { ImportItem, ImportPreview } from '#core/contract/import.ts';

import { NEW_EVENT } from './article-form.ts';
import {
  choiceOf,
  decisionOf,
  importDecisions,
  importFormOf,
  isTable,
  listWith,
  namesTwice,
  wantedItems,
  withChoice,
  wrongDateInWords,
  withEvery,
  withReconsidered,
  withRedecoded,
  type AnnotationsItem,
  type ArticleItem,
} from './import-form.ts';
import {
  contestedInWords,
  homeInWords,
  importButtonInWords,
  importedInWords,
  itemsInWords,
  replacedInWords,
  homesInWords,
} from './import-words.ts';

const DAMAGED: ArticleItem['certainty'] = {
  type: 'damaged',
  count: 1,
  line: 2,
  column: 12,
  offset: 40,
  byte: 0xe9,
};

function article(patch: Partial<ArticleItem> = {}): ArticleItem {
  return {
    type: 'article',
    key: 'a',
    name: 'a.txt',
    size: 10,
    encoding: 'utf-8',
    certainty: { type: 'certain' },
    title: 'First line',
    firstLines: 'First line',
    length: 10,
    boilerplate: [
      { span: { start: 0, end: 1 }, text: 'Share', proposed: true },
      { span: { start: 2, end: 3 }, text: 'Quote', proposed: false },
    ],
    duplicateOf: null,
    sameTextAs: null,
    versionOf: null,
    reading: null,
    ...patch,
  };
}

function annotations(patch: Partial<AnnotationsItem> = {}): AnnotationsItem {
  const none = { read: 0, new: 0, duplicate: 0, refused: 0 };
  return {
    type: 'annotations',
    key: 't',
    name: 't.json',
    size: 10,
    format: { title: 'Framewise', certainty: 1 },
    encodings: [],
    unknown: { count: 0, first: [], unusable: 0, refusal: null },
    ignored: [],
    counting: [],
    annotators: [],
    counts: { ...none, proposed: 0, orphaned: 0 },
    decisions: none,
    comments: none,
    families: none,
    linkDecisions: none,
    passagesWithoutPlace: 0,
    aliases: 0,
    adjudicated: 0,
    returned: null,
    withdrawn: 0,
    contested: 0,
    returnForOther: null,
    unplaced: [],
    newArticles: [],
    missingArticles: [],
    homes: [],
    textsBeside: [],
    differing: [],
    refused: [],
    couldBeSelf: false,
    ...patch,
  };
}

const refused: ImportItem = { type: 'refused', key: 'r', name: 'r.bin', reason: 'Not a text.' };
const formOf = (...items: ImportItem[]) =>
  importFormOf({ token: 'token', items, sources: [] } as ImportPreview);
const annotator = (id: string, patch: Partial<AnnotationsItem['annotators'][number]> = {}) => ({
  id,
  name: id.toUpperCase(),
  isSelf: false,
  tags: 1,
  standIn: null,
  takenAs: null,
  namesake: null,
  replaces: null,
  ...patch,
});
const differing = (id: string): AnnotationsItem['differing'][number] => ({
  id,
  title: id,
  target: { id: `here-${id}`, title: id },
  placed: 1,
  proposed: 0,
  orphaned: 0,
});

const home = (
  article: string,
  patch: Partial<AnnotationsItem['homes'][number]> = {},
): AnnotationsItem['homes'][number] => ({
  article,
  title: article,
  tags: 3,
  target: {
    ...{ id: `here-${article}`, title: article, by: 'words' },
    ...{ placed: 3, proposed: 0, orphaned: 0 },
  },
  candidates: [],
  isUnsought: false,
  ...patch,
});

describe('what is proposed', () => {
  it.each([
    ['an article comes in', article(), 'import'],
    ['one that is here does not', article({ duplicateOf: { id: 'x', title: 'X' } }), 'skip'],
    ['tags come in', annotations(), 'import'],
    ['what cannot be read does not', refused, 'skip'],
    ['what is damaged does not', article({ certainty: DAMAGED }), 'skip'],
  ])('%s', (_, item, action) => {
    expect(choiceOf(formOf(item), item).action).toBe(action);
  });

  it('marks the lines that look like page furniture and keeps the title of the file', () => {
    const item = article();
    expect(choiceOf(formOf(item), item)).toMatchObject({ boilerplate: [0], title: 'First line' });
  });

  it('leaves the text here as it is for an article that comes with its own, and puts others where they were found', () => {
    const item = annotations({ differing: [differing('one')], homes: [home('two')] });
    expect(choiceOf(formOf(item), item).onto).toEqual([]);
    expect(importDecisions(formOf(item))[0]?.onto).toEqual([
      { article: 'two', target: 'here-two' },
    ]);
  });

  it('calls the one whom the file does not name as its path proposes', () => {
    const item = annotations({ annotators: [annotator('x', { standIn: { proposed: 'anna' } })] });
    expect(importDecisions(formOf(item))[0]).toMatchObject({ annotatorName: 'anna', sameAs: [] });
  });

  it('puts articles into no event until one is chosen', () => {
    expect(formOf().event).toBe('');
  });

  it('says the same of every article for which nothing else is written', () => {
    const [first, second] = [article({ key: 'a' }), article({ key: 'b' })];
    const form = { ...formOf(first, second), outlet: 'AFP', published: '2025-08-20' };
    const written = withChoice(form, second, { outlet: 'TASS' });
    expect(importDecisions(written).map(({ details }) => details)).toMatchObject([
      { outlet: 'AFP', published: '2025-08-20' },
      { outlet: 'TASS', published: '2025-08-20' },
    ]);
    expect(wrongDateInWords({ ...form, published: '31 Feb 2025' })).toMatch(/^The date of all, /u);
  });

  it.each([
    [3, false],
    [4, true],
  ])('with %i articles is a table: %s', (count, expected) => {
    const items = Array.from({ length: count }, (_, n) => article({ key: String(n) }));
    expect(isTable(formOf(...items))).toBe(expected);
  });
});

describe('a change', () => {
  it('is about all that can come in where everything or nothing is selected', () => {
    const items = [article(), annotations(), refused];
    const none = withEvery(formOf(...items), 'skip');
    expect(wantedItems(none)).toEqual([]);
    expect(wantedItems(withEvery(none, 'import'))).toEqual(items.slice(0, 2));
  });

  it('is about one item and keeps what was decided on it before', () => {
    const [one, two] = [article(), article({ key: 'b' })];
    let form = formOf(one, two);
    form = withChoice(form, one, { outlet: 'The Paper' });
    form = withChoice(form, one, { action: 'skip' });
    expect(choiceOf(form, one)).toMatchObject({ outlet: 'The Paper', action: 'skip' });
    expect(choiceOf(form, two)).toMatchObject({ outlet: '', action: 'import' });
    expect(wantedItems(form)).toEqual([two]);
  });

  it.each([
    [[1, 2], 3, true, [1, 2, 3]],
    [[1, 2], 1, true, [2, 1]],
    [[1, 2], 1, false, [2]],
    [[1, 2], 3, false, [1, 2]],
  ])('of the list %o with %d in it: %s', (list, entry, isIn, after) => {
    expect(listWith(list, entry, isIn)).toEqual(after);
  });
});

describe('the same bytes read differently', () => {
  const before = article();
  const after = article({ encoding: 'windows-1252', title: 'Fïrst', boilerplate: [] });

  it('bring their own title and boilerplate, and leave what was written', () => {
    const form = withChoice(formOf(before), before, { author: 'Anna', action: 'skip' });
    const again = withRedecoded(form, before, after);
    expect(again.items).toEqual([after]);
    expect(choiceOf(again, after)).toMatchObject({
      title: 'Fïrst',
      boilerplate: [],
      author: 'Anna',
      action: 'skip',
    });
  });

  it('do not take a title away that was written', () => {
    const form = withChoice(formOf(before), before, { title: 'Mine' });
    expect(choiceOf(withRedecoded(form, before, after), after).title).toBe('Mine');
  });

  it('are left out where they turn out to be here, whatever was decided', () => {
    const known = article({ duplicateOf: { id: 'x', title: 'X' } });
    const form = withChoice(formOf(before), before, { action: 'import' });
    expect(choiceOf(withRedecoded(form, before, known), known).action).toBe('skip');
  });
});

describe('what is sent', () => {
  it('is one decision for each item in their order, with texts cut and empty ones unknown', () => {
    const [one, tags] = [article(), annotations()];
    const form = withChoice(formOf(refused, one, tags), one, { title: ' ', outlet: ' The Paper ' });
    expect(importDecisions(form)).toEqual([
      { key: 'r', action: 'skip' },
      {
        key: 'a',
        action: 'import',
        details: {
          title: 'First line',
          outlet: 'The Paper',
          author: null,
          url: null,
          published: null,
        },
        event: null,
        boilerplate: [0],
      },
      {
        key: 't',
        action: 'import',
        isSelf: false,
        addUnknown: false,
        addAliases: false,
        sameAs: [],
        onto: [],
      },
    ]);
  });

  it.each([
    [{ event: '' }, null],
    [{ event: 'e2' }, { id: 'e2' }],
    [{ event: NEW_EVENT, newEvent: ' Vote ' }, { title: 'Vote' }],
    [{ event: NEW_EVENT, newEvent: ' ' }, null],
    [{ event: 'e2', newEvent: 'Vote' }, { id: 'e2' }],
  ])('with %o is the event %o', (patch, event) => {
    expect(importDecisions({ ...formOf(article()), ...patch })[0]?.event).toEqual(event);
  });

  it('names people and articles only where they were chosen', () => {
    const item = annotations({
      annotators: [
        annotator('anna', { namesake: { id: 'here-anna', name: 'ANNA' } }),
        annotator('bert', { namesake: { id: 'here-bert', name: 'BERT' } }),
        annotator('clara'),
      ],
      differing: [differing('one'), differing('two')],
    });
    const form = withChoice(formOf(item), item, {
      namesakes: ['bert', 'clara'],
      onto: ['two'],
      isSelf: true,
      addUnknown: true,
    });
    expect(importDecisions(form)).toEqual([
      {
        key: 't',
        action: 'import',
        isSelf: true,
        addUnknown: true,
        addAliases: false,
        sameAs: [{ annotator: 'bert', knownAs: 'here-bert' }],
        onto: [{ article: 'two', target: 'here-two' }],
      },
    ]);
  });
});

describe('on tags without a text and without a name', () => {
  const item = annotations({
    annotators: [annotator('x', { standIn: { proposed: '' } })],
    homes: [home('one'), home('two'), home('three', { target: null })],
  });

  it('the articles and the person are those that the analyst chose', () => {
    const form = withChoice(formOf(item), item, {
      madeBy: 'here-anna',
      homes: new Map([
        ['two', null],
        ['three', 'here-other'],
      ]),
    });
    expect(decisionOf(form, item)).toMatchObject({
      sameAs: [{ annotator: 'x', knownAs: 'here-anna' }],
      onto: [
        { article: 'one', target: 'here-one' },
        { article: 'three', target: 'here-other' },
      ],
    });
  });

  it('what the file would do then takes the place of what was said before, and the choice stays', () => {
    const form = withChoice(formOf(item), item, { annotatorName: 'Anna', apart: ['x'] });
    const after = annotations({ annotators: item.annotators, homes: [home('one')] });
    const again = withReconsidered(form, after);
    expect(again.items).toEqual([after]);
    expect(choiceOf(again, after)).toMatchObject({ annotatorName: 'Anna', apart: ['x'] });
  });
});

it('names the article whose date is wrong, and what would be right, before anything is sent', () => {
  const [first, second] = [article({ key: 'a' }), article({ key: 'b', name: 'b.txt' })];
  const form = formOf(first, second);
  expect(wrongDateInWords(form)).toBeNull();
  const wrong = withChoice(form, second, { published: '03/04/2025' });
  expect(wrongDateInWords(wrong)).toBe(
    'The date of b.txt, “03/04/2025”: This can be two days. Write 2025-04-03 or 2025-03-04.',
  );
  expect(wrongDateInWords(withChoice(wrong, second, { action: 'skip' }))).toBeNull();
});

describe('the sentences', () => {
  it.each([
    [{ placed: 3, proposed: 0, orphaned: 0 }, 'All 3 tags can be placed.'],
    [
      { placed: 1, proposed: 1, orphaned: 1 },
      'Of 3 tags 1 can be placed, 1 with a proposed place, 1 whose words are nowhere in it.',
    ],
  ])('say what becomes of tags on another text: %o', (counts, words) => {
    const target = { id: 'here', title: 'Here', by: 'chosen', ...counts } as const;
    expect(homeInWords(3, target)).toBe(words);
  });

  it('count what was found', () => {
    const here = article({ duplicateOf: { id: 'x', title: 'X' } });
    expect(itemsInWords([article(), here, annotations(), refused])).toBe(
      '2 articles, 1 file of tags, 1 of the articles already here, 1 file that cannot be opened.',
    );
  });

  it('name who has tags in more than one file, apart from oneself', () => {
    const items = [
      annotations({ annotators: [annotator('anna'), annotator('me', { isSelf: true })] }),
      annotations({ annotators: [annotator('anna'), annotator('me', { isSelf: true })] }),
      annotations({ annotators: [annotator('bert'), annotator('anna', { tags: 0 })] }),
    ];
    expect(namesTwice(items)).toEqual(['ANNA']);
    expect(namesTwice(items.slice(1))).toEqual([]);
  });

  it.each([
    [0, false, 'Import'],
    [1, false, 'Import'],
    [3, false, 'Import 3'],
    [3, true, 'Importing…'],
  ])('%d wanted, busy: %s, are “%s”', (wanted, isBusy, words) => {
    expect(importButtonInWords(wanted, isBusy)).toBe(words);
  });

  const outcome = (tags: number, codebookVersion: string | null = null) => ({
    imported: [{ name: 't.json', articleId: null, tags, families: 0 }],
    codebookVersion,
  });
  const records = (count: number) => ({ read: count, new: count, duplicate: 0, refused: 0 });

  it.each([
    ['Imported 2 articles.', [article(), article({ key: 'b' })], outcome(0)],
    ['Imported 0 new tags.', [annotations()], outcome(0)],
    [
      'Imported 2 articles, 3 new tags, 1 decision, 2 comments.',
      [
        article(),
        annotations({
          newArticles: [{ id: 'n', title: 'N' }],
          decisions: records(1),
          comments: records(2),
        }),
      ],
      outcome(3),
    ],
    [
      'Imported 1 new tag. 2 decisions of yours are contested and open again. Their labels were added to the codebook, now version 7.',
      [annotations({ contested: 2 })],
      outcome(1, '7'),
    ],
  ])('“%s”', (words, wanted, done) => {
    expect(importedInWords(wanted, done)).toBe(words);
  });

  it.each([
    [1, '1 decision of yours is contested and open again.'],
    [2, '2 decisions of yours are contested and open again.'],
  ])('%d contested', (count, words) => {
    expect(contestedInWords(count)).toBe(words);
  });

  it.each([
    [{ tags: 2, gone: 0, isOlder: false }, 'They take the place of the 2 tags here.'],
    [
      { tags: 1, gone: 1, isOlder: true },
      'They take the place of the 1 tag here. 1 of those are not in this file. This file is older than what is here.',
    ],
  ])('%o replaced', (replaces, words) => {
    expect(replacedInWords(replaces)).toBe(words);
  });
});

describe('articles without a text in the file', () => {
  const none = home('none', { target: null });
  const unsure = home('unsure', { target: null, candidates: ['a', 'b'] });
  const unsought = home('unsought', { target: null, isUnsought: true });

  it.each([
    [
      'that were found',
      [home('one')],
      /^The text of its article is not in the file\. Its tags go/u,
    ],
    [
      'of which one was not found',
      [none],
      /, and for it no article of your library was found\. Choose/u,
    ],
    [
      'of which one may be any of several',
      [unsure],
      /, and for it it is not sure which article of your library is meant\. Choose/u,
    ],
    [
      'of all kinds',
      [none, unsure, unsought, home('two')],
      /^The texts of 4 articles .*, and for 1 of them no article of your library was found, for 1 of them it is not sure which article of your library is meant, and for 1 of them the words of tags were not looked for, as there are too many\. Choose/u,
    ],
  ])('are spoken of: %s', (_, homes, sentence) => {
    expect(homesInWords(homes)).toMatch(sentence);
  });
});
