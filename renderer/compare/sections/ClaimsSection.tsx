import type { KeyboardEvent } from 'react';

import { showHidden } from '#core/guards/labels.ts';
import { countOf } from '#core/numbers.ts';

import { ActionButton } from '../../commands/ActionButton.tsx';
import { useAppState, useWorkspace } from '../../controls/use-workspace.ts';
import { articleName } from '../../model/compare/rows/article-names.ts';
import {
  chosenClaimLine,
  chosenClaimRow,
  claimRows,
  type ClaimLine,
  type ClaimRow,
} from '../../model/compare/rows/claim-rows.ts';
import { RELATION_WORDS } from '../../model/compare/rows/compare-words.ts';
import { shownPlaces } from '../../model/compare/rows/shown-places.ts';
import type { ShownEvent } from '../../model/state/compare-state.ts';
import { inShort } from '../../model/state/messages.ts';
import { Actions } from './Actions.tsx';
import { TwoPassages } from './TwoPassages.tsx';
import { SectionList } from './SectionList.tsx';

/** Claims across articles: the list, and the ledger of the chosen one with what is nearest to it elsewhere. */
export function ClaimsSection() {
  const workspace = useWorkspace();
  const compare = useAppState((state) => state.compare);
  const { shown } = compare;
  if (!shown) return null;
  const rows = claimRows(shown);
  const chosen = chosenClaimRow(compare, rows);
  if (!chosen) {
    return (
      <div className="empty compare-centred" data-pane="comparison" data-comparison>
        <p>No claim is tagged in these articles.</p>
        <p className="hint">
          Tag claims in Annotate; here the nearest sentences of the other articles stand beside
          each.
        </p>
        <p className="compare-offers">
          <ActionButton command="view-annotate" />
        </p>
      </div>
    );
  }
  const line = chosenClaimLine(compare, chosen);
  return (
    <div className="compare-beside-list">
      <SectionList
        label="Claims"
        rowHeight={62}
        lines={rows}
        chosen={chosen.key}
        onChoose={(key) => {
          workspace.compare.choose('claims', key);
        }}
        empty=""
        row={(index) => {
          const row = rows[index];
          return row ? <ClaimEntry row={row} shown={shown} /> : null;
        }}
      />
      <section className="compare-detail" aria-label="Ledger of the claim" data-pane="passages">
        <h2>
          <bdi className="article-words">{showHidden(inShort(chosen.label, 200))}</bdi>
        </h2>
        {chosen.note === '' ? null : <p className="compare-note">Note: {chosen.note}</p>}
        <Ledger row={chosen} line={line} shown={shown} />
        <Actions
          commands={
            line === undefined || line.isBase
              ? ['link-cell', 'family-note', 'side-by-side', 'open-cell']
              : line.rendering === null
                ? ['link-cell', 'side-by-side', 'open-cell']
                : [
                    'link-cell',
                    'set-class',
                    'take-out',
                    'set-base',
                    'family-note',
                    'side-by-side',
                    'open-cell',
                  ]
          }
          words={{
            'link-cell':
              line?.rendering === null && !line.isBase ? 'Link this sentence' : 'Link with…',
            'set-class': 'Relation…',
          }}
        />
        <TwoPassages shown={shown} places={shownPlaces(compare, workspace.compare.looker)} />
      </section>
    </div>
  );
}

function ClaimEntry({ row, shown }: { readonly row: ClaimRow; readonly shown: ShownEvent }) {
  return (
    <span className="grow">
      <span className="compare-line-words is-two">
        <bdi className="article-words">{showHidden(inShort(row.label, 110))}</bdi>
      </span>
      <span className="compare-line-where clip">
        {row.family === null ? (
          <bdi>{articleName(shown.comparison.articles[row.article])}</bdi>
        ) : (
          `linked, ${countOf(row.linked.length, 'place')}`
        )}
      </span>
    </span>
  );
}

interface LedgerProps {
  readonly row: ClaimRow;
  readonly line: ClaimLine | undefined;
  readonly shown: ShownEvent;
}

/** Who says it, in whose voice, where and when, and what is nearest where nobody is linked. */
function Ledger({ row, line, shown }: LedgerProps) {
  const workspace = useWorkspace();
  const lines = [...row.linked, ...row.offered];
  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const at = lines.findIndex(({ key }) => key === line?.key);
    const next = step === undefined ? undefined : lines[at + step];
    if (!next) return;
    event.preventDefault();
    workspace.compare.chooseLedger(next.key);
    const rows = event.currentTarget.querySelectorAll<HTMLElement>('tbody tr');
    rows[at + (step ?? 0)]?.focus();
  };
  return (
    <table
      className="compare-figures compare-ledger"
      data-comparison
      aria-label="Ledger"
      onKeyDown={onKeyDown}
    >
      <thead>
        <tr>
          <th scope="col">Outlet</th>
          <th scope="col">Words</th>
          <th scope="col">Relation</th>
          <th scope="col">Says it</th>
          <th scope="col">Stage, figures</th>
          <th scope="col">Verdict</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((each) => {
          const article = shown.comparison.articles[each.article];
          const isChosen = each.key === line?.key;
          return (
            <tr
              key={each.key}
              className={isChosen ? 'is-chosen' : undefined}
              aria-current={isChosen}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => {
                workspace.compare.chooseLedger(each.key);
              }}
            >
              <th scope="row">
                <bdi>{articleName(article)}</bdi>
                <span className="compare-date">{article?.published ?? ''}</span>
              </th>
              <td>
                <bdi className="article-words">{showHidden(inShort(each.words, 180))}</bdi>
              </td>
              <td className="compare-relation">{relationInWords(each)}</td>
              <td>{whoInWords(each)}</td>
              <td>{figuresInWords(each, article?.text ?? '')}</td>
              <td>{each.claim?.attributes['verdict'] ?? '–'}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function relationInWords({ isBase, rendering, relation, similarity }: ClaimLine): string {
  if (isBase) return '■ base';
  if (rendering === null) return `? near, ${Math.round(100 * (similarity ?? 0))} %`;
  return relation === null ? 'linked' : RELATION_WORDS[relation];
}

function whoInWords({ claim }: ClaimLine): string {
  if (!claim) return '–';
  return claim.claimant === null
    ? claim.voice === 'writer'
      ? 'the writer'
      : 'a source'
    : `${showHidden(claim.claimant)}${claim.voice === 'source' ? ', quoted' : ''}`;
}

function figuresInWords({ claim }: ClaimLine, text: string): string {
  const stage = claim?.stage ? [`${claim.stage.type} (“${claim.stage.words}”)`] : [];
  const figures = (claim?.figures ?? []).map(({ start, end }) => text.slice(start, end));
  const all = [...stage, ...figures];
  return all.length === 0 ? '–' : showHidden(all.join(', '));
}
