import { describe, expect, it } from 'vitest';

import { articleId } from '../testing/library.ts';
import { openWindow, type TestWindow } from '../testing/window.ts';

const TEXTS = ['one', 'two', 'three'].map((title) => ({ text: `${title}.`, title }));
const ids = [1, 2, 3].map(articleId);

/** Each event with the titles of its articles, as the window holds them. */
function shown({ workspace }: TestWindow): string[] {
  const { library, articles } = workspace.state;
  const inEvent = (event: string | null): string =>
    articles
      .filter(({ details }) => details.event === event)
      .map(({ details }) => details.title)
      .join(' ');
  return [...library.events.map(({ id, title }) => `${title}: ${inEvent(id)}`), inEvent(null)];
}

const idOf = ({ workspace }: TestWindow, title: string): string =>
  workspace.state.library.events.find((event) => event.title === title)?.id ?? '';

describe('several articles', () => {
  it('come into an event in one step, which undo takes back', async () => {
    const window = await openWindow(TEXTS);
    const { arrange, changes } = window.workspace;
    await arrange.createEvent('Talks', []);
    await arrange.moveTo(ids.slice(0, 2), { id: idOf(window, 'Talks') });
    expect(window.workspace.state.message).toBe('Moved 2 articles to “Talks”.');
    expect(shown(window)).toEqual(['Talks: one two', 'three']);
    expect(window.workspace.state.article?.summary.details.event).toBe(idOf(window, 'Talks'));
    await changes.travel('undo');
    expect(shown(window)).toEqual(['Talks: ', 'one two three']);
    await changes.travel('redo');
    expect(shown(window)).toEqual(['Talks: one two', 'three']);
  });

  it('come into a new event, and out of every one', async () => {
    const window = await openWindow(TEXTS);
    const { arrange } = window.workspace;
    await arrange.moveTo(ids, { title: 'Talks' });
    expect(window.workspace.state.message).toBe('Created the event “Talks” with 3 articles.');
    await arrange.moveTo(ids.slice(1), null);
    expect(window.workspace.state.message).toBe('Moved 2 articles out of every event.');
    expect(shown(window)).toEqual(['Talks: one', 'two three']);
  });

  it('are flagged together where one is not, and then lose the flag together', async () => {
    const window = await openWindow(TEXTS);
    const { arrange, changes, chosenArticles } = window.workspace;
    await changes.editDetails({ flagged: true });
    chosenArticles.chooseAll();
    await arrange.toggleFlags(chosenArticles.ids);
    expect(window.workspace.state.message).toBe('Flagged 2 articles.');
    expect(window.workspace.state.selectedArticles).toHaveLength(3);
    await arrange.toggleFlags(chosenArticles.ids);
    expect(window.workspace.state.articles.some(({ details }) => details.flagged)).toBe(false);
    expect(window.workspace.state.message).toBe('Removed flag of 3 articles.');
  });

  it('are deleted together, and are chosen no longer', async () => {
    const window = await openWindow(TEXTS);
    const { arrange, changes, chosenArticles } = window.workspace;
    await chosenArticles.choose(articleId(2), 'toggle');
    await arrange.delete(chosenArticles.ids);
    expect(window.workspace.state.message).toBe(
      'Deleted 2 articles. They stay in Deleted Articles for 30 days.',
    );
    expect(window.workspace.state.selectedArticles).toEqual([]);
    expect(shown(window)).toEqual(['three']);
    await changes.travel('undo');
    expect(shown(window)).toEqual(['one two three']);
  });
});

describe('events', () => {
  it('are renamed, merged and deleted, and say what became of their articles', async () => {
    const window = await openWindow(TEXTS);
    const { arrange, chosenArticles } = window.workspace;
    await arrange.createEvent('Talks', ids.slice(0, 1));
    await arrange.createEvent('Drones', ids.slice(1));
    await arrange.renameEvent(idOf(window, 'Talks'), 'Summit');
    expect(window.workspace.state.message).toBe('Renamed the event “Talks” to “Summit”.');
    chosenArticles.chooseEvent(idOf(window, 'Drones'));
    expect(chosenArticles.ids).toEqual(ids.slice(1));
    await arrange.mergeEvents(idOf(window, 'Drones'), idOf(window, 'Summit'));
    expect(window.workspace.state.message).toBe(
      'Merged the event “Drones” into “Summit”: 2 articles moved.',
    );
    expect(window.workspace.state.eventRow).toBeNull();
    expect(shown(window)).toEqual(['Summit: one two three', '']);
    await arrange.deleteEvent(idOf(window, 'Summit'));
    expect(window.workspace.state.message).toBe(
      'Deleted the event “Summit”. Its 3 articles stay, without an event.',
    );
    expect(shown(window)).toEqual(['one two three']);
  });
});
