import { describe, expect, it } from 'vitest';

import { articleId } from '../testing/library.ts';
import { openWindow, type TestWindow } from '../testing/window.ts';

const FIRST = 'Sergey Lavrov spoke. “We will build the bridge,” Lavrov said. Mr Smith nodded.';
const SECOND = 'Zelensky spoke. “It is too late,” Lavrov said. “Never,” said Sergei Lavrov.';

async function open(): Promise<TestWindow> {
  return openWindow([{ text: FIRST }, { text: SECOND }]);
}

/** Tags words as a quote by somebody whose name is typed. */
async function quote({ workspace, selectWords }: TestWindow, words: string, speaker: string) {
  selectWords(words);
  await workspace.tags.tagSelection('quote');
  const tag = workspace.selection.activeTag();
  if (!tag) throw new Error('No tag is selected.');
  await workspace.tags.update(tag.id, { attributes: { speaker } });
}

const speakers = ({ library }: TestWindow): (string | undefined)[] =>
  [...library.articles.values()].flatMap(({ document }) =>
    [...document.annotations].map(
      ({ attributes }) => attributes['speaker'] ?? attributes['claimant'],
    ),
  );

describe('the names that are in use', () => {
  it('are offered in every article: those of this one first, then those named most often', async () => {
    const window = await open();
    const { workspace } = window;
    await quote(window, '“We will build the bridge,”', 'Sergey Lavrov');
    await quote(window, 'Mr Smith', 'Sergey Lavrov');
    await quote(window, 'nodded', 'Adam Smith');
    await workspace.articles.open(articleId(2));
    await workspace.people.keepCurrent();
    expect(workspace.people.offered([]).names).toEqual(['Sergey Lavrov', 'Adam Smith']);
    expect(workspace.people.offered(['Zelensky', 'Adam Smith']).names).toEqual([
      'Zelensky',
      'Adam Smith',
      'Sergey Lavrov',
    ]);
  });

  it('are waited for by everyone who asks while they are on their way', async () => {
    const window = await open();
    const { workspace, library } = window;
    await workspace.people.keepCurrent();
    await quote(window, '“We will build the bridge,”', 'Sergey Lavrov');
    await workspace.articles.open(articleId(2));
    const release = library.hold();
    const seen: (string | null)[] = [];
    const asked = [1, 2].map(async () => {
      await workspace.people.keepCurrent();
      seen.push(workspace.people.nameFor('Lavrov'));
    });
    release();
    await Promise.all(asked);
    expect(seen).toEqual(['Sergey Lavrov', 'Sergey Lavrov']);
    expect(library.asked.filter(([channel]) => channel === 'people:names')).toHaveLength(2);
  });

  it('has a name as soon as a tag of the article on screen has it', async () => {
    const window = await open();
    await quote(window, 'Mr Smith', 'Adam Smith');
    expect(window.workspace.people.nameFor('Mr Smith')).toBe('Adam Smith');
  });

  it('are not looked for in all tags of the article again for each one that is made', async () => {
    const window = await open();
    const { workspace } = window;
    await quote(window, 'nodded', 'Adam Smith');
    const tags = workspace.state.article?.tags;
    if (!tags) throw new Error('No article is open.');
    workspace.people.book();
    let walks = 0;
    const walk = tags[Symbol.iterator].bind(tags);
    Object.defineProperty(tags, Symbol.iterator, { value: () => ((walks += 1), walk()) });
    await quote(window, 'Mr Smith', 'Adam Smith');
    expect(workspace.people.nameFor('Mr Smith')).toBe('Adam Smith');
    expect(walks).toBe(0);
    await quote(window, 'bridge', 'Eve Jones');
    expect(workspace.people.book().personOf('Eve Jones')?.name).toBe('Eve Jones');
  });

  it('are asked for once in an article, and again when something else has changed tags', async () => {
    const window = await open();
    const { workspace, library } = window;
    const asked = (): number =>
      library.asked.filter(([channel]) => channel === 'people:names').length;
    await workspace.people.keepCurrent();
    await workspace.people.keepCurrent();
    expect(asked()).toBe(1);
    await workspace.articles.open(articleId(2));
    await workspace.people.keepCurrent();
    expect(asked()).toBe(2);
    workspace.people.forget();
    await workspace.people.keepCurrent();
    expect(asked()).toBe(3);
  });
});

describe('the selected words as who speaks', () => {
  it('give the name that is in use in another article, and stay as the place', async () => {
    const window = await open();
    const { workspace, selectWords } = window;
    await quote(window, '“We will build the bridge,”', 'Sergey Lavrov');
    await workspace.articles.open(articleId(2));
    selectWords('“It is too late,”');
    await workspace.tags.tagSelection('quote');
    selectWords('Lavrov');
    await workspace.tags.takeSelectionAsSource();
    const tag = workspace.selection.activeTag();
    expect(tag?.attributes['speaker']).toBe('Sergey Lavrov');
    const { start = 0, end = 0 } = tag?.attributeSpans['speaker'] ?? {};
    expect(SECOND.slice(start, end)).toBe('Lavrov');
    expect(workspace.state.message).toBe(
      'Set speaker to “Sergey Lavrov”, whom the text calls \u2068Lavrov\u2069.',
    );
  });

  it('make the claimant of a claim', async () => {
    const window = await open();
    const { workspace, selectWords } = window;
    selectWords('“We will build the bridge,”');
    await workspace.tags.tagSelection('claim');
    selectWords('Mr Smith');
    await workspace.tags.takeSelectionAsSource();
    expect(workspace.selection.activeTag()?.attributes['claimant']).toBe('Smith');
  });
});

describe('merging people', () => {
  it('says how many tags of how many articles change, changes all, and is undone in one step', async () => {
    const window = await open();
    const { workspace } = window;
    await quote(window, '“We will build the bridge,”', 'Sergey Lavrov');
    await workspace.articles.open(articleId(2));
    await quote(window, '“It is too late,”', 'Lavrov');
    await quote(window, '“Never,”', 'Sergei Lavrov');
    const edit = {
      type: 'merge' as const,
      names: ['Sergey Lavrov', 'Sergei Lavrov', 'Lavrov'],
      name: 'Sergey Lavrov',
    };
    expect(await workspace.people.count(edit)).toEqual({
      ok: true,
      value: { tags: 2, articles: 1 },
    });
    const applied = await workspace.people.apply(edit);
    expect(applied.ok).toBe(true);
    expect(speakers(window)).toEqual(['Sergey Lavrov', 'Sergey Lavrov', 'Sergey Lavrov']);
    expect(workspace.people.spellingsOf('Lavrov')).toEqual([
      'Sergey Lavrov',
      'Lavrov',
      'Sergei Lavrov',
    ]);
    expect(workspace.people.offered([]).also.get('Sergey Lavrov')).toEqual([
      'Lavrov',
      'Sergei Lavrov',
    ]);
    await workspace.changes.travel('undo');
    expect(speakers(window)).toEqual(['Sergey Lavrov', 'Lavrov', 'Sergei Lavrov']);
    expect(workspace.state.library.aliases).toEqual([]);
  });

  it('that cannot be done says why', async () => {
    const { workspace } = await open();
    const edit = { type: 'take-apart' as const, name: 'Nobody', spelling: 'Noone' };
    const sentence = 'Nobody is called “Noone” any more; nothing was changed.';
    expect(await workspace.people.count(edit)).toEqual({ ok: false, error: sentence });
    expect(await workspace.people.apply(edit)).toEqual({ ok: false, error: sentence });
  });
});
