import { Fragment, useEffect, useRef, useState } from 'react';

import {
  compareCodebooks,
  illegibleCategories,
  isSame,
  type CodebookDifference,
} from '#core/codebook/compare.ts';
import { planCodebookEdit } from '#core/codebook/plan-edit.ts';
import type { OpenedCodebook } from '#core/contract/codebook.ts';
import { showHidden } from '#core/guards/labels.ts';

import { Radio } from '../controls/Check.tsx';
import { countOf, libraryErrorSentence } from '../model/messages.ts';
import { useAppState } from '../controls/use-workspace.ts';
import { useCodebookEditing } from './codebook-editing.ts';

/** What a codebook from a file would change, before it does. */
export function CodebookImport({
  opened,
  onEnd,
}: {
  readonly opened: OpenedCodebook;
  readonly onEnd: () => void;
}) {
  const present = useAppState((state) => state.library.codebook);
  const { apply, use } = useCodebookEditing();
  const { codebook, fileName } = opened;
  const isSameBook = codebook.id === present.id;
  const [type, setType] = useState<'replace' | 'add-from'>(isSameBook ? 'replace' : 'add-from');
  const planned = planCodebookEdit(present, { type, codebook });
  const difference = planned.ok ? compareCodebooks(present, planned.value.codebook, use) : null;
  const recoloured = illegibleCategories(codebook);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  const choice = (value: typeof type, words: string) => (
    <Radio
      name="codebook-import"
      isChosen={type === value}
      onChoose={() => {
        setType(value);
      }}
    >
      {words}
    </Radio>
  );
  return (
    <section aria-label="Import a codebook" className="codebook-entry-body">
      <h3 ref={heading} tabIndex={-1}>
        <bdi>{showHidden(codebook.name)}</bdi>
      </h3>
      <p>
        Version <bdi>{showHidden(codebook.version)}</bdi>, from <bdi>{showHidden(fileName)}</bdi>.{' '}
        {isSameBook
          ? `The codebook here is the same one in version ${showHidden(present.version)}.`
          : `The codebook here is another one: “${showHidden(present.name)}”, version ${showHidden(present.version)}.`}
      </p>
      <fieldset className="choices-column">
        <legend>What to do with it</legend>
        {choice(
          'replace',
          isSameBook
            ? 'Bring the codebook here to this version'
            : 'Use it in place of the codebook here',
        )}
        {choice('add-from', 'Add what the codebook here lacks, and change nothing else')}
      </fieldset>
      {planned.ok || planned.error.type === 'nothing-changed' ? null : (
        <p role="alert" className="problem">
          {libraryErrorSentence(planned.error)}
        </p>
      )}
      {difference === null || isSame(difference) ? (
        <p>{planned.ok ? 'Only the version or the order changes.' : 'Nothing would change.'}</p>
      ) : (
        <Difference difference={difference} />
      )}
      {planned.ok && recoloured.length > 0 ? (
        <p className="notice-line">
          <Listed names={recoloured} />: too faint on some page, so made darker or lighter until
          they pass 3:1.
        </p>
      ) : null}
      <p className="codebook-files codebook-decision">
        <button
          type="button"
          className="primary"
          disabled={!planned.ok}
          onClick={() => {
            void apply({ type, codebook }).then((isDone) => {
              if (isDone) onEnd();
            });
          }}
        >
          Import
        </button>
        <button type="button" onClick={onEnd}>
          Cancel
        </button>
      </p>
    </section>
  );
}

function Difference({ difference }: { readonly difference: CodebookDifference }) {
  const { addedCategories, removedCategories, renamed, added, removed, changed } = difference;
  const aside = removed.reduce((sum, { own }) => sum + own, 0);
  return (
    <ul className="codebook-difference" aria-label="What changes">
      {addedCategories.length > 0 ? (
        <li>
          New categories: <Listed names={addedCategories} />
        </li>
      ) : null}
      {removedCategories.length > 0 ? (
        <li>
          No longer there: <Listed names={removedCategories.map(({ label }) => label)} />.{' '}
          {orphansInWords(removedCategories)}
        </li>
      ) : null}
      {renamed.length > 0 ? (
        <li>
          Renamed: <Listed names={renamed.map(({ from, to }) => `${from} → ${to}`)} />
        </li>
      ) : null}
      {added.length > 0 ? (
        <li>
          New: <Listed names={added} />
        </li>
      ) : null}
      {removed.length > 0 ? (
        <li>
          No longer there: <Listed names={removed.map(({ path }) => path)} />.{' '}
          {aside === 0
            ? 'None of your tags uses them.'
            : `${countOf(aside, 'value')} of your tags ${aside === 1 ? 'is' : 'are'} set aside; nothing is lost.`}
        </li>
      ) : null}
      {changed.length > 0 ? (
        <li>
          Other definition, key, letter, line or colour: <Listed names={changed} />
        </li>
      ) : null}
    </ul>
  );
}

/** How many tags would be without a category, and what becomes of them. */
function orphansInWords(removed: CodebookDifference['removedCategories']): string {
  const own = removed.reduce((sum, each) => sum + each.own, 0);
  const others = removed.reduce((sum, each) => sum + each.others, 0);
  if (own + others === 0) return 'No tag has them.';
  const whose = [
    ...(own > 0 ? [`${countOf(own, 'tag')} of yours`] : []),
    ...(others > 0 ? [`${countOf(others, 'tag')} of others`] : []),
  ].join(' and ');
  return `${whose} would be without a category of the codebook. They stay; the category can be added again, or another one given to them.`;
}

/** Most names that are said; the others are counted. */
const NAMED = 12;

function Listed({ names }: { readonly names: readonly string[] }) {
  return (
    <>
      {names.slice(0, NAMED).map((name, index) => (
        <Fragment key={name}>
          {index === 0 ? '' : ', '}
          <bdi>{showHidden(name)}</bdi>
        </Fragment>
      ))}
      {names.length > NAMED ? ` and ${names.length - NAMED} more` : ''}
    </>
  );
}
