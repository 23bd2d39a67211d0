import { useCallback } from 'react';

import { COMMANDS, isCommandId } from '#core/contract/commands/commands.ts';
import { showHidden } from '#core/guards/labels.ts';

import { keyTextsOf, titleOf } from '../model/window/key-words.ts';
import { runCommand } from '../commands/run-command.ts';
import { revealTag } from '../model/tags/pick-tag.ts';
import { inShort } from '../model/state/messages.ts';
import { useWorkspace } from '../controls/use-workspace.ts';
import type { Workspace } from '../model/workspace.ts';
import { articleChoices } from '../controls/ArticleChoices.tsx';
import { CategoryMark } from '../controls/CategoryMark.tsx';
import { LISTED, matchesQuery, PickerDialog, type Choice } from '../controls/Picker.tsx';

/** Go to anything: articles; `>` commands, `#` tags, `@` speakers. */
export function GoToDialog({ initial }: { readonly initial: string }) {
  const workspace = useWorkspace();
  const choices = useCallback((query: string) => find(workspace, query), [workspace]);
  return (
    <PickerDialog
      title="Go to article, tag, command"
      placeholder="Go to article, > command, # tag, @ speaker"
      initial={initial}
      choices={choices}
      empty="Nothing matches."
      footer={
        <>
          <kbd>&gt;</kbd> commands · <kbd>#</kbd> tags of this article · <kbd>@</kbd> speakers
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
  } else if (isCommandId(key)) runCommand(workspace, key);
}

function find(workspace: Workspace, query: string): readonly Choice[] {
  const sign = query.charAt(0);
  const rest = query.slice(1).trim();
  if (sign === '>') return commands(workspace, rest);
  if (sign === '#') return tags(workspace, rest, false);
  if (sign === '@') return tags(workspace, rest, true);
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

function tags(workspace: Workspace, query: string, speakersOnly: boolean): Choice[] {
  const { article } = workspace.state;
  const found: Choice[] = [];
  if (!article) return found;
  for (const tag of article.tags) {
    const speaker = tag.attributes['speaker'] ?? '';
    if (speakersOnly && speaker === '') continue;
    const category = workspace.names.categoryOf(tag);
    const words = article.wordsOf(tag);
    const text = speakersOnly
      ? speaker
      : `${category?.label ?? ''} ${speaker} ${words} ${tag.note}`;
    if (!matchesQuery(text, query)) continue;
    found.push({
      id: `tag:${tag.id}`,
      text,
      content: (
        <>
          <CategoryMark category={category} />
          <span className="grow">
            <bdi className="article-words">{showHidden(inShort(words, 70))}</bdi>
          </span>
          <span className="hint">
            <bdi>{showHidden(speaker)}</bdi>
          </span>
        </>
      ),
    });
    if (found.length >= LISTED) break;
  }
  return found;
}
