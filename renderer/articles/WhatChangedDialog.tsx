import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';

import type { ArticleSummary } from '#core/article/article.ts';
import { showHidden } from '#core/guards/labels.ts';

import { CategoryMark } from '../controls/CategoryMark.tsx';
import { Choice } from '../controls/fields/Choice.tsx';
import { Dialog } from '../controls/sheets/Dialog.tsx';
import { DiffWords } from '../controls/DiffWords.tsx';
import { FieldRow } from '../controls/fields/Field.tsx';
import { FlowList } from '../controls/lists/FlowList.tsx';
import { useAppState, useWorkspace } from '../controls/use-workspace.ts';
import { changesInWords, type VersionChange } from '../model/article/version-changes.ts';
import type { FoundChanges } from '../model/article/versions.ts';
import { versionsOf } from '../model/state/article-list.ts';
import { dayAndTime, inShort } from '../model/state/messages.ts';
import './what-changed.css';

interface DialogProps {
  /** Article ids. */
  readonly before: string;
  readonly after: string;
}

/** A change, and where it stands among all. */
interface ListedChange {
  readonly index: number;
  readonly change: VersionChange;
}

/** What changed from one version of an article to another, place by place, with the tags in it. */
export function WhatChangedDialog({ before, after }: DialogProps) {
  const workspace = useWorkspace();
  const { found, isReading } = useChanges(before, after);
  const [at, setAt] = useState(0);
  const changes = found?.type === 'found' ? found.changes : [];
  const close = (): void => {
    workspace.dialogs.close();
  };
  const open = ({ change }: ListedChange): void => {
    // Where words are only gone, the place in the later text is empty: the tag's own words are shown.
    const isGone = change.after.start === change.after.end && change.touched.length > 0;
    workspace.dialogs.closeAnd(() => {
      void (isGone
        ? workspace.articles.open(before, change.before)
        : workspace.articles.open(after, change.after));
    });
  };
  const step = (by: 1 | -1): void => {
    setAt(Math.min(Math.max(at + by, 0), Math.max(changes.length - 1, 0)));
  };
  return (
    <Dialog
      title="What changed"
      className="wide articles-changed"
      onClose={close}
      actions={
        <>
          <span className="hint grow">
            <kbd>N</kbd> next, <kbd>Shift+N</kbd> previous, <kbd>Enter</kbd> opens the place
          </span>
          <StepButton
            words="Previous"
            isOff={at <= 0}
            onStep={() => {
              step(-1);
            }}
          />
          <StepButton
            words="Next"
            isOff={at >= changes.length - 1}
            onStep={() => {
              step(1);
            }}
          />
          <button type="button" className="primary" onClick={close}>
            Close
          </button>
        </>
      }
    >
      <Pair before={before} after={after} />
      {found?.type === 'failed' ? (
        <p role="alert" className="problem">
          {found.problem}
        </p>
      ) : (
        <p aria-live="polite">
          {isReading || !found ? 'Comparing…' : changesInWords(found.answer, changes)}
        </p>
      )}
      {changes.length === 0 ? null : (
        <ChangeList
          key={`${before} ${after}`}
          changes={changes}
          at={at}
          onAt={setAt}
          onStep={step}
          onOpen={open}
        />
      )}
    </Dialog>
  );
}

function StepButton({
  words,
  isOff,
  onStep,
}: {
  readonly words: string;
  readonly isOff: boolean;
  readonly onStep: () => void;
}) {
  return (
    <button type="button" disabled={isOff} onClick={onStep}>
      {words}
    </button>
  );
}

interface ListProps {
  readonly changes: readonly VersionChange[];
  /** Index of the current one. */
  readonly at: number;
  readonly onAt: (index: number) => void;
  readonly onStep: (by: 1 | -1) => void;
  readonly onOpen: (change: ListedChange) => void;
}

function ChangeList({ changes, at, onAt, onStep, onOpen }: ListProps) {
  const listed = useMemo(() => changes.map((change, index) => ({ index, change })), [changes]);
  const latest = useRef(onOpen);
  useEffect(() => {
    latest.current = onOpen;
  });
  const draw = useCallback(
    (row: ListedChange) => (
      <ChangeCells
        row={row}
        onOpen={() => {
          latest.current(row);
        }}
      />
    ),
    [],
  );
  const onKey = (event: KeyboardEvent, row: ListedChange): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isStep = event.key.toLowerCase() === 'n';
    if (!isStep && event.key !== 'Enter') return;
    event.preventDefault();
    if (isStep) onStep(event.shiftKey ? -1 : 1);
    else onOpen(row);
  };
  return (
    <FlowList
      label="Changes"
      rows={listed}
      keyOf={keyOfChange}
      estimate={estimateOf}
      draw={draw}
      classOf={classOfChange}
      current={String(at)}
      shown={String(at)}
      takesFocus
      onCurrent={({ index }) => {
        onAt(index);
      }}
      onKey={onKey}
      empty=""
    />
  );
}

const keyOfChange = ({ index }: ListedChange): string => String(index);
const classOfChange = ({ change }: ListedChange): string =>
  change.touched.length > 0 ? 'is-touched' : '';
const estimateOf = ({ change: { parts, touched } }: ListedChange): number =>
  30 +
  Math.ceil(parts.reduce((sum, { words }) => sum + words.length, 0) / 90) * 24 +
  touched.length * 26;

function ChangeCells({
  row: { change },
  onOpen,
}: {
  readonly row: ListedChange;
  readonly onOpen: () => void;
}) {
  const categories = useAppState((state) => state.library.codebook.categories);
  return (
    <>
      <div role="gridcell" className="articles-changed-place">
        <p dir="auto">
          <DiffWords parts={change.parts} isWhole />
        </p>
        {change.touched.length === 0 ? null : (
          <ul className="articles-changed-tags" aria-label="Your tags here">
            {change.touched.map(({ tag, words, in: side }) => {
              const category = categories.find(({ id }) => id === tag.category);
              return (
                <li key={`${side} ${tag.id}`}>
                  {category ? <CategoryMark category={category} /> : null}{' '}
                  <bdi>{showHidden(category?.label ?? tag.category)}</bdi>{' '}
                  <span className="hint">
                    {side === 'before' ? 'in the earlier version' : 'in the later version'}:
                  </span>{' '}
                  <bdi className="article-words">{showHidden(inShort(words, 120))}</bdi>
                </li>
              );
            })}
          </ul>
        )}
      </div>
      <div role="gridcell">
        <button type="button" tabIndex={-1} onClick={onOpen}>
          Open
        </button>
      </div>
    </>
  );
}

/** The two versions that are held against each other; others can be chosen where there are more. */
function Pair({ before, after }: DialogProps) {
  const workspace = useWorkspace();
  const articles = useAppState((state) => state.articles);
  const versions = versionsOf(articles, after);
  const choice = (label: string, value: string, onChange: (id: string) => void) => (
    <FieldRow label={label}>
      {(id) => (
        <Choice
          id={id}
          value={value}
          options={versions.map((version, index) => [version.id, nameOf(version, index + 1)])}
          onChange={onChange}
        />
      )}
    </FieldRow>
  );
  const show = (pair: DialogProps): void => {
    if (pair.before !== pair.after) workspace.dialogs.show({ type: 'what-changed', ...pair });
  };
  return (
    <div className="form-grid">
      {choice('From', before, (id) => {
        show({ before: id, after });
      })}
      {choice('To', after, (id) => {
        show({ before, after: id });
      })}
    </div>
  );
}

function nameOf({ details, added }: ArticleSummary, number: number): string {
  return showHidden(`Version ${number}, added ${dayAndTime(added)}: ${details.title}`);
}

/** Asks what changed; again where it is between others. */
function useChanges(before: string, after: string) {
  const { versions } = useWorkspace();
  const [answered, setAnswered] = useState<{ pair: string; found: FoundChanges } | null>(null);
  const pair = `${before} ${after}`;
  const latest = useRef(pair);
  useEffect(() => {
    latest.current = pair;
    void versions.find(before, after).then((found) => {
      if (latest.current === pair) setAnswered({ pair, found });
    });
  }, [versions, before, after, pair]);
  const isReading = answered?.pair !== pair;
  return { found: isReading ? null : answered.found, isReading };
}
