import { useCallback, useEffect } from 'react';

import { COMMANDS, isCommandId } from '#core/contract/commands/commands.ts';
import type { NameInUse } from '#core/contract/people.ts';
import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';
import { countNames, nameAttributes, namesOfTag, sourceOf } from '#core/people/names-in-tags.ts';
import type { Person } from '#core/people/people-book.ts';
import type { Tag } from '#core/tags/tag.ts';

import { keyTextsOf, titleOf } from '../model/window/key-words.ts';
import { runCommand } from '../commands/run-command.ts';
import { revealTag } from '../model/tags/pick-tag.ts';
import { inShort } from '../model/state/messages.ts';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { articleChoices } from '../controls/sheets/ArticleChoices.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { LISTED, matchesQuery, PickerDialog, type Choice } from '../controls/sheets/Picker.tsx';

/** Go to anything: articles; `>` commands, `#` tags, `@` people. */
export function GoToDialog({ initial }: { readonly initial: string }) {
  const workspace = useWorkspace();
  // The names that are in use come a moment later.
  const names = useAppState((state) => state.namesInUse);
  const choices = useCallback((query: string) => find(workspace, query, names), [workspace, names]);
  useEffect(() => {
    void workspace.people.refresh();
  }, [workspace]);
  return (
    <PickerDialog
      title="Go to article, tag, command"
      placeholder="Go to article, > command, # tag, @ person"
      initial={initial}
      choices={choices}
      empty="Nothing matches."
      footer={
        <>
          <kbd>&gt;</kbd> commands · <kbd>#</kbd> tags of this article · <kbd>@</kbd> people in all
          articles
        </>
      }
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={(id) => {
        workspace.dialogs.closeAnd(() => {
          choose(workspace, id);
        });
      }}
    />
  );
}

function choose(workspace: Workspace, id: string): void {
  const colon = id.indexOf(':');
  const kind = id.slice(0, colon);
  const key = id.slice(colon + 1);
  if (kind === 'article') {
    void workspace.articles.open(key);
  } else if (kind === 'tag') {
    const tag = workspace.state.article?.tags.get(key);
    if (tag) revealTag(workspace, tag);
  } else if (kind === 'person') {
    workspace.search.openFor(key);
  } else if (isCommandId(key)) runCommand(workspace, key);
}

function find(workspace: Workspace, query: string, names: readonly NameInUse[]): readonly Choice[] {
  const sign = query.charAt(0);
  const rest = query.slice(1).trim();
  if (sign === '>') return commands(workspace, rest);
  if (sign === '#') return tags(workspace, rest);
  if (sign === '@') return people(workspace, rest, names);
  const { library, articles: all } = workspace.state;
  const events = new Map(library.events.map(({ id, title }) => [id, title]));
  const articles = articleChoices(
    all,
    query.trim(),
    ({ details }) => events.get(details.event ?? '') ?? '',
  ).map((choice) => ({ ...choice, id: `article:${choice.id}` }));
  return query.trim() === ''
    ? articles
    : [...articles, ...commands(workspace, query.trim())].slice(0, LISTED);
}

function commands(workspace: Workspace, query: string): Choice[] {
  return COMMANDS.flatMap((command): Choice[] => {
    const title = titleOf(workspace, command.id);
    if (
      title === null ||
      command.id === 'go-to' ||
      !matchesQuery(`${title} ${command.menu}`, query)
    )
      return [];
    const [keys] = keyTextsOf(workspace, command.id);
    return [
      {
        id: `command:${command.id}`,
        text: title,
        content: (
          <>
            <span className="grow">{title}</span>
            <span className="hint">{command.menu}</span>
            {keys === undefined ? null : <kbd>{keys}</kbd>}
          </>
        ),
      },
    ];
  });
}

function tags(workspace: Workspace, query: string): Choice[] {
  return tagChoices(workspace, (tag, label) => {
    const words = workspace.state.article?.wordsOf(tag) ?? '';
    return matchesQuery(`${label} ${sourceOf(tag) ?? ''} ${words} ${tag.note}`, query);
  });
}

/** Those who are named elsewhere, too, and the tags of all in this article. */
function people(workspace: Workspace, query: string, inUse: readonly NameInUse[]): Choice[] {
  const { article, library } = workspace.state;
  const attributes = nameAttributes(library.codebook);
  const here = countNames(article?.tags ?? [], attributes);
  const everywhere = new Map(inUse.map(({ name, tags: count }) => [name, count]));
  const found = workspace.people.book().matching(query);
  const sum = (counts: ReadonlyMap<string, number>, { names }: Person): number =>
    names.reduce((all, { name }) => all + (counts.get(name) ?? 0), 0);
  const elsewhere = found.flatMap((person): Choice[] => {
    const count = sum(everywhere, person);
    if (count <= sum(here, person)) return [];
    return [
      {
        id: `person:${person.name}`,
        text: person.name,
        content: (
          <>
            <span className="grow">
              <bdi>{showHidden(person.name)}</bdi>
            </span>
            <span className="hint">{countOf(count, 'tag')} in all articles</span>
          </>
        ),
      },
    ];
  });
  const names = new Set(found.flatMap((person) => person.names.map(({ name }) => name)));
  const ofThem = tagChoices(workspace, (tag) =>
    namesOfTag({ ...tag, aside: {} }, attributes).some((name) => names.has(name)),
  );
  return [...elsewhere.slice(0, LISTED / 2), ...ofThem].slice(0, LISTED);
}

/** The tags of this article that fit; `label` is that of their category. */
function tagChoices(workspace: Workspace, fits: (tag: Tag, label: string) => boolean): Choice[] {
  const { article } = workspace.state;
  const found: Choice[] = [];
  if (!article) return found;
  for (const tag of article.tags) {
    const category = workspace.names.categoryOf(tag);
    if (!fits(tag, category?.label ?? '')) continue;
    const words = article.wordsOf(tag);
    found.push({
      id: `tag:${tag.id}`,
      text: words,
      content: (
        <>
          <CategoryMark category={category} />
          <span className="grow">
            <bdi className="article-words">{showHidden(inShort(words, 70))}</bdi>
          </span>
          <span className="hint">
            <bdi>{showHidden(sourceOf(tag) ?? '')}</bdi>
          </span>
        </>
      ),
    });
    if (found.length >= LISTED) break;
  }
  return found;
}
