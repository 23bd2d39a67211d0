// Sheets in which passages are chosen: to be linked, to be tagged everywhere.
import { useCallback } from 'react';

import { showHidden } from '#core/guards/labels.ts';

import { LISTED, PickerDialog, type Choice } from '../../controls/sheets/Picker.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName } from '../../model/compare/rows/article-names.ts';
import type { LinkCandidate } from '../../model/compare/link-candidates.ts';
import type { LinkSource } from '../../model/state/link-source.ts';
import { inShort } from '../../model/state/messages.ts';

const FROM_WORDS = { offered: 'offered', other: '', typed: 'these words' } as const;

/** What some words are linked with, ranked; what is typed narrows the list, and finds words that nobody quoted. */
export function LinkDialog({ source }: { readonly source: LinkSource }) {
  const workspace = useWorkspace();
  const shown = useAppState((state) => state.compare.shown);
  const found = useCallback(
    (query: string): readonly LinkCandidate[] =>
      shown ? workspace.links.candidates(source, query).slice(0, LISTED) : [],
    [workspace, shown, source],
  );
  const choices = useCallback(
    (query: string): readonly Choice[] =>
      found(query).map((candidate) => ({
        id: candidate.id,
        text: candidate.words,
        content: (
          <>
            <span className="grow">
              <span className="compare-candidate">
                <bdi className="article-words">{showHidden(inShort(candidate.words, 90))}</bdi>
              </span>
              <span className="hint">
                {candidate.who === null ? '' : <bdi>{showHidden(candidate.who)} · </bdi>}
                <bdi>
                  {candidate.articles
                    .map((article) => articleName(shown?.comparison.articles[article]))
                    .map((name) => inShort(name, 32))
                    .join(', ')}
                </bdi>
              </span>
            </span>
            <span className="hint">{FROM_WORDS[candidate.from]}</span>
          </>
        ),
      })),
    [found, shown],
  );
  const title = source.type === 'cell' ? 'Which words of this article' : 'Link with';
  return (
    <PickerDialog
      title={title}
      placeholder="Enter takes the first; type to narrow, or any words of a text"
      about={<About source={source} />}
      choices={choices}
      empty="Nothing matches. Any words that stand in a text can be typed."
      onClose={() => {
        workspace.dialogs.close();
      }}
      onChoose={(id, query) => {
        const candidate = found(query).find((each) => each.id === id);
        workspace.dialogs.close();
        if (candidate) void workspace.links.linkCandidate(source, candidate);
      }}
    />
  );
}

function About({ source }: { readonly source: LinkSource }) {
  const shown = useAppState((state) => state.compare.shown);
  if (source.type !== 'cell') {
    return (
      <>
        Link <bdi className="article-words">{showHidden(inShort(source.words, 100))}</bdi> with
      </>
    );
  }
  const row = shown?.table.rows.find(({ key }) => key === source.row);
  return (
    <>
      What <bdi>{articleName(shown?.comparison.articles[source.article])}</bdi> has of{' '}
      <bdi className="article-words">{showHidden(inShort(row?.label ?? '', 80))}</bdi>
    </>
  );
}
